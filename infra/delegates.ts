/**
 * Delegates in the clusters of this stack. The Kubernetes SDK and its plugin are large, so both are loaded here and only
 * when a stack installs delegates.
 */
import * as pulumi from "@pulumi/pulumi";
import type * as harness from "@pulumi/harness";
import type { ObjectKey, Plan, PlannedDelegate } from "../src/plan/model";
import { delegateNotices } from "../src/plan/delegates";
import { problem } from "@harness-catalog/problems";
import { listWords } from "@harness-catalog/problems/suggest";
import type { DelegateMode } from "./config";

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

/**
 * Registers every delegate of the plan.
 * @param registered objects of the plan, the tokens among them
 * @param kubeconfig content of a kubeconfig; undefined: the one that kubectl would take
 */
export async function installDelegates(
  delegates: readonly PlannedDelegate[],
  registered: ReadonlyMap<ObjectKey, pulumi.Resource>,
  kubeconfig: pulumi.Output<string> | undefined,
): Promise<void> {
  const { ClusterDelegate } = await import("../components/clusterDelegate.js");
  for (const { subject, message } of delegateNotices(delegates))
    await pulumi.log.info(`${subject}: ${message}`);
  for (const delegate of delegates) {
    const token = registered.get(delegate.token) as harness.platform.Delegatetoken | undefined;
    if (token === undefined) throw new Error(`${delegate.token} is not among the objects of the plan`);
    new ClusterDelegate({ delegate, token: token.value, kubeconfig });
  }
}
