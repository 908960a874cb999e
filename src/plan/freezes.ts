/** Freeze windows of the project. */
import { renderFreeze } from "../documents/freeze";
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
          scope: context.project,
          identifier,
          name: freeze.name ?? identifier,
          description: freeze.description,
          tags: orderedTags(ownerTags(context)),
        },
        { ...freeze, recurrence: freeze.recurrence },
      ),
    },
    dependsOn: projectKeys(context),
  }));
}
