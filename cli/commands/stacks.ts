/** `stacks`: which stacks there are, in the order in which changes reach them. The matrix of the workflows. */
import { packageRoot } from "../../paths/packageRoot";
import type { Command } from "../command";
import { print } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { flag } from "../options";
import { outputFormat } from "../outputFormat";
import { stackSummaries, type StackSummary } from "../stacks";

export const stacks: Command = {
  usage: "",
  summary: "list the stacks in the order in which changes reach them",
  options: ["with-account", "catalog", "output"],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    const all = stackSummaries(packageRoot(), loadedCatalog(args, io).platform);
    const shown = flag(args, "with-account") ? all.filter(({ account }) => account !== null) : all;
    print(io, json ? JSON.stringify(shown) : table(shown));
    return 0;
  },
};

function table(stacks: readonly StackSummary[]): string {
  const rows = stacks.map(({ stack, account, environments, production }) => [
    stack,
    account ?? "(sandbox)",
    environments.join(", "),
    production ? "production" : "",
  ]);
  const width = (column: number) => Math.max(0, ...rows.map((cells) => cells[column]?.length ?? 0));
  return rows.map((cells) => cells.map((cell, column) => cell.padEnd(width(column))).join("  ").trimEnd()).join("\n");
}
