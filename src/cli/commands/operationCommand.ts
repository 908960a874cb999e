/** plan, up, refresh and destroy: the same command four times, but for what they ask and say. */
import { resolve } from "node:path";
import type { Catalog } from "../../catalog/model";
import { packageRoot } from "../../paths/packageRoot";
import { accountOfState, assertAccountTold } from "../account/ofPlan";
import { stackName } from "../stackName";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { colorsFor } from "@harness-catalog/command-line/colors";
import { confirm, requireTerminal } from "../confirm";
import { engineSettings, withCatalog, type EngineSettings } from "../engine/settings";
import type { OperationName, OperationResult } from "../engine/operation";
import { note, print, type Io } from "../io";
import { flag, text, type OptionName, type ParsedArgs } from "../options";
import { manifestNotice } from "../manifestNotice";
import { settleAfterUp } from "../orphans/afterUp";
import { formatOf, type OutputFormat } from "../outputFormat";
import { planOf, upAsReviewed } from "../plans/bind";
import { readSavedPlan, writeSavedPlan } from "../plans/savedPlan";
import { programEnv } from "../programEnv";
import { policyGate } from "../policyGate";
import { report } from "../report";
import { endOf } from "./operationEnd";
import { isOffline, planOffline } from "./planOffline";
import { hostedEnvironments, stackConfig } from "../stackFile";
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
      const settings = withCatalog(
        engineSettings(io, root, stackName(args), programEnv(args, io, catalog)),
        loaded,
      );
      const reviewed = reviewedPlan(args, io, settings);
      const looks = flag(args, "check-account");
      if (looks) assertAccountTold(settings);
      const asks = info.writes && !flag(args, "yes");
      if (asks) requireTerminal(io, info.name, settings.stack);
      const stale = loaded === undefined ? undefined : staleManifests(io, loaded, settings);
      const judged = loaded === undefined ? undefined : await policyGate(io, loaded, settings);
      const quiet = format === "json";
      const ask = async (preview?: OperationResult) => {
        if (asks) await confirm(io, info.name, settings, preview);
      };
      const seen: { stateId?: string | undefined } = {};
      const onOutputs = ({ stateId }: { readonly stateId?: string }) => (seen.stateId = stateId);
      let result: OperationResult;
      if (reviewed !== undefined && judged !== undefined) {
        result = await upAsReviewed(io, settings, reviewed, judged.desired, { quiet }, ask);
      } else {
        await ask();
        // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
        const { runOperation } = await import("../engine/operation.js");
        result = await runOperation(io, settings, info.name, { quiet, onOutputs });
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
      if (stale !== undefined) result = { ...result, notices: [...result.notices, stale] };
      const { stack } = settings;
      const given = programEnv(args, io, catalog);
      const checked =
        looks && loaded !== undefined
          ? await accountOfState(io, settings, { stack, catalog: loaded, given }, result, seen.stateId)
          : { result, account: undefined };
      print(io, report(io, format, { name: info.name, stack, judged, plan, ...checked }));
      return settled ? endOf(args, io, checked) : 1;
    },
  };
}

/** The plan that `--plan` names. @throws CatalogError CMD015 */
function reviewedPlan(args: ParsedArgs, io: Io, { stack }: EngineSettings) {
  const named = text(args, "plan");
  return named === undefined
    ? undefined
    : { file: named, plan: readSavedPlan(resolve(io.cwd, named), named, stack) };
}

/** Said before anything is planned, so that who is asked for a yes has read it. */
function staleManifests(io: Io, catalog: Catalog, { root, stack }: EngineSettings): string | undefined {
  const environments = hostedEnvironments(stackConfig(root, stack));
  const notice = manifestNotice(io, { catalog, environments });
  if (notice !== undefined) note(io, colorsFor(io, io.stderr).yellow(`notice ${notice}`));
  return notice;
}
