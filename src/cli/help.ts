/** Help texts, made from the command table so that they cannot drift from it. */
import { helpText, twoColumns } from "@harness-catalog/command-line/help";
import type { Command } from "./command";
import { options } from "./options";

/** Overview of all commands. */
export function overview(commands: Readonly<Record<string, Command>>): string {
  const rows = Object.entries(commands).map(([name, command]) => [name, command.summary] as const);
  return [
    "harness-catalog: software delivery on Harness from one catalog",
    "",
    "Usage: harness-catalog <command> [options]",
    "",
    ...twoColumns(rows),
    "",
    "Exit codes: 0 done, 1 error, 2 changes pending (--detailed-exitcode), 3 policy denied, 4 guard refused, 130 interrupted",
    "`harness-catalog <command> --help` shows the options of a command.",
  ].join("\n");
}

/** Help of one command. */
export function commandHelp(name: string, command: Command): string {
  const rows = Object.fromEntries(command.options.map((option) => [option, options[option]]));
  const usage = ["harness-catalog", name, command.usage, command.options.length > 0 ? "[options]" : ""];
  return helpText(command.summary, usage.filter((word) => word !== "").join(" "), rows);
}
