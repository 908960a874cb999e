import type { Service } from "../catalog/model";
import { identityOf } from "../catalog/names";
import type { ObjectKey } from "./model";

/** The object of a service's pipeline. */
export function pipelineKey(service: Pick<Service, "name" | "previousName">): ObjectKey {
  return `pipeline/${identityOf(service)}`;
}
