/** Which policies are evaluated when. The same list serves Harness and the check before a plan. */
import type { PolicyName } from "../policies";
import { policySetNames } from "../catalog/names";

/** A policy set: policies that are evaluated when something happens to entities of a type. */
export interface PolicySetSpec {
  readonly identifier: string;
  readonly name: string;
  /** Entity type and action, as Harness calls them. */
  readonly type: "pipeline" | "connector" | "infrastructure" | "custom";
  readonly action: "onsave" | "onrun" | "onstep";
  readonly policies: readonly PolicyName[];
}

/** What every pipeline is held to. The one list to switch a policy on in: for Harness, and for `plan` and `up`. */
export const pipelinePolicies: readonly PolicyName[] = [
  "approval_rules",
  "connector_rules",
  "mandatory_templates",
  "no_scripts",
  "required_stages",
  "secret_expressions",
];

/**
 * The sets of a platform. "On save" does not hold for changes by API and Git, so pipelines are judged again when they run.
 * Source: developer.harness.io, policy as code, "Harness Governance overview" (entity types, actions and limits).
 */
export function policySetSpecs(withChangeWindow: boolean): PolicySetSpec[] {
  const window: PolicySetSpec = {
    identifier: policySetNames.changeWindow,
    name: "Change window",
    type: "custom",
    action: "onstep",
    policies: ["change_window"],
  };
  return [
    {
      identifier: policySetNames.pipelineRules,
      name: "Pipeline rules",
      type: "pipeline",
      action: "onrun",
      policies: pipelinePolicies,
    },
    {
      identifier: policySetNames.pipelineRulesOnSave,
      name: "Pipeline rules on save",
      type: "pipeline",
      action: "onsave",
      policies: pipelinePolicies,
    },
    {
      identifier: policySetNames.connectorRules,
      name: "Connector rules",
      type: "connector",
      action: "onsave",
      policies: ["connector_rules"],
    },
    {
      identifier: policySetNames.infrastructureRules,
      name: "Infrastructure rules",
      type: "infrastructure",
      action: "onsave",
      policies: ["namespace_rules"],
    },
    ...(withChangeWindow ? [window] : []),
  ];
}
