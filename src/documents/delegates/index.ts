/** Everything one delegate is in its cluster, as plain Kubernetes objects. Pure; the token's value is nowhere in it. */
import { stringify } from "yaml";
import { deployerRole, serviceAccount, targetBinding, targetNamespace } from "./access";
import type { DelegateAccount, DelegateSpec, KubernetesObject } from "./model";
import {
  autoscaler,
  delegateNamespace,
  deployment,
  disruptionBudget,
  networkPolicy,
  tokenSecretName,
} from "./workload";

export type { DelegateAccount, DelegateSpec, KubernetesObject, TargetNamespace } from "./model";
export { delegateResourceName } from "./resourceName";
export { tokenSecret, tokenSecretName } from "./workload";

/**
 * The objects in the order in which they are applied: each stands after what it needs. The Secret with the token is not
 * among them ({@link tokenSecret}); it goes right before the Deployment.
 */
export function delegateObjects(spec: DelegateSpec, account: DelegateAccount): KubernetesObject[] {
  return [
    delegateNamespace(spec),
    serviceAccount(spec),
    deployerRole(spec),
    ...spec.targets.flatMap((target) => [targetNamespace(target), targetBinding(spec, target)]),
    networkPolicy(spec),
    deployment(spec, account),
    disruptionBudget(spec),
    autoscaler(spec),
  ];
}

/** The objects as one file for `kubectl apply`, with how to put the token there. */
export function renderDelegate(spec: DelegateSpec, account: DelegateAccount): string {
  const { name, namespace } = spec;
  const secret = tokenSecretName(spec);
  const header = [
    `# Delegate ${name}. The Secret with its token is not in this file; after the namespaces are there:`,
    `#   kubectl -n ${namespace} create secret generic ${secret} --from-literal=DELEGATE_TOKEN=…`,
    "",
  ].join("\n");
  const documents = delegateObjects(spec, account).map((object) =>
    stringify(object, { aliasDuplicateObjects: false, compat: "yaml-1.1", lineWidth: 0 }),
  );
  return header + documents.join("---\n");
}
