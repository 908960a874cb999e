/** Freeze windows of the project. */
import { renderFreeze } from "../../templates/pipelines/freeze";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import type { PlannedObject } from "./model";
import { sortedEntries } from "./sorting";
import { orderedTags, ownerTags } from "./tags";

/** One object per freeze of platform.yaml. */
export function freezeObjects(context: PlanContext): PlannedObject[] {
  return sortedEntries(context.catalog.platform.freezes).map(([identifier, freeze]) => ({
    kind: "manualFreeze",
    name: identifier,
    inputs: {
      identifier,
      accountId: context.scope.account,
      ...projectInputs(context),
      yaml: renderFreeze(
        {
          identifier,
          name: freeze.name ?? identifier,
          description: freeze.description,
          enabled: freeze.enabled,
          environments: freeze.environments,
          start: freeze.start,
          duration: freeze.duration,
          timeZone: freeze.timeZone,
          recurrence: freeze.recurrence,
        },
        { scope: context.project, tags: orderedTags(ownerTags(context)) },
      ),
    },
    dependsOn: projectKeys(context),
  }));
}
