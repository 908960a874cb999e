/** Help texts, made from the tables of options so that they cannot drift from them. */
import type { OptionInfo, OptionTable } from "./arguments";

/** Summary, usage and options of one command. */
export function helpText(summary: string, usage: string, options: OptionTable): string {
  const rows = Object.entries<OptionInfo>(options).map(
    ([name, { value, help }]) => [`--${name}${value === undefined ? "" : ` ${value}`}`, help] as const,
  );
  return [summary, "", `Usage: ${usage}`, "", ...twoColumns(rows)].join("\n");
}

/** Rows of a name and what it means, the names padded to one width. */
export function twoColumns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
