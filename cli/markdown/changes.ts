/** Changes as a table and as folded details. */
import { typeLabel } from "../engine/progress";
import type { Change, Tally } from "../engine/tally";
import { count, type Group } from "./groups";
import { objectDiff } from "./objectDiff";
import { stagesOf } from "./stages";
import { block, code, folded, html, row } from "./text";

/** Rows of a table, and lines of a list; what is beyond is a number. Deletions come first, so they are among them. */
const rowLimit = 100;

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

/** One row a group. */
export function table(groups: readonly Group[]): string {
  const rows = groups.slice(0, rowLimit).map((group) => {
    const cells = (["create", "update", "replace", "delete"] as const).map((op) => count(group, op) || "");
    return row([titleOf(group), ...cells.map(String), kindsOf(group)]);
  });
  const more =
    groups.length > rowLimit ? [row([`_${groups.length - rowLimit} more_`, "", "", "", "", ""])] : [];
  return [
    row(["", "create", "update", "replace", "delete", "objects"]),
    "|---|--:|--:|--:|--:|---|",
    ...rows,
    ...more,
  ].join("\n");
}

function kindsOf({ changes }: Group): string {
  return [...new Set(changes.map(({ type }) => typeLabel(type)))].sort().join(", ");
}

function titleOf({ kind, name }: Group): string {
  return name === "" ? kind : kind === "service" ? `**${code(name)}**` : `${kind} ${code(name)}`;
}

function summaryOf(group: Group): string {
  const ops = (["delete", "replace", "update", "create"] as const).filter((op) => count(group, op) > 0);
  const what = ops.map((op) => `${count(group, op)} ${op}`).join(", ");
  return `${group.kind} <code>${html(group.name)}</code>: ${what}`.replace(" <code></code>", "");
}

/** One folded part a group. */
export function details(groups: readonly Group[]): string[] {
  return groups.map((group) => folded(summaryOf(group), detailOf(group)));
}

/** Objects that come or go are a list; what changes inside an object is a diff. */
function detailOf({ changes }: Group): string {
  const texts = changes.map((change) => ({ title: titleOfChange(change), diff: objectDiff(change) }));
  const plain = texts.filter(({ diff }) => diff === "").map(({ title }) => `- ${title}`);
  const diffs = texts
    .filter(({ diff }) => diff !== "")
    .map(({ title, diff }) => `${title}\n\n${block("diff", diff)}`);
  return [...(plain.length === 0 ? [] : [listed(plain, "- ").join("\n")]), ...diffs].join("\n\n");
}

function titleOfChange(change: Change): string {
  const { op, type, name, properties } = change;
  const stages = stagesOf(change);
  const which = properties.length === 0 ? (stages ?? "") : properties.map(code).join(", ");
  return `${op} ${typeLabel(type)} ${code(name)}${which === "" ? "" : `: ${which}`}`;
}

/** A list that never outgrows the report. */
export function listed(lines: readonly string[], bullet: string): string[] {
  const more = lines.length - rowLimit;
  return more > 0 ? [...lines.slice(0, rowLimit), `${bullet}${more} more`] : [...lines];
}

/** `1 service`, `2 services`. */
export function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
