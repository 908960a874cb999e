/** `files`: writes the files of this repository that follow from the catalog, such as CODEOWNERS. */
import { resolve } from "node:path";
import { problem } from "@harness-catalog/problems";
import { compareFiles, writeStale, type StaleFile } from "../files/compare";
import { generators } from "../files/generators";
import type { Command } from "../command";
import { print, type Io } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { flag, text } from "../options";
import { outputFormat } from "../outputFormat";

export const files: Command = {
  usage: "",
  summary: "write the files that follow from the catalog, such as .github/CODEOWNERS; --check writes nothing",
  options: ["check", "out", "catalog", "output"],
  run: (args, io) => {
    const json = outputFormat(args) === "json";
    const check = flag(args, "check");
    const root = resolve(io.cwd, text(args, "out") ?? ".");
    const { total, stale } = compareFiles(root, loadedCatalog(args, io), generators);
    if (!check) writeStale(root, stale);
    if (json)
      print(io, JSON.stringify({ total, stale: stale.map(({ path, action }) => ({ path, action })) }));
    else report(io, total, stale, check);
    if (!check || stale.length === 0) return Promise.resolve(0);
    if (json) return Promise.resolve(1);
    throw problem(
      "CMD025",
      `${stale.length} of ${total} generated files are not what the catalog leads to`,
      "run `npx harness-catalog files` and commit the result",
    );
  },
};

function report(io: Io, total: number, stale: readonly StaleFile[], check: boolean): void {
  const verbs = check ? { write: "to write", remove: "to remove" } : { write: "written", remove: "removed" };
  for (const { path, action } of stale) print(io, `${verbs[action]} ${path}`);
  if (stale.length === 0) print(io, `${total} files, all as they should be`);
}
