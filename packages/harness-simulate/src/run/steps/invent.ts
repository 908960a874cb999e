/** Makes up a text that matches a regular expression, for inputs that the scenario leaves to us. */
import { fullMatch } from "../../trigger/operators";

/**
 * A text that matches; undefined when none was found. Understands what input patterns are made of: letters, classes,
 * groups, alternatives and repetitions, each taken at its least.
 */
export function invent(pattern: string): string | undefined {
  const reader = { pattern: pattern.replace(/^\^|\$$/g, ""), at: 0 };
  const text = alternatives(reader);
  return fullMatch(pattern, text) ? text : undefined;
}

interface Reader {
  readonly pattern: string;
  at: number;
}

/** The first alternative counts; the others are read over. */
function alternatives(reader: Reader): string {
  const first = sequence(reader);
  while (reader.pattern[reader.at] === "|") {
    reader.at++;
    sequence(reader);
  }
  return first;
}

function sequence(reader: Reader): string {
  let text = "";
  while (reader.at < reader.pattern.length && !"|)".includes(reader.pattern[reader.at]!)) {
    const part = atom(reader);
    text += part.repeat(times(reader));
  }
  return text;
}

const classes: Readonly<Record<string, string>> = { d: "0", w: "a", s: " ", D: "a", W: "-", S: "a" };

function atom(reader: Reader): string {
  const { pattern } = reader;
  const char = pattern[reader.at++]!;
  if (char === "\\") {
    const escaped = pattern[reader.at++] ?? "";
    return classes[escaped] ?? escaped;
  }
  if (char === "(") {
    if (pattern.startsWith("?:", reader.at)) reader.at += 2;
    const text = alternatives(reader);
    reader.at++;
    return text;
  }
  if (char === "[") return classMember(reader);
  if (char === ".") return "a";
  return "^$".includes(char) ? "" : char;
}

/** The first member of a class; of one that excludes, some sign it does not name. */
function classMember(reader: Reader): string {
  const found = reader.pattern.indexOf("]", reader.at + 1);
  const end = found < 0 ? reader.pattern.length : found;
  const body = reader.pattern.slice(reader.at, end);
  reader.at = end + 1;
  if (body.startsWith("^")) return [..."a0-"].find((sign) => !body.includes(sign)) ?? "_";
  return body.startsWith("\\") ? (classes[body[1] ?? ""] ?? body[1] ?? "") : (body[0] ?? "");
}

function times(reader: Reader): number {
  const match = /^(?:\{(\d+)(?:,\d*)?\}|[*?+])\??/.exec(reader.pattern.slice(reader.at));
  if (match === null) return 1;
  reader.at += match[0].length;
  if (match[1] !== undefined) return Number(match[1]);
  return match[0].startsWith("+") ? 1 : 0;
}
