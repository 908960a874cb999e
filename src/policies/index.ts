/** The policies: rules in Rego files, and the settings they get from the platform. */
import { join } from "node:path";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { packageRoot } from "../paths/packageRoot";
import type { PolicyName, PolicySettings } from "./settings";

export type * from "./settings";

/** What Harness shows of a policy. */
export const policyNames: Readonly<Record<PolicyName, string>> = {
  change_window: "Change window",
  approval_rules: "Approval rules",
  required_stages: "Required stages",
  mandatory_templates: "Mandatory templates",
  no_scripts: "No scripts",
  connector_rules: "Connector rules",
  namespace_rules: "Namespace rules",
  resource_limits: "Resource limits",
  secret_expressions: "Secret expressions",
  workload_rules: "Workload rules",
};

const settingsBlock = /(# begin settings[^\n]*\n)[^]*?(# end settings)/;

/**
 * The Rego text of a policy with the settings of the platform in the place of those in the file.
 * @throws Error when there are settings and the file has no place for them
 */
export function policyText<Name extends PolicyName>(name: Name, settings: PolicySettings[Name]): string {
  const text = readTextFile(join(packageRoot(), "policies", `${name}.rego`));
  if (Object.keys(settings).length === 0) return text;
  if (!settingsBlock.test(text)) throw new Error(`policies/${name}.rego has no block of settings`);
  return text.replace(settingsBlock, (_, begin: string, end: string) => `${begin}${lines(settings)}\n${end}`);
}

function lines(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} := ${literal(value)}\n`)
    .join("");
}

/** A Rego literal as `opa fmt` writes it; keys in order, so that the text depends on the meaning alone. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${literal(member)}`).join(", ")}}`;
}
