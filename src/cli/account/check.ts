/** `plan --check-account`: what the account has in the places of the objects that a plan would create. Reads only. */
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyOf, type Plan } from "../../plan";
import { CatalogError } from "@harness-catalog/problems";
import type { Connection } from "@pulumi/harness/provider/orphans";
import type { Create, Finding } from "@pulumi/harness/provider/creates";
import { takeCalls, type Calls } from "../engine/calls";
import type { Change } from "../engine/tally";
import { isHarnessObject } from "../engine/objectTypes";
import type { OperationResult } from "../engine/operation";
import { placedKey, placedObjects, typeOf } from "../plans/objects";
import type { AccountCheck, Untold } from "./model";

/** What is asked of which account. */
export interface AccountQuestion {
  readonly stack: string;
  readonly connection: Connection;
  /** Settings of the provider's client, proxies among them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The plan that the changes belong to, with the marks that `up` would give. */
  readonly plan: Plan;
  readonly changes: readonly Change[];
  /** Keys that `--import` names, `kind/name`. */
  readonly imports: ReadonlySet<string>;
}

/** A plan whose account was looked at. */
export interface CheckedPlan {
  readonly result: OperationResult;
  readonly account: AccountCheck;
}

/**
 * Looks at the account, and counts the calls among those of the plan. New objects of replacements are looked for too: what is
 * in their places is refused like any other.
 * @throws CatalogError HAR002 without account or key, HAR001 when the key is refused, HAR006 when nobody answers
 */
export async function withAccount(result: OperationResult, question: AccountQuestion): Promise<CheckedPlan> {
  // Loaded late: no other plan needs the provider's client.
  const { lookForCreates } = await import("@pulumi/harness/provider/creates");
  const { assertReachable } = await import("@pulumi/harness/provider/orphans");
  const { stack, connection, changes } = question;
  const callLog = join(tmpdir(), `harness-catalog-calls-${randomUUID()}.log`);
  const env = { ...question.env, HARNESS_CALL_LOG: callLog };
  const wanted = createsIn(question);
  if (wanted.size > 0 && connection.endpoint !== undefined) await assertReachable(connection.endpoint, env);
  let calls: Calls;
  let findings: ReadonlyMap<Create, Finding>;
  try {
    findings = await lookForCreates(connection, env, stack, [...wanted.keys()]);
  } finally {
    calls = takeCalls(callLog);
  }
  const account = { ...checkOf(wanted, findings, changes), calls: calls.total };
  return { result: { ...result, calls: together(result.calls, calls) }, account };
}

/** The problems that `up` would end with, each on its own; undefined where there are none. */
export function refusalsIn({ refused }: AccountCheck): CatalogError | undefined {
  return refused.length === 0 ? undefined : new CatalogError(refused.map(({ problem }) => problem));
}

/** The objects to make, each with what is done to it. */
function createsIn({ plan, changes, imports }: AccountQuestion): Map<Create, Change["op"]> {
  const placed = new Map(
    [...placedObjects(plan)].map(([key, { unit, object, inputs }]) => [
      `${key} ${typeOf(object.kind)}`,
      { kind: object.kind, name: object.name, inputs, imported: imports.has(keyOf(object)), unit },
    ]),
  );
  return new Map(
    changes.flatMap((change): [Create, Change["op"]][] => {
      const { op, type, name, group } = change;
      if (op !== "create" && op !== "replace") return [];
      const kind = /\/(\w+):/.exec(type)?.[1] ?? "";
      const found = placed.get(`${placedKey(group?.component ?? "", `${kind}/${name}`)} ${type}`);
      return found === undefined ? [] : [[found, op]];
    }),
  );
}

function checkOf(
  wanted: ReadonlyMap<Create, Change["op"]>,
  findings: ReadonlyMap<Create, Finding>,
  changes: readonly Change[],
): Omit<AccountCheck, "calls"> {
  const all = [...findings].map(([create, finding]) => ({
    key: keyOf(create),
    op: wanted.get(create),
    finding,
  }));
  const made = all.filter(({ op }) => op === "create");
  const keysOf = (as: Finding["as"]) => made.filter(({ finding }) => finding.as === as).map(({ key }) => key);
  const elsewhere = changes.filter(({ op, type }) => op === "create" && !isHarnessObject(type));
  return {
    new: keysOf("new"),
    takenOver: keysOf("own"),
    refused: all.flatMap(({ key, finding }) =>
      finding.as === "refused" ? finding.problem.problems.map((problem) => ({ key, problem })) : [],
    ),
    untold: byReason([
      ...made.flatMap(({ key, finding }) =>
        finding.as === "untold" ? [{ key, reason: finding.reason }] : [],
      ),
      ...elsewhere.map(({ type, name }) => ({
        key: `${type}::${name}`,
        reason: "they are not in Harness, and only Harness is asked",
      })),
    ]),
  };
}

function byReason(untold: readonly { readonly key: string; readonly reason: string }[]): Untold[] {
  const reasons = [...new Set(untold.map(({ reason }) => reason))];
  return reasons.map((reason) => ({
    reason,
    keys: untold.filter((each) => each.reason === reason).map(({ key }) => key),
  }));
}

function together(a: Calls, b: Calls): Calls {
  return {
    total: a.total + b.total,
    byMethod: sums(a.byMethod, b.byMethod),
    byRoute: sums(a.byRoute, b.byRoute),
  };
}

function sums(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
}
