import { type InputsOf, specs } from "../../sdk/spec";
import { compact } from "../values";
import type { Plain } from "../wire/struct";
import type { Context, Found, Handler } from "./handler";
import { type Json, readPages } from "./lists";
import { isOurs } from "./ownership";
import { PartialWrite } from "./partial";
import { rest } from "./rest";
import { scopeQuery } from "./scope";

type Inputs = InputsOf<typeof specs.roleAssignments>;

const path = "/authz/api/roleassignments";
const inside = (value: Json) => value["roleAssignment"] as Json | undefined;

export const roleAssignments = rest(specs.roleAssignments, {
  style: "ng",
  collection: () => path,
  toBody: (inputs) => ({
    identifier: inputs.identifier,
    resourceGroupIdentifier: inputs.resourceGroupIdentifier,
    roleIdentifier: inputs.roleIdentifier,
    roleReference: inputs.roleReference,
    principal: inputs.principals?.[0],
    disabled: inputs.disabled ?? false,
    managed: inputs.managed ?? false,
  }),
  entityIn: inside,
  fromEntity,
  update: remake,
  list: {
    style: "ng",
    path: () => path,
    query: scopeQuery,
    page: ["pageIndex", "pageSize"],
    entityIn: inside,
  },
  find: (ctx, inputs, get) => (inputs.identifier === undefined ? findSame(ctx, inputs) : get(ctx, inputs)),
});

/**
 * The API has no update: the assignment is deleted and made again. When the second half fails the first is taken
 * back; when that fails too, the resource is reported as half-made, so that the next run makes it whatever the program says.
 */
async function remake(ctx: Context, old: Plain, next: Plain, base: Handler): Promise<Found> {
  await base.delete(ctx, old);
  try {
    return await base.create(ctx, next);
  } catch (error) {
    await base.create(ctx, old).catch(() => {
      throw new PartialWrite({ remote: compact({ identifier: old["identifier"] }) }, error as Error);
    });
    throw error;
  }
}

function fromEntity(entity: Json): Plain {
  return {
    identifier: entity["identifier"],
    disabled: entity["disabled"],
    managed: entity["managed"],
    resourceGroupIdentifier: entity["resourceGroupIdentifier"],
    roleIdentifier: entity["roleIdentifier"],
    roleReference: entity["roleReference"],
    principals: [compact((entity["principal"] ?? {}) as Json)],
  };
}

/** The assignment that gives the same principal the same role on the same resource group. */
async function findSame(ctx: Context, inputs: Inputs): Promise<Found | undefined> {
  const elements = await readPages(ctx.client, {
    style: "ng",
    path,
    query: scopeQuery(inputs),
    page: ["pageIndex", "pageSize"],
    keyOf: (element) => String(inside(element)?.["identifier"]),
  });
  const remotes = [...elements.values()].map((element) => compact(fromEntity(inside(element) ?? {})));
  const same = remotes.find((remote) => isOurs(specs.roleAssignments, inputs, remote));
  return same === undefined ? undefined : { remote: same };
}
