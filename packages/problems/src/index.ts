/**
 * The one way this project reports a problem to a person: a code from a closed list,
 * where it is, what is wrong and how to cure it. Anything else that is thrown is a bug.
 */
import { codes, type ErrorCode } from "./codes";

export { codes, type ErrorCode } from "./codes";

/** A position in a file a person edits. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One problem, complete enough to be cured without opening any code. */
export interface Problem {
  readonly code: ErrorCode;
  /** Subject, offending value and rule, in the present tense. Never holds a secret. Several lines only where it lists what is lost. */
  readonly message: string;
  /** The cure: what to write or run next. */
  readonly hint: string;
  readonly place?: Place;
  /** Keys and indices that lead to the value from the top of its file, where there is one. */
  readonly path?: readonly (string | number)[];
}

/** Carries one or many problems to the edge (CLI, Pulumi program, provider), which prints them all. */
export class CatalogError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "CatalogError";
    this.problems = problems;
  }

  /** The process exit code that the first problem's code asks for. */
  get exitCode(): number {
    const first = this.problems[0];
    return first === undefined ? 1 : codes[first.code].exit;
  }
}

/** Builds an error of a single problem. */
export function problem(code: ErrorCode, message: string, hint: string, place?: Place): CatalogError {
  return new CatalogError([place === undefined ? { code, message, hint } : { code, message, hint, place }]);
}

/** `catalog/services.yaml:42:13 message (hint)  [CAT012]`; the cure of a message of several lines is its last one. */
export function formatProblem(p: Problem): string {
  const where = p.place === undefined ? "" : `${p.place.file}:${p.place.line}:${p.place.column} `;
  const hint = p.hint === "" ? "" : p.message.includes("\n") ? `\n${p.hint}` : ` (${p.hint})`;
  return `${where}${p.message}${hint}  [${p.code}]`;
}

/** A problem without a place out of what {@link formatProblem} has made of it; undefined for any other text. */
export function parseProblem(text: string): Problem | undefined {
  const { said, code } = /^(?<said>.*) {2}\[(?<code>[A-Z]+\d+)\]$/s.exec(text)?.groups ?? {};
  if (said === undefined || code === undefined || !Object.hasOwn(codes, code)) return undefined;
  const cut = said.includes("\n") ? said.lastIndexOf("\n") : startOfHint(said);
  if (cut === undefined) return { code: code as ErrorCode, message: said, hint: "" };
  const hint = said.slice(cut).trim();
  const bare = said.includes("\n") ? hint : hint.slice(1, -1);
  return { code: code as ErrorCode, message: said.slice(0, cut), hint: bare };
}

/** Where the last parenthesis of the outermost level opens, with the blank before it; messages and hints have their own. */
function startOfHint(said: string): number | undefined {
  if (!said.endsWith(")")) return undefined;
  let depth = 0;
  for (let at = said.length - 1; at > 0; at--) {
    if (said[at] === ")") depth++;
    if (said[at] === "(") depth--;
    if (depth === 0) return said[at - 1] === " " ? at - 1 : undefined;
  }
  return undefined;
}
