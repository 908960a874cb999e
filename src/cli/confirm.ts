import { createInterface } from "node:readline/promises";
import { problem } from "@harness-catalog/problems";
import type { OperationName, OperationResult } from "./engine/operation";
import type { EngineSettings } from "./engine/settings";
import { print, type Io } from "./io";
import { operationText } from "./report";

/** @throws CatalogError CMD005 when there is no terminal to ask for a yes on */
export function requireTerminal(io: Io, name: OperationName, stack: string): void {
  if (io.stdin.isTTY === true) return;
  throw problem(
    "CMD005",
    `${name} changes the account and nobody can be asked`,
    name === "destroy"
      ? `add --yes if every object of stack ${stack} is to be deleted`
      : `add --yes after reading \`harness-catalog plan --stack ${stack}\``,
  );
}

/**
 * Shows what an operation would do and asks for a yes.
 * @param made the preview of an `up`, when there is one already
 * @throws CatalogError CMD005 when the answer is not yes
 */
export async function confirm(
  io: Io,
  name: OperationName,
  settings: EngineSettings,
  made?: OperationResult,
): Promise<void> {
  if (name === "up") {
    const { runOperation } = await import("./engine/operation.js");
    const preview = made ?? (await runOperation(io, settings, "plan", { quiet: false }));
    print(io, operationText(io, "plan", settings.stack, preview));
    if (preview.changes.length === 0) return;
  }
  if (!(await askYes(io, `${name} stack ${settings.stack}?`)))
    throw problem("CMD005", `${name} was not confirmed`, "nothing was changed");
}

/** Asks a person at the terminal; anything but `yes` is a no. */
export async function askYes(io: Io, question: string): Promise<boolean> {
  const terminal = createInterface({ input: io.stdin, output: io.stderr });
  // Ctrl-C and the end of input close it without an answer.
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const answer = await Promise.race([terminal.question(`${question} Type yes: `), closed]);
  terminal.close();
  return answer.trim() === "yes";
}
