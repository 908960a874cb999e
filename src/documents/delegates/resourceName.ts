import type { DelegateSpec, KubernetesObject } from "./model";

/** Logical name of a delegate's object: its cluster, its namespace where that is not the delegate's own, and its name. */
export function delegateResourceName(
  cluster: string,
  { namespace }: Pick<DelegateSpec, "namespace">,
  { metadata }: Pick<KubernetesObject, "metadata">,
): string {
  const elsewhere = metadata.namespace !== undefined && metadata.namespace !== namespace;
  return [cluster, ...(elsewhere ? [metadata.namespace] : []), metadata.name].join("/");
}
