/** What a stack may do about its delegates. Pure. */
import type { Plan } from "../src/plan/model";
import { problem } from "@harness-catalog/problems";
import { listWords } from "@harness-catalog/problems/suggest";
import type { DelegateMode } from "./configValues";

/** Whether a stack of this mode has delegates, or their tokens at least. */
export function hasDelegates(mode: DelegateMode): boolean {
  return mode === "true" || mode === "tokens";
}

/**
 * Refuses what nobody can have meant, before anything is registered.
 * @param last names of the delegates of the last run
 * @throws CatalogError CMD030 when platform.yaml gives the stack no delegate, CMD031 when all would go for want of a setting
 */
export function assertDelegatesMeant(
  mode: DelegateMode,
  { delegates }: Pick<Plan, "delegates">,
  last: readonly string[] = [],
): void {
  if (hasDelegates(mode) && delegates.length === 0) {
    throw problem(
      "CMD030",
      `\`harness-catalog:delegates\` is ${mode}, but platform.yaml gives the environments of this stack no delegate`,
      'add "delegates: { image: … }" to platform.yaml, or remove the setting',
    );
  }
  if (mode === "false" && last.length > 0) {
    throw problem(
      "CMD031",
      `this run would revoke the tokens of ${listWords([...last])} and end them: nothing could be deployed there any more`,
      "set `harness-catalog:delegates` as it was in the last run; to end them for good, set it to `remove`",
    );
  }
}
