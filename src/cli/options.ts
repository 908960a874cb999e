/** Options of the commands; the table of all of them is in optionTable.ts, each command lists the ones it takes. */
import { parseArguments, type Arguments, type OptionTable } from "@harness-catalog/command-line/arguments";
import { options, type OptionName } from "./optionTable";

export { flag, list, portOption, text, texts, whole } from "@harness-catalog/command-line/arguments";
export { options, type OptionName } from "./optionTable";

/** Values of the options a person gave, by name, and the words between them. */
export type ParsedArgs = Arguments<OptionName>;

/**
 * Parses the words after a command.
 * @throws CatalogError CMD001 for an option the command does not take, or a missing value
 */
export function parseOptions(
  argv: readonly string[],
  allowed: readonly OptionName[],
  command: string,
): ParsedArgs {
  const table = Object.fromEntries(allowed.map((name) => [name, options[name]])) as OptionTable<OptionName>;
  return parseArguments(argv, table, command, `harness-catalog ${command} --help`);
}
