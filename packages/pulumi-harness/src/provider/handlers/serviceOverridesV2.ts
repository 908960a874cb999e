import { specs } from "../../sdk/spec";
import { rest } from "./rest";
import { scopeBody, segment } from "./scope";

const base = "/ng/api/serviceOverrides";

interface Target {
  readonly envId: string;
  readonly serviceId?: string | undefined;
  readonly infraId?: string | undefined;
  readonly clusterId?: string | undefined;
}

/** The API has no list of overrides, so a refresh reads each singly. */
export const serviceOverridesV2 = rest(specs.serviceOverridesV2, {
  style: "ng",
  collection: () => base,
  readItem: ({ identifier }) => `${base}/get-with-yaml/${segment(identifier)}`,
  writeQuery: () => ({}),
  updateAtCollection: true,
  toBody: (inputs) => ({
    ...scopeBody(inputs),
    environmentRef: inputs.envId,
    serviceRef: inputs.serviceId,
    infraIdentifier: inputs.infraId,
    clusterIdentifier: inputs.clusterId,
    type: inputs.type,
    yamlInternal: inputs.yaml,
    identifier: inputs.identifier,
  }),
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    envId: entity["environmentRef"],
    serviceId: entity["serviceRef"],
    infraId: entity["infraIdentifier"],
    clusterId: entity["clusterIdentifier"],
    type: entity["type"],
    yaml: entity["yamlInternal"],
  }),
  find: (ctx, inputs, get) =>
    get(ctx, { ...inputs, identifier: inputs.identifier ?? madeIdentifier(inputs) }),
});

/** Harness names an override after what it overrides (observed: parts joined by `_`, dots of scope prefixes replaced). */
function madeIdentifier({ envId, serviceId, infraId, clusterId }: Target): string {
  return [envId, serviceId, infraId, clusterId]
    .filter((part) => part !== undefined)
    .join("_")
    .replaceAll(".", "_");
}
