/** The policies: rules in Rego files, and the settings they get from the platform. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../paths/packageRoot";

/** Opening times of a weekday in minutes of the day, UTC; `from` is inclusive, `to` exclusive. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What each policy is told by the platform. Names are those of the Rego files. */
export interface PolicySettings {
  change_window: {
    /** By English weekday; a day that is missing is closed. */
    readonly windows: Readonly<Record<string, Window>>;
    /** Approvals that open the window in an emergency. */
    readonly emergency_approvers: number;
  };
  approval_rules: {
    /** Approvals needed before a deployment, by identifier of the production environment. */
    readonly approvals: Readonly<Record<string, number>>;
  };
}

export type PolicyName = keyof PolicySettings;

/** What Harness shows of a policy. */
export const policyNames: Readonly<Record<PolicyName, string>> = {
  change_window: "Change window",
  approval_rules: "Approval rules",
};

const settingsBlock = /(# begin settings[^\n]*\n)[^]*?(# end settings)/;

/** The Rego text of a policy with the settings of the platform in the place of those in the file. */
export function policyText<Name extends PolicyName>(name: Name, settings: PolicySettings[Name]): string {
  const text = readFileSync(join(packageRoot(), "policies", `${name}.rego`), "utf8");
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
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${literal(member)}`).join(", ")}}`;
}
