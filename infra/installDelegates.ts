/**
 * Delegates in the clusters of this stack. The Kubernetes SDK and its plugin are large, so both are loaded here and only
 * when a stack installs delegates.
 */
import * as pulumi from "@pulumi/pulumi";
import type * as harness from "@pulumi/harness";
import { delegateNotices } from "../src/plan/delegates";
import type { ObjectKey, PlannedDelegate } from "../src/plan/model";

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
