/** What a stack is told, for plans that ask no engine: the environment first, then the stack's file, as the program. */
import { movedFrom, movedFromVariable } from "@harness-catalog/problems/connection";
import { parseAllowance, parseDelegateMode, parseImports, parseStateId } from "../../../infra/configValues";
import type { StackSettings, Words } from "../../../infra/wanted";
import { placeOf, sandboxEnv } from "../engine/accountEnv";
import type { Io } from "../io";
import { hostedEnvironments, stackConfig } from "../stackFile";

/** Where the account is when nobody says so. */
export interface Fallback {
  readonly account: string;
  readonly endpoint?: string | undefined;
}

/**
 * Settings and words of a stack.
 * @param given variables of this command, such as HARNESS_CATALOG_ALLOW_DELETIONS
 * @throws CatalogError CMD011
 */
export function settingsOf(
  io: Io,
  root: string,
  stack: string,
  given: Readonly<Record<string, string>>,
  fallback: Fallback,
): StackSettings & Words {
  const config = stackConfig(root, stack);
  const env = { ...io.env, ...sandboxEnv(io, root, config), ...given };
  const first = (variable: string, key: string) => env[variable] ?? config[key];
  const place = placeOf(env, config);
  const isSaid = Boolean(env["HARNESS_ENDPOINT"] || config["harness:endpoint"]);
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  return {
    stack,
    account: place.accountId ?? fallback.account,
    endpoint: isSaid ? place.endpoint : (fallback.endpoint ?? place.endpoint),
    stateId: parseStateId(env["HARNESS_CATALOG_STATE_ID"] || config["harness-catalog:stateId"]),
    movedFrom: movedFrom(env[movedFromVariable]),
    environments: hostedEnvironments(config),
    delegates: parseDelegateMode(first("HARNESS_CATALOG_DELEGATES", "harness-catalog:delegates")),
    gitHub: ["true", true].includes(config["harness-catalog:github"] as string | boolean),
    allowDeletions: parseAllowance(
      first("HARNESS_CATALOG_ALLOW_DELETIONS", "harness-catalog:allowDeletions"),
    ),
    imports: parseImports(text(first("HARNESS_CATALOG_IMPORT", "harness-catalog:import"))),
  };
}
