/** What `simulate` prints for people: the timeline, then the summary. */
import type { Entry, RunResult, Status } from "harness-simulate/run/model";
import { durationText } from "harness-simulate/run/time/duration";
import { colorsFor, type Colors } from "../colors";
import type { Io } from "../io";
import { summaryOf } from "./summary";

/** Head, one line an event, summary. */
export function simulateReport(io: Io, service: string, result: RunResult): string {
  const c = colorsFor(io, io.stdout);
  return [...head(c, service, result), "", ...timeline(c, result.timeline), "", ...summaryOf(c, result)].join(
    "\n",
  );
}

function head(c: Colors, service: string, { pipeline, inputs, startedAt, startedBy }: RunResult): string[] {
  const values = Object.entries(inputs)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name} ${value}`);
  return [
    `${c.bold(service)}  ${pipeline}  ${values.join("  ")}`.trimEnd(),
    `starts ${weekday(startedAt)} ${minutes(startedAt)} UTC, by ${startedBy}`,
  ];
}

interface Row {
  readonly entry: Entry;
  readonly clock: string;
  readonly offset: string;
  readonly path: string;
  readonly duration: string;
}

function timeline(c: Colors, entries: readonly Entry[]): string[] {
  const rows = entries.map(rowOf);
  const width = (cell: (row: Row) => string) => Math.max(0, ...rows.map((row) => cell(row).length));
  const widths = {
    offset: width(({ offset }) => offset),
    path: width(({ path }) => path),
    duration: width(({ duration }) => duration),
    status: width(({ entry }) => entry.status),
  };
  return rows.flatMap((row) => {
    const { entry, clock, offset, path, duration } = row;
    const stage = entry.step === "";
    const padded = path.padEnd(widths.path);
    const line = [
      c.dim(clock),
      offset.padStart(widths.offset),
      paint(c, entry.status)(marks[entry.status]),
      stage ? c.bold(padded) : padded,
      paint(c, entry.status)(entry.status.padEnd(widths.status)),
      duration.padStart(widths.duration),
      detailOf(entry),
    ].join("  ");
    const indent = " ".repeat(
      clock.length + widths.offset + widths.path + widths.status + widths.duration + 11,
    );
    return [line.trimEnd(), ...particularsOf(entry).map((text) => c.dim(`${indent}  ${text}`))];
  });
}

function rowOf(entry: Entry): Row {
  const { at, offset, stage, step, duration } = entry;
  return {
    entry,
    clock: `${weekday(at)} ${minutes(at)}`,
    offset: `+${durationText(offset * 1000)}`,
    path: step === "" ? stage : stage === "" ? step : `  ${step}`,
    duration: duration === 0 ? "" : durationText(duration * 1000),
  };
}

function detailOf({ type, detail, deployment, step }: Entry): string {
  if (deployment === null && step === "") return detail;
  const { strategy = "", infrastructure = "", delegateSelectors = [] } = deployment ?? {};
  const by = delegateSelectors.length === 0 ? "" : ` by ${delegateSelectors.join(" and ")}`;
  const what = deployment === null ? type : `${strategy || "deploys"} to ${infrastructure}${by}`;
  return detail === "" ? what : `${what}: ${detail}`;
}

/** The lines below a deployment stage: what goes where. */
function particularsOf({ deployment }: Entry): string[] {
  if (deployment === null) return [];
  const { image, namespace, manifests } = deployment;
  const first = [image, namespace === "" ? "" : `in ${namespace}`].filter((word) => word !== "").join(" ");
  return [...(first === "" ? [] : [first]), ...manifests.map((file) => `from ${file}`)];
}

const marks: Readonly<Record<Status, string>> = {
  Success: "✓",
  IgnoreFailed: "!",
  Failed: "✗",
  Skipped: "-",
  Expired: "✗",
  Rejected: "✗",
  Aborted: "✗",
  AbortedByFreeze: "✗",
  Waiting: "…",
  NotEvaluated: "?",
};

function paint(c: Colors, status: Status): (text: string) => string {
  if (status === "Success") return c.green;
  if (status === "Skipped") return c.dim;
  return ["IgnoreFailed", "Waiting", "NotEvaluated"].includes(status) ? c.yellow : c.red;
}

/** `Mon` */
function weekday(instant: string): string {
  return ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][new Date(instant).getUTCDay()]!;
}

/** `2026-01-05 11:00` */
function minutes(instant: string): string {
  return instant.slice(0, 16).replace("T", " ");
}
