/** Policies and the sets that say when they are evaluated. */
import { policyNames, policyText, type PolicyName } from "../policies";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import { freezeObjects } from "./freezes";
import type { PlannedObject, PlanUnit } from "./model";
import { policySetSpecs, type PolicySetSpec } from "./policySets";
import { policySettings } from "./policySettings";
import { sortedSet } from "./sorting";
import { ownerHeader } from "./tags";

/** The unit of all policies: those that a set refers to, the sets, and the freezes that stop what they allow. */
export function policyLibrary(context: PlanContext): PlanUnit {
  const sets = policySetSpecs(context.catalog.platform.changeWindow !== undefined);
  const names = sortedSet(sets.flatMap(({ policies }) => policies)) as PolicyName[];
  return {
    component: "PolicyLibrary",
    name: "policies",
    objects: [
      ...names.map((name) => policy(context, name)),
      ...sets.map((set) => policySet(context, set)),
      ...freezeObjects(context),
    ],
  };
}

function policy<Name extends PolicyName>(context: PlanContext, name: Name): PlannedObject {
  return {
    kind: "policy",
    name,
    inputs: {
      identifier: name,
      name: policyNames[name],
      ...projectInputs(context),
      rego: `${ownerHeader(context)}${policyText(name, policySettings[name](context))}`,
    },
    dependsOn: projectKeys(context),
  };
}

/** Only `policyReferences`: with the older `policies` beside it, upstream never sends a change. */
function policySet(context: PlanContext, set: PolicySetSpec): PlannedObject {
  const { identifier, name, type, action, policies } = set;
  return {
    kind: "policySet",
    name: identifier,
    inputs: {
      identifier,
      name,
      ...projectInputs(context),
      type,
      action,
      enabled: true,
      policyReferences: policies.map((policy) => ({ identifier: policy, severity: "error" })),
    },
    dependsOn: policies.map((policy) => `policy/${policy}` as const),
  };
}
