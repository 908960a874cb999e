/** Plans without an engine: against another catalog, or against the record of the stack. Same judgement, same words. */
import { resolve } from "node:path";
import type { Catalog } from "../../catalog/model";
import type { Plan } from "../../plan";
import type { AccountPlace } from "@harness-catalog/problems/connection";
import { assertRunAllowed, outputsOf, wantedOf, type Wanted, type Words } from "../../../infra/wanted";
import type { HeldInState } from "../../../infra/inState";
import type { StackOutputs } from "../../../infra/outputs";
import { stateIdentity } from "../../../infra/stateIdentity";
import { packageRoot } from "../../paths/packageRoot";
import type { OperationResult } from "../engine/operation";
import { assertFilesGenerated } from "../fileReferences/check";
import type { Io } from "../io";
import { templatesDir } from "../loadedCatalog";
import { judge, type Judged } from "../policyGate";
import { changesBetween } from "./against";
import { otherCatalog } from "./otherCatalog";
import { objectsElsewhere, type Given } from "./elsewhere";
import { changesElsewhere, type ElsewhereChanges } from "./record/elsewhere";
import { changesSince } from "./record/plan";
import { readRecord } from "./record/file";
import { stackConfig } from "../stackFile";
import { settingsOf } from "./stackSettings";

/** What is asked for. */
export interface OfflineRequest {
  readonly stack: string;
  readonly catalog: Catalog;
  /** Variables of this command, such as HARNESS_CATALOG_ALLOW_DELETIONS. */
  readonly given: Readonly<Record<string, string>>;
}

/** Holds a plan to the policies; {@link judge} but in tests that have no OPA. */
export type PolicyJudge = typeof judge;

/** A plan and what was judged on the way. */
export interface OfflinePlan {
  readonly result: OperationResult;
  readonly judged: Judged;
  /** The objects that the stack would get, marks and all. */
  readonly plan: Plan;
  /** Where the record says that the stack's account is; undefined for a plan against a catalog. */
  readonly recorded?: AccountPlace;
}

/**
 * `plan --against`: what the difference to another catalog does.
 * @param dir folder of the other catalog
 * @throws CatalogError everything that the program refuses, POL001
 */
export async function planAgainstCatalog(
  io: Io,
  request: OfflineRequest,
  dir: string,
  policies: PolicyJudge = judge,
): Promise<OfflinePlan> {
  const root = packageRoot();
  const settings = settingsOf(io, root, request.stack, request.given, { account: "any" });
  const before = wantedOf(otherCatalog(resolve(io.cwd, dir), templatesDir(io)), settings, root);
  const wanted = wantedOf(request.catalog, settings, root);
  const judged = await judgedPlan(io, policies, outputsOf(before), wanted, settings);
  return { result: changesBetween(before.plan, wanted.plan), judged, plan: wanted.plan };
}

/**
 * `plan --against-record`: what `up` does to the stack by its record.
 * @param file as the person wrote it
 * @throws CatalogError CMD019, everything that the program refuses, POL001
 */
export async function planAgainstRecord(
  io: Io,
  request: OfflineRequest,
  file: string,
  policies: PolicyJudge = judge,
): Promise<OfflinePlan> {
  const root = packageRoot();
  const record = readRecord(resolve(io.cwd, file), file, request.stack);
  const told = settingsOf(io, root, request.stack, request.given, {
    account: record.account ?? "any",
    endpoint: record.endpoint,
  });
  const settings = { ...told, stateId: stateIdIn(record.outputs, told.stateId, request.stack) };
  const wanted = wantedOf(request.catalog, settings, root);
  const judged = await judgedPlan(io, policies, record.outputs, wanted, settings, record.held);
  const result = changesSince(record, wanted.plan);
  const config = stackConfig(root, request.stack);
  const isGiven = ({ variable, config: key }: Given) =>
    Boolean(io.env[variable]) || config[`harness-catalog:${key}`] !== undefined;
  const elsewhere =
    record.others && changesElsewhere(record.salt, record.others, objectsElsewhere(wanted, isGiven));
  return {
    result: withElsewhere(result, elsewhere, record.elsewhere),
    judged,
    plan: wanted.plan,
    recorded: { accountId: record.account, endpoint: record.endpoint },
  };
}

/** The state's identity, which is in the marks of every object: what somebody says, else what the record has. */
function stateIdIn(last: Readonly<Record<string, unknown>>, explicit: string | undefined, stack: string) {
  const nowhere = { backendUrl: undefined, organization: undefined, project: "" };
  return stateIdentity({ explicit, last, ...nowhere, stack });
}

/** In the order of `plan`: the policies first, then what the program refuses. */
async function judgedPlan(
  io: Io,
  policies: PolicyJudge,
  last: Partial<StackOutputs>,
  wanted: Wanted,
  words: Words,
  held?: HeldInState,
): Promise<Judged> {
  assertFilesGenerated(io, wanted.catalog, wanted.plan);
  const judged = await policies(io, wanted.plan);
  assertRunAllowed(last, wanted, words, held);
  return judged;
}

/** The whole plan. Records of older versions say only how many objects there are outside of Harness. */
function withElsewhere(
  result: OperationResult,
  elsewhere: ElsewhereChanges | undefined,
  count: number,
): OperationResult {
  const { tally, changes, notices } = result;
  if (elsewhere === undefined)
    return count === 0
      ? result
      : {
          ...result,
          notices: [...notices, `${count} objects on GitHub and in clusters are not compared: ${older}`],
        };
  const counts = { ...tally };
  for (const { op } of elsewhere.changes) counts[op] += 1;
  const kept = elsewhere.total - elsewhere.changes.filter(({ op }) => op !== "delete").length;
  const { partly } = elsewhere;
  return {
    ...result,
    tally: { ...counts, same: tally.same + kept },
    changes: [...changes, ...elsewhere.changes],
    notices:
      partly === 0
        ? notices
        : [...notices, `${partly} objects on GitHub and in clusters are compared ${partial}`],
  };
}

const older =
  "an older version has written the record; the next `record` or `up --record` says what they are";
const partial = "but for numbers of teams and values that no record holds";
