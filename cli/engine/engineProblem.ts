import { problem, type CatalogError } from "../../errors";

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
