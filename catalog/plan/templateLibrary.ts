/** The stage templates that pipelines refer to. */
import {
  approvalTemplate,
  bake,
  deployTemplates,
  renderTemplate,
  type StageTemplate,
  type TemplateVersion,
} from "../../templates/pipelines/stages";
import { targets } from "../schema/common";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import { approvalGate } from "./gates";
import type { ObjectKey, PlannedObject, PlanUnit } from "./model";
import { orderedTags, ownerTags } from "./tags";

/**
 * The unit of all templates. Which ones there are follows from the platform alone: a template does not come and go
 * with the first and the last service that uses it.
 */
export function templateLibrary(context: PlanContext): PlanUnit {
  const objects = platformTemplates(context).flatMap((template) =>
    template.versions.map((version) => templateObject(context, template, version)),
  );
  return { component: "TemplateLibrary", name: "templates", objects };
}

/** The object of the version that pipelines refer to. */
export function templateKey({ identifier, stable }: Pick<StageTemplate, "identifier" | "stable">): ObjectKey {
  return `template/${objectName(identifier, stable)}`;
}

function platformTemplates(context: PlanContext): StageTemplate[] {
  const { environments, catalog } = context;
  const hostedTargets = Object.values(catalog.platform.clusters)
    .filter((cluster) => environments.some(({ key }) => key === cluster.environment))
    .map(({ target }) => target);
  const bakes = environments.some(({ gate }) => gate.type === "bake");
  const gates = environments.map((environment) => approvalGate(context, environment));
  return [
    ...targets.filter((target) => hostedTargets.includes(target)).flatMap(deployTemplates),
    ...(bakes ? [bake] : []),
    ...gates.filter((gate) => gate !== undefined).map(approvalTemplate),
  ];
}

function templateObject(
  context: PlanContext,
  template: StageTemplate,
  version: TemplateVersion,
): PlannedObject {
  const { identifier, name } = template;
  const { project } = context;
  return {
    kind: "template",
    name: objectName(identifier, version.label),
    inputs: {
      identifier,
      name,
      version: version.label,
      isStable: version.label === template.stable,
      ...projectInputs(context),
      templateYaml: renderTemplate(template, version, {
        scope: project,
        tags: orderedTags(ownerTags(context)),
      }),
    },
    dependsOn: projectKeys(context),
  };
}

function objectName(identifier: string, label: string): string {
  return `${identifier}@${label}`;
}
