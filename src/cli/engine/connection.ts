/** The account of a run: what this run was told, held against where its stack was applied to. */
import type { Stack } from "@pulumi/pulumi/automation";
import { problem, type CatalogError } from "@harness-catalog/problems";
import {
  movedFrom,
  movedFromVariable,
  otherAccount,
  type AccountPlace,
} from "@harness-catalog/problems/connection";
import { stackConfig } from "../stackFile";
import { placeOf } from "./accountEnv";
import type { StateResource } from "./recovery";
import type { EngineSettings } from "./settings";

/** How an account is reached; what nobody has said is absent. */
export interface AccountConnection {
  readonly accountId?: string;
  readonly endpoint?: string;
  readonly platformApiKey?: string;
}

/** A resource as far as it tells of the account; those of a state and of a journal do. */
type Recorded = Pick<StateResource, "type"> & { readonly inputs?: Readonly<Record<string, unknown>> };

/**
 * Variables for the engine's process that say what this run was told, the key of the stack file too: a refresh and a
 * destroy run no program, and would take the key of the last run.
 * @param places where the stack was applied to, by its state and by what a killed run has noted
 * @throws CatalogError CMD012 when the stack was applied elsewhere, CMD010 when it was applied and this run was told of no
 * account
 */
export async function connectionFor(
  stack: Stack,
  settings: EngineSettings,
  places: readonly AccountPlace[],
): Promise<Record<string, string>> {
  const { root, stack: name, programEnv } = settings;
  const config = stackConfig(root, name);
  const told = placeOf(programEnv, config);
  for (const last of places) {
    if (told.accountId === undefined) throw noAccount(name, last, programEnv);
    const refusal = otherAccount(last, told, movedFrom(programEnv[movedFromVariable]));
    if (refusal !== undefined) throw refusal;
  }
  if (programEnv["HARNESS_PLATFORM_API_KEY"] || config["harness:platformApiKey"] === undefined) return {};
  const key = await stack.getConfig("harness:platformApiKey");
  return { HARNESS_PLATFORM_API_KEY: key.value };
}

/** Where a state says that its objects are. Pure. */
export function appliedTo(resources: readonly Recorded[]): AccountPlace[] {
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return resources
    .filter(({ type }) => type === "pulumi:providers:harness")
    .map(({ inputs = {} }) => ({ accountId: text(inputs["accountId"]), endpoint: text(inputs["endpoint"]) }));
}

/**
 * Refuses a run that knows no account. One that names an endpoint or a key leaves the sandbox of this folder aside, and the
 * cure says so.
 */
export function noAccount(
  stack: string,
  { accountId, endpoint }: AccountPlace,
  env: EngineSettings["programEnv"],
): CatalogError {
  const set = ["HARNESS_ENDPOINT", "HARNESS_PLATFORM_API_KEY"].filter((name) => Boolean(env[name]));
  const what =
    set.length === 0
      ? "this run is told of no account"
      : `this run is told ${set.join(" and ")} but no account, so the sandbox of this folder is left aside`;
  const cure = `HARNESS_ACCOUNT_ID, HARNESS_ENDPOINT and HARNESS_PLATFORM_API_KEY, or write harness:accountId and harness:endpoint into Pulumi.${stack}.yaml`;
  return problem(
    "CMD010",
    `stack "${stack}" was applied to account "${accountId}" at ${endpoint}, and ${what}`,
    set.length === 0 ? `set ${cure}` : `unset ${set.join(" and ")} to use the sandbox, or set ${cure}`,
  );
}
