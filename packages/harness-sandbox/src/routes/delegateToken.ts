import { createHash } from "node:crypto";
import { query, queryScope, requiredQuery, type Call, type Reply } from "../call";
import type { Entity, Json } from "../entity";
import { resource } from "../envelope";
import { create, need, needScope, replace } from "../objects";
import { invalid } from "../refusal";
import { scopePath } from "../scope";
import type { Route } from "./route";

const kind = "delegateToken";
const base = "/ng/api/delegate-token-ng";

/** Revoking is all there is: a token is never deleted, and its name stays taken. */
export const delegateTokenRoutes: readonly Route[] = [
  { method: "POST", path: base, kind, handle: post },
  { method: "GET", path: base, kind, handle: list },
  { method: "PUT", path: base, kind, handle: revoke },
];

function post(call: Call): Reply {
  const identifier = requiredQuery(call, "tokenName");
  const revokeAfter = query(call, "revokeAfter");
  const body = {
    name: identifier,
    status: "ACTIVE",
    ...(revokeAfter === undefined ? {} : { revokeAfter: Number(revokeAfter) }),
  };
  const entity = create(call.account, { kind, scope: queryScope(call), identifier }, body);
  return resource(present(call, entity));
}

function list(call: Call): Reply {
  const scope = queryScope(call);
  needScope(call.account, scope);
  const [name, status] = [query(call, "name"), query(call, "status")];
  const all = call.account.store
    .list(kind, scope)
    .filter(
      ({ body }) => (name === undefined || body.name === name) && (status ?? body.status) === body.status,
    )
    .map((entity) => present(call, entity));
  // An empty list makes the official client's own check panic; null is what it expects.
  return resource(all.length === 0 ? null : all);
}

function revoke(call: Call): Reply {
  const identifier = requiredQuery(call, "tokenName");
  const entity = need(call.account, { kind, scope: queryScope(call), identifier });
  if (entity.body.status === "REVOKED") throw invalid(`Delegate token [${identifier}] is already revoked`);
  return resource(present(call, replace(call.account, entity, { ...entity.body, status: "REVOKED" })));
}

function present(call: Call, entity: Entity): Json {
  const seed = [call.account.id, scopePath(entity.scope), entity.identifier].join("\n");
  return {
    uuid: createHash("sha256").update(`uuid\n${seed}`).digest("hex").slice(0, 22),
    accountId: call.account.id,
    name: entity.body.name,
    status: entity.body.status,
    createdAt: entity.createdAt,
    createdByNgUser: { type: "API_KEY", name: "sandbox", jwtclaims: {} },
    value: createHash("sha256").update(`value\n${seed}`).digest("base64"),
    ...(entity.body.revokeAfter === undefined ? {} : { revokeAfter: entity.body.revokeAfter }),
  };
}
