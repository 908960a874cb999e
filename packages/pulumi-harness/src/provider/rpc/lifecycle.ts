import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { problem } from "@harness-catalog/problems";
import { difference } from "../diff";
import type { Found } from "../handlers/handler";
import { withKept, withoutKept } from "../handlers/keep";
import { isOurs } from "../handlers/ownership";
import { PartialWrite } from "../handlers/partial";
import { takenOverBy } from "../handlers/taken";
import { notesIn } from "../notes";
import type { Resource } from "../registry";
import { afterNoChange, afterRead, stateAfterWrite, stateAtPreview } from "../state";
import { fromStruct, plain, type Plain, toStruct, type Wire } from "../wire/struct";
import { InitFailed } from "./failure";
import type { Session } from "./session";

/** Answers Create. At preview no call is made. */
export async function create(request: messages.CreateRequest, { spec, handler }: Resource, session: Session) {
  const inputs = fromStruct(request.getProperties());
  const response = new messages.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(stateAtPreview(spec, inputs)));
    return response;
  }
  const write = await session.writes.begin(spec, {
    op: "create",
    urn: request.getUrn(),
    inputs,
    secrets: spec.secret,
    to: session.ready.client.settings,
  });
  const found = await partly(
    () => handler.create(session.ready, plain(inputs)),
    (part, reason) => {
      const state = stateAfterWrite(spec, inputs, part);
      return new InitFailed(idOf(spec, state), state, inputs, reason);
    },
  );
  const state = stateAfterWrite(spec, inputs, ours(spec, inputs, found), {}, write);
  response.setId(idOf(spec, state));
  response.setProperties(toStruct(state));
  return response;
}

/** Answers Read, for a refresh (state is there) and for an import or `get` (the id says where the object is). */
export async function read(request: messages.ReadRequest, { spec, handler }: Resource, session: Session) {
  const before = { inputs: fromStruct(request.getInputs()), state: fromStruct(request.getProperties()) };
  const known = { ...plain(before.state), ...plain(before.inputs) };
  const managed = known[spec.id] !== undefined;
  const ref = managed ? known : { ...located(request.getId(), spec), ...known };
  const { unread, changeMark, said = [] } = notesIn(before.state);
  const mark = unread === undefined ? changeMark : undefined;
  const found = await handler.read(session.ready, ref, { managed, mark });
  const response = new messages.ReadResponse();
  if (found === undefined) return response;
  // What a killed run began to make and no state has known may be somebody else's: then it was never made.
  const there = { ...addressIn(spec.address, ref), ...found.remote };
  if (unread === "lost" && !isOurs(spec, known, there)) return response;
  // What another state has taken over is not ours any more. Of an import nobody has said whose it is.
  const ours = [plain(before.inputs), plain(before.state), ...said.map((inputs) => plain(inputs))];
  if (managed && takenOverBy(spec, ours, there) !== undefined) return response;
  if (found.unchanged === true) {
    response.setId(request.getId());
    response.setProperties(toStruct(afterNoChange(before.state, found)));
    response.setInputs(toStruct(before.inputs));
    return response;
  }
  const imported = Object.keys(before.inputs).length === 0;
  // What a killed run may have written is nothing that people have added.
  const last = said.reduce<Plain>(
    (all, inputs) => withKept(spec, {}, all, plain(inputs)),
    plain(before.inputs),
  );
  const remote = imported ? found.remote : withoutKept(spec, last, found.remote);
  const after = afterRead(spec, before, {
    ...found,
    remote: { ...addressIn(spec.address, ref), ...remote },
  });
  response.setId(idOf(spec, after.state));
  response.setProperties(toStruct(after.state));
  response.setInputs(toStruct(after.inputs));
  return response;
}

/** Answers Update. No call is made at preview, nor when only inputs change that Harness never sees. */
export async function update(request: messages.UpdateRequest, { spec, handler }: Resource, session: Session) {
  const news = fromStruct(request.getNews());
  const olds = fromStruct(request.getOlds());
  const response = new messages.UpdateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(stateAtPreview(spec, news, olds)));
    return response;
  }
  const oldInputs = fromStruct(request.getOldInputs());
  const before = { inputs: plain(oldInputs), state: plain(olds) };
  const { changes } = difference(spec, before, plain(news));
  if (changes.length > 0 && changes.every(({ key }) => spec.local.includes(key))) {
    response.setProperties(toStruct({ ...olds, ...news }));
    return response;
  }
  const write = await session.writes.begin(spec, {
    op: "update",
    urn: request.getUrn(),
    inputs: { ...pickId(spec, olds), ...news },
    secrets: changes.map(({ key }) => key).filter((key) => spec.secret.includes(key)),
    to: session.ready.client.settings,
  });
  const found = await partly(
    () =>
      handler.update(
        session.ready,
        { ...before.state, ...before.inputs },
        addressed(spec, plain(news), before.state),
      ),
    (part, reason) =>
      new InitFailed(request.getId(), stateAfterWrite(spec, oldInputs, part, olds), oldInputs, reason),
  );
  response.setProperties(toStruct(stateAfterWrite(spec, news, ours(spec, news, found), olds, write)));
  return response;
}

/**
 * Answers Delete. What a killed run made at a new place is in state a second time, see {@link isTwin}: where the
 * program has asked for an object at that place, it has taken it over, and it stays.
 */
export async function remove(request: messages.DeleteRequest, { spec, handler }: Resource, session: Session) {
  const inputs = { ...fromStruct(request.getProperties()), ...fromStruct(request.getOldInputs()) };
  const urn = request.getUrn();
  const olds = plain(inputs);
  if (isTwin(urn) && session.isDesired(spec, olds)) return new Empty();
  const to = session.ready.client.settings;
  await session.writes.begin(spec, { op: "delete", urn, inputs, secrets: [], to });
  await handler.delete(session.ready, olds);
  return new Empty();
}

/** What was found, without what people own of it: that is no business of state. */
function ours(spec: Resource["spec"], inputs: Wire, found: Found): Found {
  return { ...found, remote: withoutKept(spec, plain(inputs), found.remote) };
}

function pickId({ id }: Resource["spec"], state: Wire): Wire {
  return state[id] === undefined ? {} : { [id]: state[id] };
}

/**
 * Whether a resource stands for an object that a killed run made at another place than the one its state knows. The
 * name comes from src/cli/engine/recovery.ts.
 */
function isTwin(urn: string): boolean {
  return (urn.split("::").at(-1) ?? "").includes("~unrecorded-");
}

/** The resource id is the identifier (of a token its name), as upstream; scopes and parents are properties. */
function idOf(spec: Resource["spec"], state: Wire): string {
  const id = plain(state)[spec.id];
  return typeof id === "string" ? id : "";
}

/** Identifiers that Harness made are in state, not in the inputs. */
function addressed({ id }: Resource["spec"], news: Plain, state: Plain): Plain {
  return news[id] === undefined ? { ...news, [id]: state[id] } : news;
}

function addressIn(keys: readonly string[], ref: Plain): Plain {
  return Object.fromEntries(keys.filter((key) => ref[key] !== undefined).map((key) => [key, ref[key]]));
}

function located(id: string, spec: Resource["spec"]): Plain {
  const inputs = spec.importId.parse(id);
  if (inputs !== undefined) return inputs;
  const kind = spec.token.split(":").at(-1);
  const forms = spec.importId.forms.join(" | ");
  throw problem("HAR009", `"${id}" is not an import id of ${kind}`, `write ${forms}`);
}

/** Runs a write; a partial one is thrown as `failed` makes it. */
async function partly(
  write: () => Promise<Found>,
  failed: (part: Found, reason: Error) => InitFailed,
): Promise<Found> {
  try {
    return await write();
  } catch (error) {
    throw error instanceof PartialWrite ? failed(error.found, error.reason) : error;
  }
}
