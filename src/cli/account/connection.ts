/** How a plan reaches the account that it looks at: as `up` does, by what this run was told, never by a state or a record. */
import { problem } from "@harness-catalog/problems";
import { missingConnection } from "../../../infra/connection";
import type { Connection } from "@pulumi/harness/provider/orphans";
import { placeOf } from "../engine/accountEnv";
import type { EngineSettings } from "../engine/settings";
import { stackConfig } from "../stackFile";

type Environment = Readonly<Record<string, string | undefined>>;
type StackConfig = Readonly<Record<string, unknown>>;

const keyVariable = "HARNESS_PLATFORM_API_KEY";

/** Before anything is planned. @throws CatalogError CMD010, in the words of `up` */
export function assertConnected(stack: string, env: Environment, config: StackConfig): void {
  if (placeOf(env, config).accountId === undefined) throw missingConnection(stack, "account id");
  if (!env[keyVariable] && config["harness:platformApiKey"] === undefined)
    throw missingConnection(stack, "API key");
}

/** For a plan by state, after its preview: the engine has read the key of the stack file. @throws CatalogError CMD010 */
export function connectionOfStack({ root, stack, programEnv, envVars }: EngineSettings): Connection {
  const key = programEnv[keyVariable] || envVars[keyVariable];
  return connectionWithoutEngine(stack, { ...programEnv, [keyVariable]: key }, stackConfig(root, stack));
}

/**
 * For a plan that has no engine: the key of the environment, or one that stands in the stack file in plain text.
 * @throws CatalogError CMD010
 */
export function connectionWithoutEngine(stack: string, env: Environment, config: StackConfig): Connection {
  assertConnected(stack, env, config);
  const { accountId = "", endpoint } = placeOf(env, config);
  const written = config["harness:platformApiKey"];
  const platformApiKey = env[keyVariable] || (typeof written === "string" ? written : undefined);
  if (platformApiKey !== undefined) return { accountId, endpoint, platformApiKey };
  throw problem(
    "CMD010",
    `the Harness API key in Pulumi.${stack}.yaml is encrypted, and a plan by record has no passphrase`,
    `set ${keyVariable}, or plan by state: leave out --against-record`,
    { file: `Pulumi.${stack}.yaml`, line: 1, column: 1 },
  );
}
