/** What a stack has on record: its objects, and how this run reaches its account. */
import type { Io } from "../io";
import { stackConfig } from "../stackFile";
import { placeOf } from "./accountEnv";
import type { AccountConnection } from "./connection";
import { engineProblem } from "./engineProblem";
import type { DeploymentState, StateResource } from "./recovery";
import type { EngineSettings } from "./settings";
import { openStack } from "./stack";

/** State and connection of a stack. */
export interface StackRecord {
  readonly resources: readonly StateResource[];
  /** What this run was told, never what the state says. */
  readonly connection: AccountConnection;
  /** Outputs of the last run that came to its end. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * Reads the state of a stack and its configuration. Values of secrets stay in this process.
 * @throws CatalogError CMD008 when there is no such stack, CMD012 when it was applied elsewhere than this run was told, CMD003
 * when the engine cannot read it
 */
export async function stackRecord(io: Io, settings: EngineSettings): Promise<StackRecord> {
  const { stack } = await openStack(io, settings, () => Promise.resolve({}), false);
  try {
    const exported = await stack.exportStack();
    const resources = ((exported.deployment ?? {}) as DeploymentState).resources ?? [];
    const outputs = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
    return { resources, connection: connectionOf(settings), outputs };
  } catch (error) {
    throw engineProblem(`the state of stack "${settings.stack}" cannot be read`, error);
  }
}

/** What this run was told: the environment, then the stack file. `openStack` has put the file's key into the engine's environment. */
export function connectionOf(
  settings: Pick<EngineSettings, "root" | "stack" | "programEnv" | "envVars">,
): AccountConnection {
  const { root, stack, programEnv, envVars } = settings;
  const { accountId, endpoint } = placeOf(programEnv, stackConfig(root, stack));
  const platformApiKey = programEnv["HARNESS_PLATFORM_API_KEY"] || envVars["HARNESS_PLATFORM_API_KEY"];
  return {
    ...(accountId === undefined ? {} : { accountId }),
    endpoint,
    ...(platformApiKey ? { platformApiKey } : {}),
  };
}
