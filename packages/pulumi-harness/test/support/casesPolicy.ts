import { rego, yaml } from "./bodies";
import { type Case, inProject } from "./case";
import { account } from "./provider";

export const casesPolicy = {
  policy: {
    parents: [],
    inputs: { identifier: "pol1", name: "Policy 1", rego: rego("dev") },
    importId: "pol1",
    update: { rego: rego("dev", "never") },
    replace: { identifier: "pol2" },
    bad: { gitRepo: "repo" },
    badProperty: "gitRepo",
    foreign: { rego: rego("other") },
  },
  policySet: {
    parents: ["policy"],
    inputs: {
      identifier: "ps1",
      name: "Set 1",
      action: "onrun",
      type: "pipeline",
      enabled: true,
      policyReferences: [{ identifier: "pol1", severity: "error" }],
    },
    importId: "ps1",
    update: { policyReferences: [{ identifier: "pol1", severity: "warning" }] },
    replace: { identifier: "ps2" },
    bad: { policyReferences: [{ identifier: "pol1", severity: "warn" }] },
    badProperty: "policyReferences[0].severity",
    foreign: { action: "onsave" },
  },
  manualFreeze: {
    parents: ["organization", "project"],
    inputs: { accountId: account, identifier: "fr1", ...inProject, yaml: yaml.freeze() },
    importId: "org1/prj1/fr1",
    update: { yaml: yaml.freeze("dev", "two") },
    replace: { accountId: "elsewhere" },
    bad: { yaml: "freeze: [" },
    badProperty: "yaml",
    foreign: { yaml: yaml.freeze("other") },
    // An enabled freeze cannot be edited
    updateCalls: [
      "GET /ng/api/freeze/:identifier",
      "POST /ng/api/freeze/updateFreezeStatus",
      "PUT /ng/api/freeze/:identifier",
    ],
  },
} satisfies Readonly<Record<string, Case>>;
