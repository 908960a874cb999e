/** What an account has once: organization, project, secrets, connectors, access. */
import { accessObjects } from "./access";
import { sharedConnectors } from "./connectors";
import { organizationKeys, type PlanContext } from "./context";
import type { PlannedObject, PlanUnit } from "./model";
import { secretObjects } from "./secrets";
import { ownerTags, tagInputs } from "./tags";

/** The unit everything else stands on. */
export function foundation(context: PlanContext): PlanUnit {
  const objects = [
    ...containers(context),
    ...secretObjects(context),
    ...sharedConnectors(context),
    ...accessObjects(context),
  ];
  return { component: "Foundation", name: "foundation", objects };
}

/** Organization and project, as far as they are managed here and not only referred to. */
function containers(context: PlanContext): PlannedObject[] {
  const { organization, project } = context.catalog.platform;
  const inputs = ({ identifier, name, description }: typeof project) => ({
    identifier,
    name: name ?? identifier,
    ...(description === undefined ? {} : { description }),
    tags: tagInputs(ownerTags(context)),
  });
  const objects: PlannedObject[] = [];
  if (organization.manage) {
    const { identifier } = organization;
    objects.push({ kind: "organization", name: identifier, inputs: inputs(organization), dependsOn: [] });
  }
  if (project.manage) {
    objects.push({
      kind: "project",
      name: project.identifier,
      inputs: { ...inputs(project), orgId: organization.identifier },
      dependsOn: organizationKeys(context.catalog.platform),
    });
  }
  return objects;
}
