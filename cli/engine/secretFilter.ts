/**
 * Makes the engine hide secret values in its own logs. At high verbosity it prints every property it passes on; the
 * only values it filters out are the secrets of the stack's configuration. So those of the environment are put there,
 * encrypted, in the scratch project.
 */
import { spawnSync } from "node:child_process";
import type { Platform } from "../../catalog/model";
import { findEngine } from "../../toolchain/engine";
import type { Io } from "../io";
import { engineProblem } from "./engineProblem";
import type { EngineSettings } from "./settings";

/** Names and values of the secrets of platform.yaml that the environment holds. */
export function environmentSecrets(secrets: Platform["secrets"], env: Io["env"]): [string, string][] {
  return Object.entries(secrets).flatMap(([name, { env: variable }]): [string, string][] => {
    const value = variable === undefined ? undefined : env[variable];
    return value ? [[name, value]] : [];
  });
}

/**
 * Writes each value as a secret of the scratch stack file. The value goes over stdin, never on a command line.
 * @throws CatalogError CMD003 when the engine refuses, as it does before the stack exists
 */
export async function hideInLogs(settings: EngineSettings, secrets: readonly [string, string][]): Promise<void> {
  const engine = await findEngine();
  for (const [name, value] of secrets) {
    const result = spawnSync(
      engine.command,
      ["config", "set", `harness-catalog:secret.${name}`, "--secret", "--stack", settings.stack, "--non-interactive"],
      { cwd: settings.workDir, env: { ...process.env, ...settings.envVars }, input: value, encoding: "utf8" },
    );
    if (result.status !== 0) throw engineProblem(`secret "${name}" cannot be encrypted`, new Error(result.stderr));
  }
}
