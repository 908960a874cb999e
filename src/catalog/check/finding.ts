/** A broken rule, before it has a place. */
import type { ErrorCode, Problem } from "@harness-catalog/problems";
import { formatPath, locate, type Path } from "@harness-catalog/located-yaml/locate";
import type { Source } from "@harness-catalog/located-yaml/source";

/** What a rule found. `path` leads from the file's top, or from the entry where the rule looks at one entry. */
export interface Finding {
  readonly code: ErrorCode;
  readonly path: Path;
  /** Point at the key instead of the value. */
  readonly at?: "key";
  /** Completes the sentence that begins with the path: `"prd" is not one of int, pre, prod`. */
  readonly message: string;
  readonly hint: string;
}

/** Gives a finding its subject and its place. */
export function toProblem(finding: Finding, source: Source, base: Path = []): Problem {
  const path = [...base, ...finding.path];
  const { place, exact } = locate(source, path, finding.at);
  const subject = formatPath(path);
  const origin = exact ? "" : " (the default)";
  const message = subject === "" ? finding.message : `${subject}${origin}: ${finding.message}`;
  return { code: finding.code, message, hint: finding.hint, place, path };
}
