import type { Io } from "./io";
import type { OptionName, ParsedArgs } from "./options";

/** One command of the CLI. */
export interface Command {
  /** What follows the name in the usage line, such as `<service>`. */
  readonly usage: string;
  /** One line for the overview. */
  readonly summary: string;
  readonly options: readonly OptionName[];
  /** Also answers to these names. */
  readonly aliases?: readonly string[];
  /** True: the words after the name are passed on unparsed. */
  readonly raw?: boolean;
  /** Runs and returns the exit code. */
  run(args: ParsedArgs, io: Io): Promise<number>;
}
