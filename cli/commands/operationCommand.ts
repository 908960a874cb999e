/** plan, up, refresh and destroy: the same command four times, but for what they ask and say. */

import { packageRoot } from "../../paths/packageRoot";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { confirm, requireTerminal } from "../confirm";
import { engineSettings } from "../engine/settings";
import type { OperationName, OperationResult } from "../engine/operation";
import { print, type Io } from "../io";
import { flag, text, whole, type OptionName, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";
import { policyGate } from "../policyGate";
import { operationJson, operationText } from "../report";
import { loadedCatalog, templatesDir } from "../loadedCatalog";

interface OperationInfo {
  readonly name: OperationName;
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly options?: readonly OptionName[];
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
      const format = outputFormat(args);
      const root = packageRoot();
      const catalog = catalogDir(args, io);
      const loaded = info.needsCatalog ? loadedCatalog(args, io) : undefined;
      const settings = engineSettings(io, root, text(args, "stack") ?? "dev", programEnv(args, io, catalog));
      const asks = info.writes && !flag(args, "yes");
      if (asks) requireTerminal(io, info.name, settings.stack);
      if (loaded !== undefined) await policyGate(io, loaded, settings);
      if (asks) await confirm(io, info.name, settings);
      // Loaded late: the Pulumi SDK takes longer to load than most commands take to run.
      const { runOperation } = await import("../engine/operation.js");
      const result = await runOperation(io, settings, info.name, format === "json");
      print(
        io,
        format === "json"
          ? JSON.stringify(operationJson(result))
          : operationText(io, info.name, settings.stack, result),
      );
      return exitCode(args, result);
    },
  };
}

/** What the program is told through its environment, under plain `pulumi` too. */
function programEnv(args: ParsedArgs, io: Io, catalog: string): Record<string, string> {
  const allowed = whole(args, "allow-deletions", 1);
  const imports = text(args, "import");
  const templates = templatesDir(io);
  return {
    HARNESS_CATALOG_DIR: catalog,
    ...(templates === undefined ? {} : { HARNESS_CATALOG_TEMPLATES: templates }),
    ...(allowed === undefined ? {} : { HARNESS_CATALOG_ALLOW_DELETIONS: String(allowed) }),
    ...(imports === undefined ? {} : { HARNESS_CATALOG_IMPORT: imports }),
  };
}

function exitCode(args: ParsedArgs, { changes }: OperationResult): number {
  return flag(args, "detailed-exitcode") && changes.length > 0 ? 2 : 0;
}
