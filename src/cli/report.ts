/** The closing report of an operation. */
import { foldedNames, lossLines } from "../catalog/guard";
import { accountJson, accountText } from "./account/text";
import type { AccountCheck } from "./account/model";
import { colorsFor } from "@harness-catalog/command-line/colors";
import type { Ended } from "./ended";
import { isHarnessObject } from "./engine/objectTypes";
import type { OperationName, OperationResult } from "./engine/operation";
import type { Io } from "./io";
import { lossesAmong, renameHint } from "./losses";
import { operationMarkdown } from "./markdown/operation";
import type { OutputFormat } from "./outputFormat";
import { callsPerMinute, upCost } from "./plans/cost";

/** A plan reads no account, so it cannot tell a create from a take-over. */
export const unknownToPlans =
  "a plan calls nobody: where an object to create exists already, up takes it over if it carries this stack's marks, " +
  "and refuses if it is somebody else's; plan --check-account looks";

/** What it costs to take an object over beside the create that finds it, at most: a look and a write. */
const takeOverCalls = 2;

/** The report in the format a person asked for. */
export function report(io: Io, format: OutputFormat, ended: Ended): string {
  if (format === "json") {
    const json = operationJson(ended.result, ended.name);
    return JSON.stringify(
      ended.account === undefined ? json : { ...json, account: accountJson(ended.account) },
    );
  }
  if (format === "markdown") return operationMarkdown(ended);
  return operationText(io, ended.name, ended.stack, ended.result, ended.account);
}

/**
 * The command contract: `{create,update,replace,delete,same,calls,seconds}`, and `lost` where something is.
 * @param name the operation; what a refresh misses is not lost by it
 */
export function operationJson(
  result: OperationResult,
  name: OperationName = "plan",
): Record<string, number | readonly string[]> {
  const lost = (name === "refresh" ? [] : lossesAmong(result.changes)).map(
    ({ kind, name }) => `${kind} ${name}`,
  );
  return {
    ...result.tally,
    calls: result.calls.total,
    seconds: result.seconds,
    ...(lost.length === 0 ? {} : { lost }),
  };
}

const verbs: Readonly<Record<OperationName, string>> = {
  plan: "would change",
  up: "applied",
  refresh: "compared with the account",
  destroy: "destroyed",
};

/** Summary for people: the counts first, then the calls, then what to do next. */
export function operationText(
  io: Io,
  name: OperationName,
  stack: string,
  result: OperationResult,
  account?: AccountCheck,
): string {
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
    ...(name === "plan" ? [...forecast(result, account), ...overwritten(stack, result)] : []),
    ...nextStep(name, stack, result),
  ].join("\n");
}

function forecast(result: OperationResult, account: AccountCheck | undefined): string[] {
  const { calls, seconds } = upCost(result);
  const more = takeOverCalls * (account?.takenOver.length ?? 0);
  return [
    ...(calls === 0
      ? []
      : [
          `up would make ${calls} API calls${more === 0 ? "" : `, and up to ${more} more for what it takes over`}, ` +
            `about ${seconds} s at ${callsPerMinute} a minute`,
        ]),
    ...(account !== undefined ? accountText(account) : result.tally.create === 0 ? [] : [unknownToPlans]),
  ];
}

/** What becomes of changes by hand: a plan does not look at the account, so it says it of all updates. */
function overwritten(stack: string, { changes }: OperationResult): string[] {
  const isUpdate = ({ op, type }: (typeof changes)[number]) => op === "update" && isHarnessObject(type);
  return changes.some(isUpdate)
    ? [
        "updates keep what people added in the console and write over what they changed of the catalog's own: " +
          `npx harness-catalog drift --stack ${stack} shows it`,
      ]
    : [];
}

/** What no later run brings back, deleted or made anew. */
function losses(name: OperationName, { changes }: OperationResult): string[] {
  const lost = name === "refresh" ? [] : lossesAmong(changes);
  if (lost.length === 0) return [];
  const tense = name === "plan" ? "would be" : "are";
  const hint = name === "plan" ? renameHint(changes) : undefined;
  const lines = lossLines(lost).flatMap(({ what, names, loses }) => [
    ...foldedNames(`${names.length} ${what}`, names),
    `    ${loses}`,
  ]);
  return [`CAUTION: lost for good ${tense}`, ...lines, ...(hint === undefined ? [] : [hint])];
}

function nextStep(name: OperationName, stack: string, result: OperationResult): string[] {
  const pending = result.changes.length > 0;
  if (name === "plan" && pending) return [`next: npx harness-catalog up --stack ${stack}`];
  if (name === "refresh" && pending)
    return [`the account has drifted; next: npx harness-catalog up --stack ${stack}`];
  return [];
}
