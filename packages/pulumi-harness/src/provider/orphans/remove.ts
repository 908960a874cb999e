/** Deletes orphans: what carries every mark of this very state, at the moment it is deleted, and nothing else. */
import { type Kind, specs } from "../../sdk/spec";
import { handlers } from "../handlers";
import type { Context } from "../handlers/handler";
import { kinshipOf, marksOf } from "../handlers/ownership";
import { explain } from "../rpc/failure";
import type { Plain } from "../wire/struct";
import type { Orphan, Owner, Removal } from "./model";

/** Kinds that hold the work of others, whoever has made them. They are deleted by hand, by somebody who has looked inside. */
export const neverRemoved: readonly Kind[] = ["organization", "project"];

/** What must go before what: a kind may be referred to by those before it in the list. */
const order: readonly Kind[] = [
  "pipeline",
  "monitoredService",
  "manualFreeze",
  "template",
  "policy",
  "service",
  "infrastructure",
  "environment",
  "resourceGroup",
  "usergroup",
  "serviceAccount",
  "roles",
  "kubernetesConnector",
  "awsConnector",
  "githubConnector",
  "prometheusConnector",
  "datadogConnector",
  "secretText",
];

/** Rank of a kind in the order of deletion; kinds that are not in it come first. Pure. */
export function rankOf(kind: Kind): number {
  return order.indexOf(kind);
}

/**
 * Deletes orphans, each after what may refer to it. One that is refused is told, and the others go on. Each is read first:
 * its marks may have been taken off since it was found.
 * @param owner marks of the stack; one without a state's mark removes what has none either
 */
export async function removeAll(ctx: Context, owner: Owner, orphans: readonly Orphan[]): Promise<Removal[]> {
  const removals: Removal[] = [];
  const ranks = [...new Set(orphans.map(({ kind }) => rankOf(kind)))].sort((a, b) => a - b);
  for (const rank of ranks) {
    const same = orphans.filter(({ kind }) => rankOf(kind) === rank);
    removals.push(...(await Promise.all(same.map((orphan) => remove(ctx, owner, orphan)))));
  }
  return removals;
}

async function remove(ctx: Context, owner: Owner, orphan: Orphan): Promise<Removal> {
  const { kind, properties } = orphan;
  if (neverRemoved.includes(kind)) return { orphan, kept: "it holds the work of others: delete it by hand" };
  try {
    const read = await handlers[kind].read(ctx, properties, { managed: false, mark: undefined });
    if (read === undefined) return { orphan, kept: undefined };
    if (kinshipOf(owner, marksOf(specs[kind], read.remote)) !== "own")
      return { orphan, kept: "it does not carry the marks of this state" };
    await handlers[kind].delete(ctx, { ...located(kind, properties), ...read.remote });
    return { orphan, kept: undefined };
  } catch (error) {
    return { orphan, kept: explain(error, { name: `${kind} "${orphan.identifier}"` }).message };
  }
}

function located(kind: Kind, properties: Plain): Plain {
  return Object.fromEntries(specs[kind].address.map((key) => [key, properties[key]]));
}
