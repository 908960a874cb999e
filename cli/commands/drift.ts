/**
 * `drift`: what differs between the account and the catalog. A refresh, then a plan, then a look for objects that are in
 * no state; writes nothing to the account.
 */
import { packageRoot } from "../../paths/packageRoot";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { engineSettings } from "../engine/settings";
import { note, print, type Io } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { driftMarkdown, hasDrifted, type Drift } from "../markdown/drift";
import { flag, text } from "../options";
import { orphansOf } from "../orphans/find";
import { orphansText } from "../orphans/text";
import { formatOf, type OutputFormat } from "../outputFormat";
import { programEnv } from "../programEnv";
import { operationJson, operationText } from "../report";

export const drift: Command = {
  usage: "",
  summary: "say how the account differs from the catalog: refresh, plan, and a look for orphans",
  options: ["stack", "catalog", "output", "detailed-exitcode"],
  run: async (args, io) => {
    const format = formatOf(args, ["text", "json", "markdown"]);
    const catalog = loadedCatalog(args, io); // a bad catalog is reported before minutes are spent
    const stack = text(args, "stack") ?? "dev";
    const settings = engineSettings(io, packageRoot(), stack, programEnv(args, io, catalogDir(args, io)));
    // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
    const { runOperation } = await import("../engine/operation.js");
    const quiet = format === "json";
    const found = await runOperation(io, settings, "refresh", { quiet });
    if (!quiet) note(io, "what up would do:");
    const repair = await runOperation(io, settings, "plan", { quiet });
    if (!quiet) note(io, "looking for objects that are in no state");
    const orphans = await orphansOf(io, settings, catalog);
    const result = { stack, found, repair, orphans };
    print(io, shown(io, format, result));
    return flag(args, "detailed-exitcode") && hasDrifted(result) ? 2 : 0;
  },
};

function shown(io: Io, format: OutputFormat, result: Drift): string {
  const { stack, found, repair, orphans } = result;
  if (format === "markdown") return driftMarkdown(result);
  if (format === "json") {
    return JSON.stringify({
      drifted: hasDrifted(result),
      refresh: operationJson(found, "refresh"),
      plan: operationJson(repair),
      orphans: orphans.orphans,
      unmanaged: orphans.unmanaged,
      unseen: orphans.unseen,
      orphanCalls: orphans.calls,
    });
  }
  return [
    operationText(io, "refresh", stack, found),
    operationText(io, "plan", stack, repair),
    orphansText(io, stack, orphans),
  ].join("\n");
}
