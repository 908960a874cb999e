/** The state of a stack as the backend holds it: read without its secrets, and written through the engine. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mostStateBytes, NotReadable, readPlainFile } from "@harness-catalog/files/plainFile";
import { engineProblem } from "./engineProblem";
import { pipeEngine } from "./pipe";
import type { DeploymentState } from "./recovery";
import type { EngineSettings } from "./settings";

/** A state in the form of `pulumi stack export`; secrets stay encrypted. */
export interface ExportedState {
  readonly version: number;
  readonly deployment: DeploymentState;
}

/** What stands where the state belongs. */
export type FoundState =
  | { readonly kind: "whole"; readonly state: ExportedState }
  | { readonly kind: "absent" }
  | { readonly kind: "torn"; readonly file: string; readonly why: string };

/** The file of a stack in a backend that is a folder of this machine; undefined for others and for compressed ones. */
export function stateFile(
  { backendUrl, stack }: Pick<EngineSettings, "backendUrl" | "stack">,
  project: string,
): string | undefined {
  if (!backendUrl.startsWith("file://")) return undefined;
  const folder = join(fileURLToPath(new URL(backendUrl)), ".pulumi", "stacks", project);
  if ([".json.gz", ".json.zst"].some((end) => existsSync(join(folder, stack + end)))) return undefined;
  return join(folder, `${stack}.json`);
}

/** Reads a file of the folder backend. Pulumi writes `{ version, checkpoint: { stack, latest } }`, without `latest` while a stack is new. */
export function readStateFile(file: string): FoundState {
  if (!existsSync(file)) return { kind: "absent" };
  let text: string;
  try {
    text = readPlainFile(file, mostStateBytes).toString("utf8");
  } catch (error) {
    if (!(error instanceof NotReadable)) throw error;
    return { kind: "torn", file, why: `cannot be read: ${error.message}` };
  }
  if (text.trim() === "") return { kind: "torn", file, why: "is empty" };
  try {
    const { version, checkpoint } = (JSON.parse(text) ?? {}) as {
      version?: number;
      checkpoint?: { latest?: DeploymentState };
    };
    if (typeof version !== "number" || typeof checkpoint !== "object")
      return { kind: "torn", file, why: "is no state of Pulumi" };
    return { kind: "whole", state: { version, deployment: checkpoint.latest ?? {} } };
  } catch {
    return { kind: "torn", file, why: "ends in the middle" };
  }
}

/**
 * Reads the state of a stack that exists, from the folder or through the engine.
 * @throws CatalogError CMD003 when the engine cannot read it
 */
export async function readState(settings: EngineSettings, project: string): Promise<FoundState> {
  const file = stateFile(settings, project);
  if (file !== undefined) return readStateFile(file);
  const { code, stdout, stderr } = await pipeEngine(settings, ["stack", "export"]);
  if (code !== 0)
    throw engineProblem(`the state of stack "${settings.stack}" cannot be read`, new Error(stderr));
  const { version, deployment } = JSON.parse(stdout) as Partial<ExportedState>;
  return { kind: "whole", state: { version: version ?? 3, deployment: deployment ?? {} } };
}

/** Writes the state of a stack that exists. @throws CatalogError CMD003 when the engine refuses it */
export async function writeState(settings: EngineSettings, state: ExportedState): Promise<void> {
  const { code, stderr } = await pipeEngine(settings, ["stack", "import"], JSON.stringify(state));
  if (code !== 0)
    throw engineProblem(`the state of stack "${settings.stack}" cannot be written`, new Error(stderr));
}
