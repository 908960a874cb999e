/** The platform team's pipelines to production: one a cluster, for hot-fixes and for a region that was down. */
import { renderHotfix } from "../documents/hotfix";
import type { Cluster } from "../catalog/model";
import { targetNames, templateNames } from "../catalog/names";
import { projectInputs, type HostedEnvironment, type PlanContext } from "./context";
import { isWindowed, platformGroups } from "./gates";
import { stableLink } from "./links";
import type { ObjectKey, PlannedObject } from "./model";
import { sortedSet } from "./sorting";
import { orderedTags, ownerTags, tagInputs } from "./tags";

/** The hot-fix pipeline of a cluster; none where nothing says how many approve an emergency. */
export function hotfixObjects(
  context: PlanContext,
  environment: HostedEnvironment,
  cluster: Cluster,
  infrastructureKey: ObjectKey,
): PlannedObject[] {
  if (!isWindowed(context, environment)) return [];
  const { label, type } = environment;
  const { region, target } = cluster;
  const infrastructure = targetNames.infrastructure(label, region, target);
  const identifier = targetNames.hotfixPipeline(infrastructure);
  const name = `Hot-fix ${label} ${region}${target === "ecs" ? " ecs" : ""}`;
  const description =
    "For the platform team: one service straight to this place, with the approvals of an emergency";
  const tags = { ...ownerTags(context), hotfix: "true" };
  const entity = { scope: context.project, identifier, name, description, tags: orderedTags(tags) };
  const link = stableLink(context, templateNames.hotfix(target));
  return [
    {
      kind: "pipeline",
      name: identifier,
      inputs: {
        identifier,
        name,
        ...projectInputs(context),
        description,
        tags: tagInputs(tags),
        yaml: renderHotfix(entity, link, {
          environment: { identifier: targetNames.environment(label), type },
          infrastructure,
          delegateSelectors: sortedSet(cluster.delegateSelectors),
          groups: platformGroups(context),
          approvals: context.catalog.platform.changeWindow?.emergencyApprovers ?? 0,
        }),
      },
      dependsOn: [infrastructureKey, link.key],
    },
  ];
}
