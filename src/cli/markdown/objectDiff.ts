/** What changes inside an object, as a diff that a person can review. */
import { diffLines } from "../../catalog/diff";
import type { Change } from "../engine/tally";

/** Lines of one object's diff that are shown. */
const lineLimit = 40;

/** Lines with + and - of every changed input; empty when only what the account decides has changed. */
export function objectDiff({ before, after = {} }: Change): string {
  if (before === undefined) return "";
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const lines = keys.flatMap((key) => propertyDiff(key, before[key], after[key]));
  if (lines.length <= lineLimit) return lines.join("\n");
  return [...lines.slice(0, lineLimit), `… ${lines.length - lineLimit} more lines`].join("\n");
}

function propertyDiff(key: string, before: unknown, after: unknown): string[] {
  const [old, next] = [textOf(before), textOf(after)];
  if (old === next) return [];
  if (!`${old ?? ""}${next ?? ""}`.includes("\n")) {
    return [
      ...(old === undefined ? [] : [`- ${key}: ${old}`]),
      ...(next === undefined ? [] : [`+ ${key}: ${next}`]),
    ];
  }
  return [
    `@@ ${key} @@`,
    ...diffLines(old ?? "", next ?? "")
      .split("\n")
      .filter((line) => !line.startsWith("@@")),
  ];
}

/** Documents as they are, everything else as JSON. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
