/** Losses in words, the same in every report and refusal. */
import { heldKind } from "./kinds";
import type { Loss } from "./model";

/** Losses of one class, for a line of their own. */
export interface LossLine {
  /** `services` */
  readonly what: string;
  readonly names: readonly string[];
  /** `with pipeline and the record of all executions` */
  readonly loses: string;
}

/** One line a class, in the order of the losses. */
export function lossLines(losses: readonly Loss[]): LossLine[] {
  const classes = new Map<string, Loss[]>();
  for (const loss of losses) {
    const key = heldKind(loss.kind).class;
    classes.set(key, [...(classes.get(key) ?? []), loss]);
  }
  return [...classes.values()].map((own) => {
    const { one, many, loses } = heldKind(own[0]!.kind);
    return { what: own.length === 1 ? one : many, names: own.map(({ name }) => name), loses };
  });
}

/** Widest line of a block, in characters: a terminal has 80, and the engine indents what it prints. */
const blockWidth = 76;

/** Names of one class that a refusal writes out; the number says how many there are. */
const namedInBlock = 30;

/** `  head: a, b,`, folded between names, its further lines indented once more. */
export function foldedNames(head: string, names: readonly string[]): string[] {
  const left = names.length - namedInBlock;
  const words = names
    .slice(0, namedInBlock)
    .map((name, at, shown) => (at < shown.length - 1 ? `${name},` : name));
  if (left > 0) words.push(`and ${left} more`);
  const lines = [`  ${head}:`];
  for (const word of words) {
    const line = lines.at(-1)!;
    if (line.length + 1 + word.length <= blockWidth) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`    ${word}`);
  }
  return lines;
}
