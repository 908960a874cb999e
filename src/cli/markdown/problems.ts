/** Problems for a pull request: where a command was asked for Markdown and refuses, the refusal is the report. */
import type { Problem } from "@harness-catalog/problems";
import { counted } from "../counted";
import { cell, code, row } from "./text";

/** Problems named one by one; the log of the run has the others. */
const limit = 50;

/** A heading, and a table of what is wrong, where, and the cure. */
export function problemsMarkdown(command: string, problems: readonly Problem[]): string {
  const rows = problems.slice(0, limit).map(({ code: id, place, message, hint }) => {
    const where = place === undefined ? "" : code(`${place.file}:${place.line}:${place.column}`);
    return row([where, cell(message), cell(hint), id]);
  });
  const more = problems.length > limit ? ["", `${problems.length - limit} more are in the log.`] : [];
  return [
    `### ${code(command)} refuses: ${counted(problems.length, "problem")}`,
    "",
    row(["where", "problem", "cure", ""]),
    "|---|---|---|---|",
    ...rows,
    ...more,
  ].join("\n");
}
