/** `plan --against` and `plan --against-record`: plans without the state of the stack. */
import type { Catalog } from "../../catalog/model";
import { problem } from "@harness-catalog/problems";
import { packageRoot } from "../../paths/packageRoot";
import { accountOfRecord } from "../account/ofPlan";
import { catalogDir } from "../catalogDir";
import type { Io } from "../io";
import { print } from "../io";
import { flag, text, type ParsedArgs } from "../options";
import type { OutputFormat } from "../outputFormat";
import { programEnv } from "../programEnv";
import { report } from "../report";
import { stackName } from "../stackName";
import { endOf } from "./operationEnd";

/** Whether a plan is to be made without the state. */
export function isOffline(args: ParsedArgs): boolean {
  return text(args, "against") !== undefined || text(args, "against-record") !== undefined;
}

/** `plan --against` and `plan --against-record`. @throws CatalogError CMD001 for what only a plan by state can do */
export async function planOffline(args: ParsedArgs, io: Io, catalog: Catalog, format: OutputFormat) {
  const [against, record] = [text(args, "against"), text(args, "against-record")];
  refuseBeside(args, against === undefined ? "against-record" : "against");
  const stack = stackName(args);
  const request = { stack, catalog, given: programEnv(args, io, catalogDir(args, io)) };
  const { planAgainstCatalog, planAgainstRecord } = await import("../plans/offline.js");
  const { result, judged, ...made } = await (record === undefined
    ? planAgainstCatalog(io, request, against ?? "")
    : planAgainstRecord(io, request, record));
  const compared = record === undefined ? { against: against ?? "" } : { record };
  const checked = flag(args, "check-account")
    ? await accountOfRecord(io, packageRoot(), request, result, { recorded: {}, ...made })
    : { result, account: undefined };
  print(io, report(io, format, { name: "plan", stack, judged, plan: undefined, ...compared, ...checked }));
  return endOf(args, io, checked);
}

/** What goes with no plan that is made without the state, and what would look at an account that the plan is not about. */
function refuseBeside(args: ParsedArgs, one: "against" | "against-record"): void {
  const apart = (["save", "import"] as const).filter((name) => text(args, name) !== undefined);
  const [other] =
    one === "against-record"
      ? apart
      : [
          ...(text(args, "against-record") === undefined ? [] : (["against-record"] as const)),
          ...apart,
          ...(flag(args, "check-account") ? (["check-account"] as const) : []),
        ];
  if (other === undefined) return;
  const cure =
    other === "check-account"
      ? "what differs from another catalog says nothing of the account: plan by state or --against-record, or leave out " +
        "--check-account"
      : `leave out --${other}`;
  throw problem("CMD001", `--${one} and --${other} do not go together`, cure);
}
