import { rego } from "./bodies";
import { type Case } from "./case";

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
} satisfies Readonly<Record<string, Case>>;
