/** What a stack has on record: its objects, and how its account is reached. */
import type { ConfigMap } from "@pulumi/pulumi/automation";
import type { Io } from "../io";
import { engineProblem } from "./engineProblem";
import type { DeploymentState, StateResource } from "./recovery";
import type { EngineSettings } from "./settings";
import { openStack } from "./stack";

/** How the account of a stack is reached; what nobody has said is absent. */
export interface AccountConnection {
  readonly accountId?: string;
  readonly endpoint?: string;
  readonly platformApiKey?: string;
}

/** State and connection of a stack. */
export interface StackRecord {
  readonly resources: readonly StateResource[];
  readonly connection: AccountConnection;
}

/**
 * Reads the state of a stack and its configuration. Values of secrets stay in this process.
 * @throws CatalogError CMD008 when there is no such stack, CMD003 when the engine cannot read it
 */
export async function stackRecord(io: Io, settings: EngineSettings): Promise<StackRecord> {
  const { stack } = await openStack(io, settings, () => Promise.resolve({}), false);
  try {
    const [exported, config] = [await stack.exportStack(), await stack.getAllConfig()];
    const resources = ((exported.deployment ?? {}) as DeploymentState).resources ?? [];
    return { resources, connection: connectionOf(settings.programEnv, config, resources) };
  } catch (error) {
    throw engineProblem(`the state of stack "${settings.stack}" cannot be read`, error);
  }
}

/** The environment first, then the stack file, as the program; then what the last run used, as a refresh. Pure. */
export function connectionOf(
  env: Readonly<Record<string, string | undefined>>,
  config: ConfigMap,
  resources: readonly StateResource[],
): AccountConnection {
  const last = resources.find(({ type }) => type === "pulumi:providers:harness")?.inputs ?? {};
  const first = (...values: unknown[]) =>
    values.find((value): value is string => typeof value === "string" && value !== "");
  const accountId = first(env["HARNESS_ACCOUNT_ID"], config["harness:accountId"]?.value, last["accountId"]);
  const endpoint = first(env["HARNESS_ENDPOINT"], config["harness:endpoint"]?.value, last["endpoint"]);
  const platformApiKey = first(env["HARNESS_PLATFORM_API_KEY"], config["harness:platformApiKey"]?.value);
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(platformApiKey === undefined ? {} : { platformApiKey }),
  };
}
