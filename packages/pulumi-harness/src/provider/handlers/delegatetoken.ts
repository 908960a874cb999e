import { specs } from "../../sdk/spec";
import { problem } from "@harness-catalog/problems";
import type { Call } from "../api/client";
import { isObject, type Proof } from "../api/envelope";
import { Gone, HarnessError } from "../api/errors";
import { listedOrNull } from "../api/proof";
import { compact } from "../values";
import type { Plain } from "../wire/struct";
import { createOrAdopt } from "./create";
import { presentOrGone } from "./gone";
import type { Context, Handler } from "./handler";
import type { Json } from "./lists";
import { readListed } from "./readListed";
import { scopeName, scopeQuery, type Scoped } from "./scope";

const path = "/ng/api/delegate-token-ng";
const spec = specs.delegatetoken;

type Inputs = Scoped & {
  readonly identifier?: undefined;
  readonly name?: string;
  readonly revokeAfter?: number;
};

/**
 * A token is made, read and revoked; it is never changed and never deleted. Its name stays taken for 30 days after it
 * was revoked, as the documentation of the upstream resource says.
 */
export const delegatetoken: Handler = {
  async create(ctx, desired) {
    const inputs = desired as Inputs;
    return createOrAdopt(ctx, spec, desired, {
      post: async () => {
        ctx.lists.forget(spec.token);
        const query = {
          ...scopeQuery(inputs),
          tokenName: inputs.name,
          ...(inputs.revokeAfter === undefined ? {} : { revokeAfter: inputs.revokeAfter }),
        };
        const proves = isToken(inputs);
        const { entity } = await ctx.client.request({ style: "rest", method: "POST", path, query, proves });
        return { remote: propertiesOf(entity as Json, desired) };
      },
      find: async () => {
        const found = await single(ctx, desired);
        if (found?.["tokenStatus"] === "REVOKED") throw nameIsSpent(inputs);
        return found;
      },
      update: () => Promise.reject(unchangeable(desired)),
    });
  },

  async read(ctx, ref, known) {
    const listed = known.managed ? await readListed(ctx, spec, list, ref as Inputs, known) : undefined;
    const remote = listed?.entity ? propertiesOf(listed.entity, ref) : await single(ctx, ref);
    // Revoked by a person or by `revokeAfter` is gone: it serves nobody, and nothing brings it back
    if (remote === undefined || (remote["tokenStatus"] === "REVOKED" && ref["tokenStatus"] !== "REVOKED"))
      return undefined;
    return { remote };
  },

  async update(ctx, _old, next) {
    if (next["tokenStatus"] !== "REVOKED") throw unchangeable(next);
    const remote = await revoke(ctx, next);
    if (remote === undefined) throw new Gone();
    return { remote };
  },

  async delete(ctx, old) {
    await revoke(ctx, old);
  },
};

const list = {
  style: "rest",
  path: () => path,
  query: scopeQuery,
  page: undefined,
  proves: listedOrNull,
  keyOf: (entity: Json) => String(entity["name"]),
  keyFor: (inputs: Inputs) => inputs.name ?? "",
} as const;

/** The token of this name, whatever its status. */
async function single(ctx: Context, ref: Plain): Promise<Plain | undefined> {
  const inputs = ref as Inputs;
  const call: Call = {
    style: "rest",
    method: "GET",
    path,
    query: { ...scopeQuery(inputs), name: inputs.name },
    proves: (value, status) => listedOrNull(value, status) && isAnswer(value as Json[] | null, inputs),
  };
  const found = ((await presentOrGone(ctx, { kind: "Delegatetoken", place: inputs }, call)) ?? []) as Json[];
  const token = found.find(({ name }) => name === inputs.name);
  return token === undefined ? undefined : propertiesOf(token, ref);
}

/** A list of other tokens alone answers another question. */
function isAnswer(tokens: readonly Json[] | null, { name = "" }: Inputs): boolean {
  return !tokens?.length || tokens.some((token) => String(token["name"]).includes(name));
}

/** The revoked token; undefined when there is none. One that is revoked already is left alone. */
async function revoke(ctx: Context, token: Plain): Promise<Plain | undefined> {
  ctx.lists.forget(spec.token);
  const query = { ...scopeQuery(token), tokenName: (token as Inputs).name };
  const call: Call = {
    style: "rest",
    method: "PUT",
    path,
    query,
    proves: isToken(token, "REVOKED"),
  };
  try {
    return propertiesOf((await ctx.client.request(call)).entity as Json, token);
  } catch (error) {
    if (!(error instanceof HarnessError) || error.status >= 500) throw error;
    const found = await single(ctx, token);
    if (found !== undefined && found["tokenStatus"] !== "REVOKED") throw error;
    return found;
  }
}

/** Proves an answer about the very token, in the status given. */
function isToken({ name }: Inputs, status?: string): Proof {
  return (value) =>
    isObject(value) && value["name"] === name && (status === undefined || value["status"] === status);
}

/** Harness need not repeat when it will revoke the token, so that stays as it was asked for. */
function propertiesOf(token: Json, ref: Plain): Plain {
  const { type, name } = (token["createdByNgUser"] ?? {}) as Json;
  return compact({
    name: token["name"],
    accountId: token["accountId"],
    revokeAfter: token["revokeAfter"] ?? ref["revokeAfter"],
    tokenStatus: token["status"],
    createdAt: token["createdAt"],
    createdBy: compact({ type, name }),
    value: token["value"],
  });
}

function nameIsSpent(inputs: Inputs) {
  return problem(
    "HAR013",
    `delegate token "${String(inputs.name)}" was revoked in ${scopeName(inputs)}, and its name stays taken for 30 days`,
    "give the token another name; in platform.yaml raise `tokenGeneration` of the cluster's delegate",
  );
}

function unchangeable(inputs: Plain) {
  return problem(
    "HAR005",
    `Harness cannot change delegate token "${String(inputs["name"])}", only revoke it`,
    "leave out value, createdAt and createdBy, and write no status but REVOKED; for other values make a new token",
  );
}
