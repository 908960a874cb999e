/** The summary below a timeline. */
import type { Outcome, RunResult } from "harness-simulate/run/model";
import { durationText } from "harness-simulate/run/time/duration";
import type { Colors } from "../colors";

/** What came of the run, where it stopped, what runs where, who hears of it, and what was taken for granted. */
export function summaryOf(c: Colors, result: RunResult): string[] {
  const { outcome, stopped, duration, endedAt, deployed, notifications, unresolved } = result;
  const width = Math.max(0, ...deployed.map(({ infrastructure }) => infrastructure.length));
  const stop = stopped && [stopped.stage, stopped.step].filter((part) => part !== "").join(".");
  const ended = `${paint(c, outcome)(outcome)} after ${durationText(duration * 1000)}, at ${endedAt}`;
  return [
    ...section("ends", [ended]),
    ...section("stopped", stopped === null ? [] : [`at ${c.bold(stop ?? "")}: ${stopped.reason}`]),
    ...section("cure", stopped === null ? [] : [stopped.cure]),
    ...section(
      "runs",
      deployed.map(({ infrastructure, state, version }) => {
        const text = `${infrastructure.padEnd(width)}  ${version || state}`;
        return state === "in doubt" ? c.red(text) : text;
      }),
    ),
    ...section(
      "notifies",
      notifications.map(({ offset, event, stage, step, rule, to }) => {
        const where = [stage, step].filter((part) => part !== "").join(".");
        return `+${durationText(offset * 1000)}  ${rule} of ${event}${where === "" ? "" : ` at ${where}`}: ${to.join(", ")}`;
      }),
    ),
    ...section("assumes", result.assumptions),
    ...section(
      "unknown",
      unresolved.map(({ where, what }) => c.yellow(`${what} at ${where} has no value here`)),
    ),
    ...section(
      "unused",
      result.unused.map((text) => c.yellow(`${text} made no difference`)),
    ),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => `${(index === 0 ? title : "").padEnd(9)} ${line}`);
}

function paint(c: Colors, outcome: Outcome): (text: string) => string {
  if (outcome === "Success") return c.green;
  return outcome === "Undecided" ? c.yellow : c.red;
}
