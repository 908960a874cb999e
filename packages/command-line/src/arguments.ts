/** Options of a command line, as data, and the values a person gave. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { problem } from "@harness-catalog/problems";

/** What is known of an option. */
export interface OptionInfo {
  readonly type: "string" | "boolean";
  /** Placeholder of the value in the help text. */
  readonly value?: string;
  readonly help: string;
  /** True: may be given several times. */
  readonly multiple?: boolean;
}

/** Options by name, without dashes. */
export type OptionTable<Name extends string = string> = Readonly<Record<Name, OptionInfo>>;

/** Values of the options a person gave, by name, and the words between them. */
export interface Arguments<Name extends string = string> {
  readonly values: Readonly<Partial<Record<Name, string | boolean | readonly string[]>>>;
  readonly words: readonly string[];
}

/**
 * Parses words by a table of options.
 * @param command what messages call it
 * @param help how its help is asked for
 * @throws CatalogError CMD001 for an option that is not in the table, or a missing value
 */
export function parseArguments<Name extends string>(
  argv: readonly string[],
  table: OptionTable<Name>,
  command: string,
  help = `${command} --help`,
): Arguments<Name> {
  const rows = Object.entries<OptionInfo>(table);
  const options: ParseArgsConfig["options"] = Object.fromEntries(
    rows.map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    return { values: parsed.values as Arguments<Name>["values"], words: parsed.positionals };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw problem("CMD001", `${command}: ${message}`, `see \`${help}\``);
  }
}

/** The text of an option, or undefined. */
export function text<Name extends string>(args: Arguments<Name>, name: Name): string | undefined {
  const value = args.values[name];
  return typeof value === "string" ? value : undefined;
}

/** The texts of an option that may be repeated, in the order they were given. */
export function texts<Name extends string>(args: Arguments<Name>, name: Name): readonly string[] {
  const value = args.values[name];
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** Whether a flag was given. */
export function flag<Name extends string>(args: Arguments<Name>, name: Name): boolean {
  return args.values[name] === true;
}

/**
 * A whole number option.
 * @throws CatalogError CMD001 when it is none, below `min` or above `max`
 */
export function whole<Name extends string>(
  args: Arguments<Name>,
  name: Name,
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
export function portOption(args: Arguments<"port">): number | undefined {
  return whole(args, "port", 0, 65_535);
}

/** A comma-separated option as a list. */
export function list<Name extends string>(args: Arguments<Name>, name: Name): string[] | undefined {
  const value = text(args, name);
  return value
    ?.split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/**
 * The format a person asked for with `--output`, of those a command has; the first when they did not.
 * @throws CatalogError CMD001 for any other word
 */
export function formatOf<Format extends string>(args: Arguments<"output">, known: readonly Format[]): Format {
  const value = text(args, "output") ?? known[0] ?? "";
  const format = known.find((each) => each === value);
  if (format !== undefined) return format;
  const choices = known.map((each) => `--output ${each}`).join(" or ");
  throw problem("CMD001", `--output is "${value}"`, `write ${choices}`);
}
