/** Changes as a table and as folded details. */
import { typeLabel } from "../engine/progress";
import type { Change, Tally } from "../engine/tally";
import { count, type Group } from "./groups";
import { objectDiff } from "./objectDiff";
import { stagesOf } from "./stages";
import { block, code, folded, html, row } from "./text";

/** Rows of a table, and lines of a list; what is beyond is a number. Deletions come first, so they are among them. */
const rowLimit = 100;

/** What the operations are called: those of a run, or of what a refresh has found. */
const wordings = {
  run: { create: "create", update: "update", replace: "replace", delete: "delete" },
  drift: { create: "new", update: "changed", replace: "changed", delete: "gone" },
} as const satisfies Record<string, Readonly<Record<Exclude<Change["op"], "same">, string>>>;

export type Wording = keyof typeof wordings;

/** `**+1** create · …`: the objects of an operation by what happens to them. */
export function totals(tally: Tally): string {
  const replaced = tally.replace > 0 ? [`**±${tally.replace}** replace`] : [];
  return [
    `**+${tally.create}** create`,
    `**~${tally.update}** update`,
    ...replaced,
    `**-${tally.delete}** delete`,
    `${tally.same} unchanged`,
  ].join(" · ");
}

/** One row a group, one column for each operation that takes place. */
export function table(groups: readonly Group[], wording: Wording = "run"): string {
  const words = wordings[wording];
  const ops = opsOf(groups.flatMap(({ changes }) => changes));
  const rows = groups.slice(0, rowLimit).map((group) => {
    const cells = ops.map((op) => count(group, op) || "");
    return row([titleOf(group), ...cells.map(String), kindsOf(group)]);
  });
  const left = groups.length - rowLimit;
  const more = left > 0 ? [row([`_${left} more_`, ...ops.map(() => ""), ""])] : [];
  return [
    row(["", ...ops.map((op) => words[op]), "objects"]),
    `|---|${ops.map(() => "--:|").join("")}---|`,
    ...rows,
    ...more,
  ].join("\n");
}

/** The operations among some changes, in the order of the columns. */
function opsOf(changes: readonly Change[]) {
  return (["delete", "replace", "update", "create"] as const).filter((op) =>
    changes.some((change) => change.op === op),
  );
}

function kindsOf({ changes }: Group): string {
  return [...new Set(changes.map(({ type }) => typeLabel(type)))].sort().join(", ");
}

function titleOf({ kind, name }: Group): string {
  return name === "" ? kind : kind === "service" ? `**${code(name)}**` : `${kind} ${code(name)}`;
}

function summaryOf(group: Group, wording: Wording): string {
  const what = opsOf(group.changes).map((op) => `${count(group, op)} ${wordings[wording][op]}`);
  return `${group.kind} <code>${html(group.name)}</code>: ${what.join(", ")}`.replace(" <code></code>", "");
}

/** One folded part a group. */
export function details(groups: readonly Group[], wording: Wording = "run"): string[] {
  return groups.map((group) => folded(summaryOf(group, wording), detailOf(group, wording)));
}

/** Objects that come or go are a list; what changes inside an object is a diff. */
function detailOf({ changes }: Group, wording: Wording): string {
  const texts = changes.map((change) => ({
    title: titleOfChange(change, wording),
    diff: objectDiff(change),
  }));
  const plain = texts.filter(({ diff }) => diff === "").map(({ title }) => `- ${title}`);
  const diffs = texts
    .filter(({ diff }) => diff !== "")
    .map(({ title, diff }) => `${title}\n\n${block("diff", diff)}`);
  return [...(plain.length === 0 ? [] : [listed(plain, "- ").join("\n")]), ...diffs].join("\n\n");
}

function titleOfChange(change: Change, wording: Wording): string {
  const { op, type, name, properties } = change;
  const done = op === "same" ? op : wordings[wording][op];
  const stages = stagesOf(change);
  const which = properties.length === 0 ? (stages ?? "") : properties.map(code).join(", ");
  return `${done} ${typeLabel(type)} ${code(name)}${which === "" ? "" : `: ${which}`}`;
}

/** A list that never outgrows the report. */
export function listed(lines: readonly string[], bullet: string): string[] {
  const more = lines.length - rowLimit;
  return more > 0 ? [...lines.slice(0, rowLimit), `${bullet}${more} more`] : [...lines];
}
