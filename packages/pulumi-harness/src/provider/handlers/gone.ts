/** When an object counts as gone: Harness says so of the object itself, not of its place, and not only to a delete. */
import type { Call } from "../api/client";
import { isObject } from "../api/envelope";
import { HarnessError, isNotFound, missingPlaceOf } from "../api/errors";
import { listed } from "../api/proof";
import type { Context } from "./handler";
import { scopeName, segment, type Scoped } from "./scope";

/**
 * Makes a call whose target, an object of a kind in a place, may be gone: then the answer is undefined. When what is not
 * found is the object's project or organization, these are asked for themselves. Throws HarnessError when they are there,
 * when it is the account, or when the account shows nothing at all: then the answer is no word about the object, and a
 * wrong account must not make a whole stack count as gone.
 */
export async function presentOrGone(
  ctx: Context,
  { kind, place }: { readonly kind: string; readonly place: Scoped },
  call: Call,
): Promise<unknown> {
  try {
    return (await ctx.client.request(call)).entity;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const missing = missingPlaceOf(error, kind);
    if (missing === undefined) return undefined;
    if (missing !== "account" && !(await isThere(ctx, place, missing))) {
      if (await hasOrganizations(ctx)) return undefined;
      throw noWord(
        error,
        `account ${ctx.client.settings.accountId} shows not even an organization to this key`,
      );
    }
    throw noWord(error, `${scopeName(place)} is there`);
  }
}

function noWord(error: HarnessError, reason: string): HarnessError {
  const message = `"${error.message}" says nothing about the object: ${reason}`;
  return new HarnessError(error.status, "SCOPE_NOT_FOUND", message, error.correlationId);
}

/**
 * Makes a call that removes something. A "not found" is believed when a read says the same: a delete that reached a
 * server which did not know the object yet must not count.
 */
export async function removeOrGone(ctx: Context, isGone: () => Promise<boolean>, call: Call): Promise<void> {
  try {
    await ctx.client.request(call);
  } catch (error) {
    if (!isNotFound(error) || !(await isGone())) throw error;
  }
}

/** Whether the project or the organization of an object exists. An object of the account is in neither. */
async function isThere(ctx: Context, { orgId, projectId }: Scoped, missing: string): Promise<boolean> {
  const isProject = missing === "project" && projectId !== undefined;
  const [kind, identifier] = isProject ? ["project", projectId] : ["organization", orgId];
  if (identifier === undefined) return true;
  const call: Call = {
    style: "ng",
    method: "GET",
    path: `/ng/api/${kind}s/${segment(identifier)}`,
    query: isProject ? { orgIdentifier: orgId } : {},
    proves: (value) => {
      const entity = isObject(value) ? value[kind] : undefined;
      return isObject(entity) && entity["identifier"] === identifier;
    },
  };
  try {
    await ctx.client.request(call);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

/** Whether the account shows any organization; every account has one (`default`). */
async function hasOrganizations(ctx: Context): Promise<boolean> {
  const query = { pageIndex: 0, pageSize: 1 };
  const call: Call = { style: "ng", method: "GET", path: "/ng/api/organizations", query, proves: listed };
  try {
    const { entity } = await ctx.client.request(call);
    return isObject(entity) && (entity["content"] as unknown[]).length > 0;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
