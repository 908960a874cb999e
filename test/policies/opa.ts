/** The real OPA, and the policies with the settings that fit the hand-made pipelines. */
import { policyText, type PolicyName, type PolicySettings } from "../../src/policies";
import type { RegoTexts } from "../../src/policies/evaluate";
import { findTool } from "../../src/toolchain/findTool";

/** Path of OPA. Builds it once where it is not at hand, which takes a minute or two. */
export async function opaPath(): Promise<string> {
  return (await findTool("opa")).command;
}

/** Milliseconds for a hook that may have to build OPA. */
export const buildPatience = 900_000;

/** The policies about pipelines. */
export const pipelinePolicyNames = [
  "approval_rules",
  "connector_rules",
  "mandatory_templates",
  "no_scripts",
  "required_stages",
  "secret_expressions",
] as const satisfies readonly PolicyName[];

const hotfix_templates = ["hotfix_ecs", "hotfix_kubernetes"];

const place = (environment: string, region: string) => ({
  connector: `k8s_connector_${environment}_${region}`,
  delegateSelectors: [`harness-delegate-${environment.replace("_stable", "")}-${region}`],
  production: environment === "prod",
});

const versions = (identifiers: string) =>
  Object.fromEntries(identifiers.split(" ").map((identifier) => [identifier, ["1.0.0"]]));

/** Settings of the platform that `pipelines.ts` delivers on. */
export const settings: PolicySettings = {
  change_window: { windows: {}, service_windows: {}, emergency_approvers: 3 },
  approval_rules: {
    approvals: { int_stable: 0, pre_stable: 0, prod: 2 },
    window_environments: ["prod"],
    window_policy_set: "change_window",
    emergency_approvers: 3,
    hotfix_templates,
  },
  required_stages: {
    environments: [
      { identifier: "int_stable" },
      { identifier: "pre_stable" },
      { identifier: "prod", rehearsal: "pre_stable" },
    ],
    hotfix_templates,
  },
  mandatory_templates: {
    templates: versions(
      "approval_2 bake canary_phase change_window deploy_ecs deploy_kubernetes deploy_kubernetes_canary verify_canary",
    ),
    pipeline_templates: versions(hotfix_templates.join(" ")),
  },
  no_scripts: {},
  connector_rules: {
    infrastructures: {
      int_stable_euw1_k8s: place("int_stable", "euw1"),
      pre_stable_euw1_k8s: place("pre_stable", "euw1"),
      prod_euw1_k8s: place("prod", "euw1"),
      prod_euw2_k8s: place("prod", "euw2"),
    },
  },
  namespace_rules: { regions: { prod_euw1_k8s: "euw1" } },
  resource_limits: { sizes: {} },
  secret_expressions: {},
  workload_rules: {},
};

/** Texts of the policies about pipelines. */
export function pipelinePolicyTexts(): RegoTexts {
  return Object.fromEntries(pipelinePolicyNames.map((name) => [name, policyText(name, settings[name])]));
}
