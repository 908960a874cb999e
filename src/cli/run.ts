/** The command line: finds the command, prints what went wrong, returns the exit code. Never ends the process. */
import { problem } from "@harness-catalog/problems";
import type { Command } from "./command";
import { commands } from "./commands";
import { commandHelp, overview } from "./help";
import { print, type Io } from "./io";
import { problemsMarkdown } from "./markdown/problems";
import { flag, parseOptions } from "./options";
import { packageVersion } from "../paths/packageVersion";
import { printProblems } from "./problems";
import { problemOf } from "@harness-catalog/problems/unexpected";

/**
 * Runs one command.
 * @returns the exit code: 0 done, 1 error, 2 changes pending, 3 policy denied, 4 guard refused, 130 interrupted
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const { problems, exitCode } = problemOf(error, argv);
    const asked = (format: string) =>
      argv.some(
        (word, at) => word === `--output=${format}` || (word === "--output" && argv[at + 1] === format),
      );
    if (asked("markdown")) print(io, problemsMarkdown(argv[0] ?? "", problems));
    printProblems(io, problems, asked("json"));
    return exitCode;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    print(io, overview(commands));
    return name === undefined ? 1 : 0;
  }
  if (name === "--version" || name === "version") {
    print(io, packageVersion());
    return 0;
  }
  const command = find(name);
  // What stands before `--` is for this tool: asking it for help needs nothing that has to be built first.
  if (command.raw && (rest[0] === "--help" || rest[0] === "-h")) {
    print(io, commandHelp(name, command));
    return 0;
  }
  if (command.raw) return command.run({ values: {}, words: rest }, io);
  const args = parseOptions(rest, [...command.options, "help"], name);
  if (flag(args, "help")) {
    print(io, commandHelp(name, command));
    return 0;
  }
  return command.run(args, io);
}

function find(name: string): Command {
  const found = Object.entries(commands).find(
    ([key, command]) => key === name || command.aliases?.includes(name),
  );
  if (found !== undefined) return found[1];
  throw problem("CMD001", `unknown command "${name}"`, `commands: ${Object.keys(commands).join(", ")}`);
}
