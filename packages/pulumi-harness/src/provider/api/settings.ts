/** Settings of the client: provider inputs first, the environment after. */

import { defaultRetryBase } from "./retry";

/** Everything the client needs to know. */
export interface Settings {
  readonly accountId: string;
  readonly platformApiKey: string;
  /** Base URL without a trailing slash. */
  readonly endpoint: string;
  /** Calls per minute, or undefined without a limit. */
  readonly perMinute: number | undefined;
  /** Whether the limit is only the default, which a server without one may lift. */
  readonly mayLift: boolean;
  /** Milliseconds one call may take with all its repetitions. */
  readonly deadline: number;
  /** First wait before a repetition, in milliseconds. */
  readonly retryBase: number;
  /** File that gets a line per HTTP attempt. */
  readonly callLog: string | undefined;
}

export const defaultEndpoint = "https://app.harness.io/gateway";

/** 5 % below the documented 400 a minute. */
const defaultPerMinute = 380;
const defaultDeadlineSeconds = 600;

/** Connection inputs of the provider, those that are known. */
export interface Connection {
  readonly accountId?: string;
  readonly platformApiKey?: string;
  readonly endpoint?: string;
}

/** Merges inputs and environment. Throws a plain Error naming the variable when a number is none. */
export function settingsFrom(inputs: Connection, env: NodeJS.ProcessEnv): Settings {
  return {
    accountId: inputs.accountId ?? env["HARNESS_ACCOUNT_ID"] ?? "",
    platformApiKey: inputs.platformApiKey ?? env["HARNESS_PLATFORM_API_KEY"] ?? "",
    endpoint: (inputs.endpoint ?? env["HARNESS_ENDPOINT"] ?? defaultEndpoint).replace(/\/+$/, ""),
    perMinute: rate(env["HARNESS_RATE_LIMIT_PER_MINUTE"]),
    mayLift: !env["HARNESS_RATE_LIMIT_PER_MINUTE"],
    deadline: 1000 * positive("HARNESS_DEADLINE_SECONDS", env, defaultDeadlineSeconds),
    retryBase: positive("HARNESS_RETRY_BASE_MS", env, defaultRetryBase),
    callLog: env["HARNESS_CALL_LOG"] === "" ? undefined : env["HARNESS_CALL_LOG"],
  };
}

function rate(value: string | undefined): number | undefined {
  if (value === "off") return undefined;
  return positive(
    "HARNESS_RATE_LIMIT_PER_MINUTE",
    { HARNESS_RATE_LIMIT_PER_MINUTE: value },
    defaultPerMinute,
  );
}

function positive(name: string, env: NodeJS.ProcessEnv, otherwise: number): number {
  const value = env[name];
  if (value === undefined || value === "") return otherwise;
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`${name} is "${value}"; it must be a number above 0`);
}
