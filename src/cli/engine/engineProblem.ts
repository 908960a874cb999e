import { CatalogError, parseProblem, problem, type Problem } from "@harness-catalog/problems";

/**
 * The engine's failure in one line: its own `error:` lines, without the command lines and stacks around them.
 * @returns CatalogError CMD003
 */
export function engineProblem(what: string, error: unknown): CatalogError {
  const text = error instanceof Error ? error.message : String(error);
  const errors = text.split("\n").filter((line) => /^\s*error: /.test(line));
  const said = [...new Set(errors.map((line) => line.trim().replace(/^error: /, "")))];
  const passphrase = said.some((line) => line.includes("incorrect passphrase"));
  return problem(
    "CMD003",
    `${what}: ${said.length > 0 ? said.join("; ") : (text.split("\n")[0] ?? "no reason given")}`,
    passphrase
      ? "set PULUMI_CONFIG_PASSPHRASE to the passphrase the stack was made with"
      : "correct what is said above and run the same command again: it continues where it stopped",
  );
}

/**
 * The errors the engine reported, one problem each: with their own code where they are problems of this project that
 * came through the engine as text, else CMD003.
 */
export function engineProblems(what: string, errors: readonly string[]): CatalogError {
  const said = [...new Set(errors)].filter((text) => !/^(update|preview|refresh|destroy) failed$/.test(text));
  const problems = said.map(
    (text): Problem => parseProblem(text) ?? { code: "CMD003", message: `${what}: ${text}`, hint: "" },
  );
  return new CatalogError(problems);
}

/** Whether the engine's process ended by a signal instead of by itself. */
export function wasKilled(error: unknown): boolean {
  const result = (error as { commandResult?: { err?: { signal?: string } } } | undefined)?.commandResult;
  return result?.err?.signal !== undefined;
}
