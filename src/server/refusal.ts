import { CatalogError, problem, type ErrorCode, type Problem } from "@harness-catalog/problems";

/** A refused request whose answer carries headers of its own, such as `Retry-After`. */
export class Refusal extends CatalogError {
  constructor(
    problems: readonly Problem[],
    readonly headers: Readonly<Record<string, string>>,
  ) {
    super(problems);
    this.name = "Refusal";
  }
}

/** Builds a refusal of a single problem. */
export function refusal(
  code: ErrorCode,
  message: string,
  hint: string,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal(problem(code, message, hint).problems, headers);
}
