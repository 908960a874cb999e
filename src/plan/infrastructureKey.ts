import type { Cluster } from "../catalog/model";
import { targetNames } from "../catalog/names";
import type { HostedEnvironment } from "./context";
import type { ObjectKey } from "./model";

/** The object of the infrastructure of a cluster. */
export function infrastructureKey({ label }: HostedEnvironment, { region, target }: Cluster): ObjectKey {
  return `infrastructure/${targetNames.infrastructure(label, region, target)}`;
}
