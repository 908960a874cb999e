/** The command line: finds the command, prints what went wrong, returns the exit code. Never ends the process. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CatalogError, problem } from "../errors";
import { packageRoot } from "../paths/packageRoot";
import type { Command } from "./command";
import { commands } from "./commands";
import { commandHelp, overview } from "./help";
import { print, type Io } from "./io";
import { problemsMarkdown } from "./markdown/problems";
import { flag, parseOptions } from "./options";
import { printProblems } from "./problems";

/**
 * Runs one command.
 * @returns the exit code: 0 done, 1 error, 2 changes pending, 3 policy denied, 4 guard refused, 130 interrupted
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    const asked = (format: string) => argv.includes("--output") && argv.includes(format);
    if (asked("markdown")) print(io, problemsMarkdown(argv[0] ?? "", error.problems));
    printProblems(io, error.problems, asked("json"));
    return error.exitCode;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    print(io, overview(commands));
    return name === undefined ? 1 : 0;
  }
  if (name === "--version" || name === "version") {
    print(io, version());
    return 0;
  }
  const command = find(name);
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

function version(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string })
    .version;
}
