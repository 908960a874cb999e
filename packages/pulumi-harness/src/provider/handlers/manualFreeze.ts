import { specs } from "../../sdk/spec";
import { isObject } from "../api/envelope";
import { Gone, HarnessError } from "../api/errors";
import { sameValue } from "../values";
import type { Plain } from "../wire/struct";
import { freezeOutputs } from "./freezeOutputs";
import type { Context, Found, Handler } from "./handler";
import { PartialWrite } from "./partial";
import { rest } from "./rest";
import { scopeQuery } from "./scope";

const base = "/ng/api/freeze";

/** The body of a write is the raw YAML, status included. A freeze is deleted whatever its status. */
export const manualFreeze = rest(specs.manualFreeze, {
  style: "ng",
  collection: () => base,
  toBody: ({ yaml }) => yaml,
  fromEntity: (entity) => ({
    accountId: entity["accountId"],
    orgId: entity["orgIdentifier"],
    projectId: entity["projectIdentifier"],
    identifier: entity["identifier"],
    yaml: entity["yaml"],
    ...freezeOutputs(entity),
  }),
  update: edit,
  looksSingly: true,
  list: {
    style: "ng",
    method: "POST",
    path: () => `${base}/list`,
    query: scopeQuery,
    page: ["page", "size"],
    serves: (entity) => typeof entity["yaml"] === "string",
  },
});

/**
 * An enabled freeze cannot be edited: it is disabled first, and the status in the new YAML enables it again. What is
 * deployed decides and not the state, so that whatever a run left behind when it was killed is completed by the next:
 * a freeze that is disabled already is only written, one that is as desired already is left alone.
 */
async function edit(
  ctx: Context,
  old: Plain,
  next: Plain,
  calls: Handler,
  seen: Plain | undefined,
): Promise<Found> {
  if (seen === undefined) throw new Gone();
  const deployed = { remote: seen };
  if (sameValue(specs.manualFreeze, "yaml", deployed.remote["yaml"], next["yaml"])) return deployed;
  if (deployed.remote["status"] !== "Enabled") return calls.update(ctx, old, next);
  await setStatus(ctx, next, "Disabled");
  try {
    return await calls.update(ctx, old, next);
  } catch (error) {
    await protectAgain(ctx, next, deployed, error as Error);
    throw error;
  }
}

/**
 * After a refusal the freeze that was there holds again. Where that fails, or cannot be tried because Harness does not
 * answer, the resource is reported as half-made, so that the next run completes it whatever the program says.
 */
async function protectAgain(ctx: Context, next: Plain, deployed: Found, error: Error): Promise<void> {
  if (error instanceof Gone) return;
  const left = { remote: { ...deployed.remote, status: "Disabled" } };
  if (!(error instanceof HarnessError) || error.status >= 500) throw new PartialWrite(left, error);
  await setStatus(ctx, next, "Enabled").catch(() => {
    throw new PartialWrite(left, error);
  });
}

/** Throws HarnessError also when the answer is a success that names the freeze as failed. */
async function setStatus(ctx: Context, freeze: Plain, status: "Enabled" | "Disabled"): Promise<void> {
  ctx.lists.forget(specs.manualFreeze.token);
  const { entity } = await ctx.client.request({
    style: "ng",
    method: "POST",
    path: `${base}/updateFreezeStatus`,
    query: { ...scopeQuery(freeze), status },
    body: [freeze["identifier"]],
    repeatable: true,
    proves: isObject,
  });
  const { freezeErrorResponseDTOList: failed = [] } = (entity ?? {}) as StatusAnswer;
  if (failed.length > 0) throw new HarnessError(400, "FREEZE_STATUS", failed[0]?.errorMessage ?? "");
}

interface StatusAnswer {
  readonly freezeErrorResponseDTOList?: readonly { readonly errorMessage?: string }[];
}
