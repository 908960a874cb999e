import { z } from "zod";
import { scopedId } from "./importId";
import { anyScope, flag, gitService, reference, text } from "./shapes";
import { defineResource } from "./spec";

/** Overrides carry no tags, so what they override is their identity. */
export const serviceOverridesV2 = defineResource({
  token: "harness:platform/serviceOverridesV2:ServiceOverridesV2",
  inputs: z.strictObject({
    /** Made by Harness when absent; it may hold more than entity identifiers do. */
    identifier: text(),
    ...anyScope,
    envId: reference(),
    type: reference(),
    serviceId: text(),
    infraId: text(),
    clusterId: text(),
    yaml: text(),
    gitDetails: gitService(),
    importFromGit: flag(),
    isForceImport: flag(),
  }),
  outputs: z.strictObject({}),
  address: ["orgId", "projectId", "identifier", "envId", "serviceId", "infraId", "clusterId", "type"],
  computed: ["identifier", "serviceId", "infraId", "clusterId", "yaml"],
  refused: ["gitDetails", "importFromGit", "isForceImport"],
  yaml: { key: "yaml" },
  importId: scopedId([0, 1, 2], ["identifier"]),
  ownership: { by: "identity", keys: ["envId", "type", "serviceId", "infraId", "clusterId"] },
});
