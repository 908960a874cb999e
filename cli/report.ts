/** The closing report of an operation. */
import { colorsFor } from "./colors";
import { isHarnessObject } from "./engine/objectTypes";
import type { OperationName, OperationResult } from "./engine/operation";
import type { Io } from "./io";

/** The command contract: `{create,update,replace,delete,same,calls,seconds}`. */
export function operationJson(result: OperationResult): Record<string, number> {
  return { ...result.tally, calls: result.calls.total, seconds: result.seconds };
}

const verbs: Readonly<Record<OperationName, string>> = {
  plan: "would change",
  up: "applied",
  refresh: "compared with the account",
  destroy: "destroyed",
};

/** Summary for people: the counts first, then the calls, then what to do next. */
export function operationText(io: Io, name: OperationName, stack: string, result: OperationResult): string {
  const c = colorsFor(io, io.stdout);
  const { create, update, replace, delete: gone, same } = result.tally;
  const counts = [
    c.green(`+${create} create`),
    c.yellow(`~${update} update`),
    ...(replace > 0 ? [c.magenta(`±${replace} replace`)] : []),
    c.red(`-${gone} delete`),
    `${same} unchanged`,
  ];
  const methods = Object.entries(result.calls.byMethod).map(([method, count]) => `${method} ${count}`);
  return [
    `${c.bold(`stack ${stack}`)} ${verbs[name]}: ${counts.join("  ")}`,
    `${result.calls.total} API calls${methods.length > 0 ? ` (${methods.join(", ")})` : ""} in ${result.seconds.toFixed(1)} s`,
    ...losses(name, result),
    ...(name === "plan" ? forecast(result) : []),
    ...nextStep(name, stack, result),
  ].join("\n");
}

/** The provider's default pace; see provider/api/settings.ts. */
const callsPerMinute = 380;

/** What `up` would cost at Harness: one write an object, two for a replacement. */
function forecast({ tally, changes }: OperationResult): string[] {
  const elsewhere = changes.filter(({ type }) => !isHarnessObject(type));
  const all = tally.create + tally.update + tally.delete + 2 * tally.replace;
  const calls = elsewhere.reduce((rest, { op }) => rest - (op === "replace" ? 2 : 1), all);
  if (calls === 0) return [];
  const seconds = Math.ceil((calls * 60) / callsPerMinute);
  return [`up would make ${calls} API calls, about ${seconds} s at ${callsPerMinute} a minute`];
}

/** What a deletion takes along that no later run brings back. */
function losses(name: OperationName, { changes }: OperationResult): string[] {
  const pipelines = changes.filter(({ op, type }) => op === "delete" && type.endsWith(":Pipeline"));
  if (pipelines.length === 0 || name === "refresh") return [];
  const tense = name === "plan" ? "would be" : "are";
  return [
    `lost for good ${tense} the executions of ${pipelines.map((pipeline) => pipeline.name).join(", ")}`,
  ];
}

function nextStep(name: OperationName, stack: string, result: OperationResult): string[] {
  const pending = result.changes.length > 0;
  if (name === "plan" && pending) return [`next: npx harness-catalog up --stack ${stack}`];
  if (name === "refresh" && pending)
    return [`the account has drifted; next: npx harness-catalog up --stack ${stack}`];
  return [];
}
