/** A program of one command, such as `harness-lint`: help, version, options, and problems printed at the end. */
import { problemOf } from "@harness-catalog/problems/unexpected";
import { packageOf } from "@harness-catalog/files/packageOf";
import { flag, parseArguments, type Arguments, type OptionTable } from "./arguments";
import { helpText } from "./help";
import { print, type Io } from "./io";
import { printProblems } from "./problems";
import type { Run } from "./runProcess";

/** What makes such a program. */
export interface Tool<Name extends string> {
  /** One line of what it is for. */
  readonly summary: string;
  /** Its name and what follows: `harness-lint FILE…`. */
  readonly usage: string;
  readonly options: OptionTable<Name>;
  /** A file of its package, whose manifest has the version: `__filename`. */
  readonly file: string;
  run(args: Arguments<Name>, io: Io): Promise<number>;
}

const common = {
  help: { type: "boolean", help: "show this text" },
  version: { type: "boolean", help: "print the version" },
} as const satisfies OptionTable;

/** The program as what {@link runProcess} takes. Whatever is thrown inside is printed and ends in exit code 1. */
export function toolRun<Name extends string>(tool: Tool<Name>): Run {
  const name = tool.usage.split(" ")[0]!;
  const options = { ...tool.options, ...common } as OptionTable<Name | keyof typeof common>;
  return async (argv, io) => {
    try {
      const args = parseArguments(argv, options, name);
      if (flag(args, "help")) print(io, helpText(tool.summary, `${tool.usage} [options]`, options));
      else if (flag(args, "version")) print(io, packageOf(tool.file)?.version ?? "unknown");
      else return await tool.run(args, io);
      return 0;
    } catch (error) {
      const { problems, exitCode } = problemOf(error, [name]);
      printProblems(io, problems, false);
      return exitCode;
    }
  };
}
