/** plan, up, refresh and destroy: the same command four times, but for what they ask and say. */
import { resolve } from "node:path";
import type { Catalog } from "../../catalog/model";
import { problem } from "../../errors";
import { packageRoot } from "../../paths/packageRoot";
import { stackName } from "../stackName";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { confirm, requireTerminal } from "../confirm";
import { engineSettings, type EngineSettings } from "../engine/settings";
import type { OperationName, OperationResult } from "../engine/operation";
import { print, type Io } from "../io";
import { flag, text, type OptionName, type ParsedArgs } from "../options";
import { settleAfterUp } from "../orphans/afterUp";
import { formatOf, type OutputFormat } from "../outputFormat";
import { planOf, upAsReviewed } from "../plans/bind";
import { readSavedPlan, writeSavedPlan } from "../plans/savedPlan";
import { programEnv } from "../programEnv";
import { policyGate } from "../policyGate";
import { report } from "../report";
import { recordStack } from "./record";
import { loadedCatalog } from "../loadedCatalog";

interface OperationInfo {
  readonly name: OperationName;
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly options?: readonly OptionName[];
  /** Formats of the result; text and JSON unless told otherwise. */
  readonly formats?: readonly OutputFormat[];
  /** True when the operation changes the account and so needs a yes; the others take --yes and ignore it. */
  readonly writes: boolean;
  /** True when the catalog takes part; one that is bad, or that a policy refuses, then never reaches the engine. */
  readonly needsCatalog: boolean;
}

/** Builds the command of an operation. */
export function operationCommand(info: OperationInfo): Command {
  return {
    usage: "",
    summary: info.summary,
    ...(info.aliases === undefined ? {} : { aliases: info.aliases }),
    options: ["stack", "catalog", "output", "yes", "moved-from", ...(info.options ?? [])],
    run: async (args, io) => {
      const format = formatOf(args, info.formats ?? ["text", "json"]);
      const root = packageRoot();
      const catalog = catalogDir(args, io);
      const loaded = info.needsCatalog ? loadedCatalog(args, io) : undefined;
      if (loaded !== undefined && isOffline(args)) return planOffline(args, io, loaded, format);
      const settings = engineSettings(io, root, stackName(args), programEnv(args, io, catalog));
      const reviewed = reviewedPlan(args, io, settings);
      const asks = info.writes && !flag(args, "yes");
      if (asks) requireTerminal(io, info.name, settings.stack);
      const judged = loaded === undefined ? undefined : await policyGate(io, loaded, settings);
      const quiet = format === "json";
      const ask = async (preview?: OperationResult) => {
        if (asks) await confirm(io, info.name, settings, preview);
      };
      let result: OperationResult;
      if (reviewed !== undefined && judged !== undefined) {
        result = await upAsReviewed(io, settings, reviewed, judged.desired, { quiet }, ask);
      } else {
        await ask();
        // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
        const { runOperation } = await import("../engine/operation.js");
        result = await runOperation(io, settings, info.name, { quiet });
      }
      const plan = judged === undefined ? undefined : planOf(settings, judged.desired, result);
      const file = text(args, "save");
      if (file !== undefined && plan !== undefined) writeSavedPlan(resolve(io.cwd, file), plan);
      const settled =
        info.name !== "up" ||
        loaded === undefined ||
        (await settleAfterUp(args, io, settings, loaded, format === "text"));
      const record = text(args, "record");
      if (record !== undefined) await recordStack(io, settings, record);
      print(io, report(io, format, { name: info.name, stack: settings.stack, result, judged, plan }));
      return settled ? exitCode(args, result) : 1;
    },
  };
}

function isOffline(args: ParsedArgs): boolean {
  return text(args, "against") !== undefined || text(args, "against-record") !== undefined;
}

/** `plan --against` and `plan --against-record`. @throws CatalogError CMD001 for what only a plan by state can do */
async function planOffline(args: ParsedArgs, io: Io, catalog: Catalog, format: OutputFormat) {
  const [against, record] = [text(args, "against"), text(args, "against-record")];
  const other = (["against-record", "save", "import"] as const).find(
    (name) => text(args, name) !== undefined && (name !== "against-record" || against !== undefined),
  );
  if (other !== undefined) {
    const one = against === undefined ? "against-record" : "against";
    throw problem("CMD001", `--${one} and --${other} do not go together`, `leave out --${other}`);
  }
  const stack = stackName(args);
  const request = { stack, catalog, given: programEnv(args, io, catalogDir(args, io)) };
  const { planAgainstCatalog, planAgainstRecord } = await import("../plans/offline.js");
  const { result, judged } = await (record === undefined
    ? planAgainstCatalog(io, request, against ?? "")
    : planAgainstRecord(io, request, record));
  const compared = record === undefined ? { against: against ?? "" } : { record };
  print(io, report(io, format, { name: "plan", stack, result, judged, plan: undefined, ...compared }));
  return exitCode(args, result);
}

/** The plan that `--plan` names. @throws CatalogError CMD015 */
function reviewedPlan(args: ParsedArgs, io: Io, { stack }: EngineSettings) {
  const named = text(args, "plan");
  return named === undefined
    ? undefined
    : { file: named, plan: readSavedPlan(resolve(io.cwd, named), named, stack) };
}

function exitCode(args: ParsedArgs, { changes }: OperationResult): number {
  return flag(args, "detailed-exitcode") && changes.length > 0 ? 2 : 0;
}
