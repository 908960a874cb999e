/** Parsing of options; the table of all of them is in optionTable.ts, each command lists the ones it takes. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { problem } from "@harness-catalog/problems";
import { options, type OptionInfo, type OptionName } from "./optionTable";

export { options, type OptionName } from "./optionTable";

/** Values of the options a person gave, by name, and the words between them. */
export interface ParsedArgs {
  readonly values: Readonly<Partial<Record<OptionName, string | boolean | readonly string[]>>>;
  readonly words: readonly string[];
}

/**
 * Parses the words after a command.
 * @throws CatalogError CMD001 for an option the command does not take, or a missing value
 */
export function parseOptions(
  argv: readonly string[],
  allowed: readonly OptionName[],
  command: string,
): ParsedArgs {
  const config = Object.fromEntries(
    allowed.map((name) => {
      const { type, multiple = false }: OptionInfo = options[name];
      return [name, { type, multiple }];
    }),
  ) as ParseArgsConfig["options"];
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: config ?? {},
      allowPositionals: true,
      strict: true,
    });
    return { values, words: positionals };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw problem("CMD001", `${command}: ${message}`, `see \`harness-catalog ${command} --help\``);
  }
}

/** The text of an option, or undefined. */
export function text(args: ParsedArgs, name: OptionName): string | undefined {
  const value = args.values[name];
  return typeof value === "string" ? value : undefined;
}

/** The texts of an option that may be repeated, in the order they were given. */
export function texts(args: ParsedArgs, name: OptionName): readonly string[] {
  const value = args.values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** Whether a flag was given. */
export function flag(args: ParsedArgs, name: OptionName): boolean {
  return args.values[name] === true;
}

/**
 * A whole number option.
 * @throws CatalogError CMD001 when it is none, below `min` or above `max`
 */
export function whole(
  args: ParsedArgs,
  name: OptionName,
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = text(args, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() !== "" && Number.isInteger(number) && number >= min && number <= max) return number;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw problem("CMD001", `--${name} is "${value}"`, `give a whole number ${range}`);
}

/** `--port`, 0 for any free one. @throws CatalogError CMD001 when it is no port */
export function portOption(args: ParsedArgs): number | undefined {
  return whole(args, "port", 0, 65_535);
}

/** A comma-separated option as a list. */
export function list(args: ParsedArgs, name: OptionName): string[] | undefined {
  const value = text(args, name);
  return value
    ?.split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
