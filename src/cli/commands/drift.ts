/**
 * `drift`: what differs between the account and the catalog. A refresh, then a plan, then a look for objects that are in
 * no state; writes nothing to the account, unless it is told to do something about those.
 */
import { packageRoot } from "../../paths/packageRoot";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { confirm, requireTerminal } from "../confirm";
import type { OperationResult } from "../engine/operation";
import { engineSettings, withCatalog, type EngineSettings } from "../engine/settings";
import { note, print, type Io } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { driftMarkdown, hasDrifted, type Drift } from "../markdown/drift";
import { flag, whole, type ParsedArgs } from "../options";
import { orphansOf } from "../orphans/find";
import type { RemovalEntry } from "../orphans/model";
import { removalText, removeFound, takeable } from "../orphans/settle";
import { orphansText } from "../orphans/text";
import { formatOf, type OutputFormat } from "../outputFormat";
import { policyGate } from "../policyGate";
import { programEnv } from "../programEnv";
import { operationJson, operationText } from "../report";
import { stackName } from "../stackName";

/** What was done about orphans; each undefined when nothing was. */
interface Settled {
  readonly adopted: OperationResult | undefined;
  readonly removed: readonly RemovalEntry[] | undefined;
}

export const drift: Command = {
  usage: "",
  summary: "say how the account differs from the catalog: refresh, plan, and a look for orphans",
  options: [
    "stack",
    "catalog",
    "output",
    "detailed-exitcode",
    "moved-from",
    "adopt-orphans",
    "delete-orphans",
    "allow-deletions",
    "yes",
  ],
  run: async (args, io) => {
    const format = formatOf(args, ["text", "json", "markdown"]);
    const catalog = loadedCatalog(args, io); // a bad catalog is reported before minutes are spent
    const stack = stackName(args);
    const given = programEnv(args, io, catalogDir(args, io));
    const settings = withCatalog(engineSettings(io, packageRoot(), stack, given), catalog);
    // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
    const { runOperation } = await import("../engine/operation.js");
    const quiet = format === "json";
    const found = await runOperation(io, settings, "refresh", { quiet });
    if (!quiet) note(io, "what up would do:");
    const repair = await runOperation(io, settings, "plan", { quiet });
    if (!quiet) note(io, "looking for objects that are in no state");
    const look = await orphansOf(io, settings, catalog);
    const result = { stack, found, repair, orphans: look.report };
    if (format !== "json") print(io, shown(io, format, result));
    const removed = await removeFound(io, settings, look, {
      remove: flag(args, "delete-orphans"),
      yes: flag(args, "yes"),
      allowed: whole(args, "allow-deletions", 1),
      mayAsk: format === "text",
    });
    const wanted = flag(args, "adopt-orphans") && takeable(look.report).length > 0;
    if (wanted) await policyGate(io, catalog, settings);
    const adopted = wanted ? await adopt(args, io, settings, quiet) : undefined;
    const settled = { adopted, removed };
    const done = format === "json" ? driftJson(result, settled) : settledText(io, stack, settled);
    if (done !== "") print(io, done);
    if (removed?.some(({ kept }) => kept !== null)) return 1;
    return flag(args, "detailed-exitcode") && hasDrifted(result) ? 2 : 0;
  },
};

/** An `up` that takes over; the provider is told by the settings. */
async function adopt(args: ParsedArgs, io: Io, settings: EngineSettings, quiet: boolean) {
  if (!flag(args, "yes")) {
    requireTerminal(io, "up", settings.stack);
    await confirm(io, "up", settings);
  }
  const { runOperation } = await import("../engine/operation.js");
  return runOperation(io, settings, "up", { quiet });
}

function shown(io: Io, format: OutputFormat, result: Drift): string {
  const { stack, found, repair, orphans } = result;
  if (format === "markdown") return driftMarkdown(result);
  return [
    operationText(io, "refresh", stack, found),
    operationText(io, "plan", stack, repair),
    orphansText(io, stack, orphans),
  ].join("\n");
}

function driftJson(result: Drift, { adopted, removed }: Settled): string {
  const { orphans, unmanaged, relatives, unseen, calls } = result.orphans;
  return JSON.stringify({
    drifted: hasDrifted(result),
    refresh: operationJson(result.found, "refresh"),
    plan: operationJson(result.repair),
    orphans,
    unmanaged,
    relatives,
    unseen,
    orphanCalls: calls,
    ...(removed === undefined ? {} : { removed }),
    ...(adopted === undefined ? {} : { adopted: operationJson(adopted) }),
  });
}

function settledText(io: Io, stack: string, { adopted, removed }: Settled): string {
  return [
    ...(removed === undefined ? [] : [removalText(removed)]),
    ...(adopted === undefined ? [] : [operationText(io, "up", stack, adopted)]),
  ].join("\n");
}
