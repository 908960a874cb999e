/** The account of a run, as the engine and through it the provider are told of it. */
import { defaultEndpoint, toldPlace, type ToldPlace } from "../../../infra/connection";
import { isSameEndpoint, movedFrom, movedFromVariable } from "@harness-catalog/problems/connection";
import type { Io } from "../io";
import { readConnection } from "../sandbox/connection";

type StackConfig = Readonly<Record<string, unknown>>;

/**
 * The environment by which the provider finds the local sandbox, for runs that name no account, key or other endpoint. The
 * key then never becomes an input of a resource, and so stands in no state and no log.
 */
export function sandboxEnv(io: Io, root: string, config: StackConfig): Record<string, string> {
  const connection = readConnection(root);
  if (connection === undefined) return {};
  const endpoint = io.env["HARNESS_ENDPOINT"] || textOf(config["harness:endpoint"]);
  const named =
    Boolean(config["harness:accountId"]) ||
    Boolean(io.env["HARNESS_ACCOUNT_ID"]) ||
    Boolean(io.env["HARNESS_PLATFORM_API_KEY"]) ||
    (endpoint !== undefined && !isSameEndpoint(endpoint, connection.url));
  if (named) return {};
  const { account, url, apiKey, formerly = [] } = connection;
  const moved = [...movedFrom(io.env[movedFromVariable]), ...formerly];
  return {
    HARNESS_ACCOUNT_ID: account,
    HARNESS_ENDPOINT: url,
    HARNESS_PLATFORM_API_KEY: apiKey,
    // It keeps its objects when it starts again at another port.
    ...(moved.length === 0 ? {} : { [movedFromVariable]: moved.join(",") }),
  };
}

/** Where this run was told that the account is, by its environment (the sandbox's among it) and the stack file. */
export function placeOf(env: Io["env"], config: StackConfig): ToldPlace {
  return toldPlace(env, (key) => textOf(config[`harness:${key}`]));
}

/**
 * What the engine's process says to the provider, whatever a state holds: a refresh or a destroy runs no program, and the
 * engine would then use what the last run used.
 */
export function placeEnv({ accountId, endpoint }: ToldPlace): Record<string, string> {
  if (accountId === undefined && endpoint === defaultEndpoint) return {};
  return {
    ...(accountId === undefined ? {} : { HARNESS_ACCOUNT_ID: accountId }),
    HARNESS_ENDPOINT: endpoint,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
