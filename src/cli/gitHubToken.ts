/** Is there a token for GitHub, where a stack needs one? */
import { tokenVariable } from "../catalog/gitHubNames";
import type { Io } from "./io";

/**
 * The variable that holds the token of a stack; undefined for a stack that makes nothing on GitHub.
 * @param config configuration of the stack, as its file has it
 * @param owner organization of the catalog's repository
 */
export function gitHubToken(
  config: Readonly<Record<string, unknown>>,
  owner: string | undefined,
  env: Io["env"],
): { readonly ok: boolean; readonly detail: string } | undefined {
  if (String(config["harness-catalog:github"]) !== "true") return undefined;
  const variables = ["GITHUB_TOKEN", ...(owner === undefined ? [] : [tokenVariable(owner)])];
  const found = variables.find((name) => env[name]);
  if (found !== undefined) return { ok: true, detail: `a token in ${found}` };
  return {
    ok: false,
    detail: `no ${variables.join(" or ")}; the stack makes objects on GitHub, see docs/github.md`,
  };
}
