import { pipeEngine } from "./pipe";
import type { EngineSettings } from "./settings";

/** How Pulumi marks a secret inside an exported deployment. */
const secretMark = "4dabf18193072939515e22adb298388d";

/**
 * Plain values of every secret in the state of a stack, for redaction only; none when the stack does not exist yet.
 * They stay in this process.
 */
export async function stateSecrets(settings: EngineSettings): Promise<string[]> {
  const { code, stdout } = await pipeEngine(settings, ["stack", "export", "--show-secrets"]);
  return code === 0 ? plaintexts(JSON.parse(stdout)) : [];
}

function plaintexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  if (secretMark in record && typeof record["plaintext"] === "string") {
    const plain: unknown = JSON.parse(record["plaintext"]);
    return typeof plain === "string" ? [plain] : plaintexts(plain);
  }
  return Object.values(record).flatMap(plaintexts);
}
