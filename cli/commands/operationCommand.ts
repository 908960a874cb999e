/** plan, up, refresh and destroy: the same command four times, but for what they ask and say. */
import { resolve } from "node:path";
import { loadCatalog } from "../../catalog/load";
import type { Catalog } from "../../catalog/model";
import { packageRoot } from "../../paths/packageRoot";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { confirm, requireTerminal } from "../confirm";
import { engineSettings, type EngineSettings } from "../engine/settings";
import type { OperationName, OperationResult } from "../engine/operation";
import { print, type Io } from "../io";
import { flag, text, type OptionName, type ParsedArgs } from "../options";
import { formatOf, type OutputFormat } from "../outputFormat";
import { changesBetween } from "../plans/against";
import { planOf, upAsReviewed } from "../plans/bind";
import { readSavedPlan, writeSavedPlan } from "../plans/savedPlan";
import { programEnv } from "../programEnv";
import { judge, planOfStack, policyGate } from "../policyGate";
import { report } from "../report";
import { loadedCatalog, templatesDir } from "../loadedCatalog";

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
    options: ["stack", "catalog", "output", "yes", ...(info.options ?? [])],
    run: async (args, io) => {
      const format = formatOf(args, info.formats ?? ["text", "json"]);
      const root = packageRoot();
      const catalog = catalogDir(args, io);
      const loaded = info.needsCatalog ? loadedCatalog(args, io) : undefined;
      const against = text(args, "against");
      if (against !== undefined && loaded !== undefined)
        return planAgainst(args, io, loaded, against, format);
      const settings = engineSettings(io, root, text(args, "stack") ?? "dev", programEnv(args, io, catalog));
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
      print(io, report(io, format, { name: info.name, stack: settings.stack, result, judged, plan }));
      return exitCode(args, result);
    },
  };
}

/** `plan --against`: what the difference to another catalog would do to the stack. */
async function planAgainst(args: ParsedArgs, io: Io, catalog: Catalog, dir: string, format: OutputFormat) {
  const stack = text(args, "stack") ?? "dev";
  const root = packageRoot();
  const after = planOfStack(catalog, root, stack);
  const judged = await judge(io, after);
  const before = planOfStack(loadCatalog(resolve(io.cwd, dir), templatesDir(io)), root, stack);
  const result = changesBetween(before, after);
  print(io, report(io, format, { name: "plan", stack, result, judged, plan: undefined, against: dir }));
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
