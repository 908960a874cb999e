/** Help texts, made from the command table so that they cannot drift from it. */
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
    ...table(rows),
    "",
    "Exit codes: 0 done, 1 error, 2 changes pending (--detailed-exitcode), 3 policy denied, 4 guard refused, 130 interrupted",
    "`harness-catalog <command> --help` shows the options of a command.",
  ].join("\n");
}

/** Help of one command. */
export function commandHelp(name: string, command: Command): string {
  const rows = command.options.map((option) => {
    const info: { value?: string; help: string } = options[option];
    return [`--${option}${info.value === undefined ? "" : ` ${info.value}`}`, info.help] as const;
  });
  const usage = ["Usage: harness-catalog", name, command.usage, rows.length > 0 ? "[options]" : ""];
  return [command.summary, "", usage.filter((word) => word !== "").join(" "), "", ...table(rows)].join("\n");
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
