/** `stacks`: which stacks there are, in the order in which changes reach them. The matrix of the workflows. */
import { problem } from "@harness-catalog/problems";
import { packageRoot } from "../../paths/packageRoot";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { print } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { flag, text, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";
import { environmentsOf, stackSummaries, type StackSummary } from "../stacks";

export const stacks: Command = {
  usage: "",
  summary: "list the stacks in the order in which changes reach them",
  options: ["with-account", "only", "catalog", "output"],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    const environments =
      environmentsOf(catalogDir(args, io)) ?? loadedCatalog(args, io).platform.environments;
    const all = stackSummaries(packageRoot(), environments);
    const named = flag(args, "with-account") ? all.filter(({ account }) => account !== null) : all;
    const shown = named.filter(wanted(args));
    print(io, json ? JSON.stringify(shown) : table(shown));
    return 0;
  },
};

/** @throws CatalogError CMD001 */
function wanted(args: ParsedArgs): (stack: StackSummary) => boolean {
  const only = text(args, "only");
  if (only === undefined) return () => true;
  if (only === "production" || only === "nonproduction")
    return (stack) => stack.production === (only === "production");
  throw problem("CMD001", `--only is "${only}"`, "write --only production or --only nonproduction");
}

function table(stacks: readonly StackSummary[]): string {
  const rows = stacks.map(({ stack, account, environments, production }) => [
    stack,
    account ?? "(sandbox)",
    environments.join(", "),
    production ? "production" : "",
  ]);
  const width = (column: number) => Math.max(0, ...rows.map((cells) => cells[column]?.length ?? 0));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(width(column)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
