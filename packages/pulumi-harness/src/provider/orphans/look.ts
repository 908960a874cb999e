/** Reads the lists of an account for objects that nobody looks after. Reads only. */
import { type Kind, specs } from "../../sdk/spec";
import { HarnessError } from "../api/errors";
import { handlers } from "../handlers";
import type { Context, Element } from "../handlers/handler";
import { labelsOf } from "../handlers/ownership";
import type { Plain } from "../wire/struct";
import { addressOf, isPossible, placeOf } from "./address";
import type { KnownObject, Orphans, Place, Question, Unseen } from "./model";
import { ownershipOf, sift } from "./sift";

/** Kinds whose list is that of one pipeline. They go with their pipeline, and looking costs a call for each of them. */
const ofPipelines: readonly Kind[] = ["triggers", "inputSet"];

/** The kind whose list is that of one environment. */
const ofEnvironments: Kind = "infrastructure";

/** Kinds that carry marks and have a list of their scope. */
export const lookedAt: readonly Kind[] = (Object.keys(specs) as Kind[]).filter(
  (kind) =>
    specs[kind].ownership.by !== "identity" &&
    handlers[kind].list !== undefined &&
    kind !== ofEnvironments &&
    !ofPipelines.includes(kind),
);

/** What one list said. */
interface Seen {
  readonly objects: readonly KnownObject[];
  readonly unseen: readonly Unseen[];
}

/**
 * The orphans of a stack: N/100 list calls for each kind and place, one for each environment of the stack, and a read of
 * each unknown object whose list does not show its marks. A list that may not be read is reported and no error.
 */
export async function findOrphans(ctx: Context, question: Question): Promise<Orphans> {
  const managed = new Set(question.managed.map(addressOf));
  const lists = question.places.flatMap((place) =>
    lookedAt
      .filter((kind) => isPossible(kind, place))
      .map((kind) => look(ctx, managed, kind, place, { ...place })),
  );
  const seen = await Promise.all(lists);
  const environments = environmentsOf(
    seen.flatMap(({ objects }) => objects),
    question,
  );
  const within = await Promise.all(
    environments.map(({ properties }) => {
      const place = placeOf(properties);
      const parent = { ...place, envId: properties["identifier"] };
      return look(ctx, managed, ofEnvironments, place, parent);
    }),
  );
  const all = [...seen, ...within];
  return {
    ...sift(
      all.flatMap(({ objects }) => objects),
      question,
    ),
    unseen: grouped(all.flatMap(({ unseen }) => unseen)),
  };
}

/** Environments of the stack: those of its state, and those that lost it. */
function environmentsOf(unknown: readonly KnownObject[], { managed, owner }: Question): KnownObject[] {
  const isEnvironment = ({ kind }: KnownObject) => kind === "environment";
  const lost = unknown
    .filter(isEnvironment)
    .filter(({ kind, properties }) =>
      ["stack", "other state"].includes(ownershipOf(labelsOf(specs[kind], properties), owner)),
    );
  return [...managed.filter(isEnvironment), ...lost];
}

/** The objects of a list that are in no state. */
async function look(
  ctx: Context,
  managed: ReadonlySet<string>,
  kind: Kind,
  place: Place,
  parent: Plain,
): Promise<Seen> {
  try {
    const elements = (await handlers[kind].list?.(ctx, parent)) ?? [];
    const unknown = elements.filter(
      ({ remote }) => !managed.has(addressOf({ kind, properties: { ...parent, ...remote } })),
    );
    const objects = await Promise.all(unknown.map((element) => whole(ctx, kind, parent, element)));
    return { objects, unseen: [] };
  } catch (error) {
    // Where nobody answers, the other lists need not be waited for.
    if (!(error instanceof HarnessError)) throw error;
    return { objects: [], unseen: [{ place, kinds: [kind], reason: error.message }] };
  }
}

/** An element with everything that tells its owner. One that is gone by now keeps what the list said. */
async function whole(
  ctx: Context,
  kind: Kind,
  parent: Plain,
  { remote, tellsOwner }: Element,
): Promise<KnownObject> {
  const properties = { ...parent, ...remote };
  if (tellsOwner) return { kind, properties };
  const read = await handlers[kind].read(ctx, properties, { managed: false, mark: undefined });
  return { kind, properties: { ...properties, ...read?.remote } };
}

/** One entry for all kinds of a place that were refused with the same words. */
function grouped(unseen: readonly Unseen[]): Unseen[] {
  const groups = new Map<string, Unseen>();
  for (const { place, kinds, reason } of unseen) {
    const key = JSON.stringify([place, reason]);
    groups.set(key, { place, reason, kinds: [...(groups.get(key)?.kinds ?? []), ...kinds] });
  }
  return [...groups.values()];
}
