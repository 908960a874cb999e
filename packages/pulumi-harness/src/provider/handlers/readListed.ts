import type { ResourceSpec } from "../../sdk/spec";
import type { Query } from "../api/client";
import type { ApiStyle, Proof } from "../api/envelope";
import { HarnessError } from "../api/errors";
import type { Context, Known } from "./handler";
import { type Elements, type Json, type ListCall, readPages } from "./lists";
import { markOfRead, provesUnchanged, type Times } from "./marks";

/** The list that serves reads of a kind. */
export interface ListRule<I> {
  readonly style: ApiStyle;
  readonly method?: ListCall["method"];
  readonly path: (inputs: I) => string;
  readonly query?: (inputs: I) => Query;
  readonly page: ListCall["page"];
  readonly proves?: Proof;
  /** The entity inside an element; the element unless given. */
  readonly entityIn?: (element: Json) => Json | undefined;
  /** Key of an entity within the list; its identifier unless given. */
  readonly keyOf?: (entity: Json) => string;
  /** Key under which an object is looked for; its identifier unless given. */
  readonly keyFor?: (inputs: I) => string;
  /** Set when elements carry no content: the times that decide whether a single read is needed. */
  readonly times?: (entity: Json) => Times;
  /** Set beside `times`: whether what the summary does say agrees with what is known of the object. */
  readonly agrees?: (entity: Json, inputs: I) => boolean;
  /** Whether an element carries everything this object needs; all do unless given. */
  readonly serves?: (entity: Json, inputs: I) => boolean;
}

/** `now` is forgotten with every write of the kind, `before` never. */
type View = "now" | "before";

/** What the list says: the entity, that it is unchanged, or at most its mark (then it is read singly). */
export interface Listed {
  readonly entity?: Json;
  readonly unchanged?: boolean;
  readonly mark?: string | undefined;
}

/**
 * Looks an object up in the list of its kind. Undefined when the list cannot say: the object is not in it (a page may
 * slip while others delete, so its absence must be proven by a single read), or the list may not be read.
 */
export async function readListed<I extends { identifier?: string | undefined }>(
  ctx: Context,
  spec: ResourceSpec,
  rule: ListRule<I>,
  inputs: I,
  known: Known,
): Promise<Listed | undefined> {
  const key = rule.keyFor?.(inputs) ?? inputs.identifier ?? "";
  const entity = (await elementsOf(ctx, spec, rule, inputs))?.get(key);
  if (entity === undefined) return undefined;
  if (rule.times === undefined) return rule.serves?.(entity, inputs) === false ? {} : { entity };
  const times = rule.times(entity);
  const unchanged = provesUnchanged(known.mark, times) && rule.agrees?.(entity, inputs) !== false;
  return { unchanged, mark: markOfRead(times.updated) };
}

/** The list as this process saw it first, whatever it has written since; undefined when it may not be read. */
export function elementsBefore<I>(
  ctx: Context,
  spec: ResourceSpec,
  rule: ListRule<I>,
  inputs: I,
): Promise<Elements | undefined> {
  return elementsOf(ctx, spec, rule, inputs, "before");
}

/** One text for a list among those of its kind. */
export function listKey<I>(rule: ListRule<I>, inputs: I): string {
  return `${rule.path(inputs)} ${JSON.stringify(rule.query?.(inputs) ?? {})}`;
}

async function elementsOf<I>(
  ctx: Context,
  spec: ResourceSpec,
  rule: ListRule<I>,
  inputs: I,
  view: View = "now",
): Promise<Elements | undefined> {
  try {
    return await readElements(ctx, spec, rule, inputs, view);
  } catch (error) {
    // A key may be allowed to read its objects and not to list; the parent may be gone. Single reads decide.
    if (error instanceof HarnessError && error.fromHarness && error.status < 500) return undefined;
    throw error;
  }
}

/** The entities of a list by their keys. Throws as the client does, also when the list may not be read. */
export async function readElements<I>(
  ctx: Context,
  spec: ResourceSpec,
  rule: ListRule<I>,
  inputs: I,
  view: View = "now",
): Promise<Elements> {
  const entityIn = rule.entityIn ?? ((element: Json) => element);
  const keyOf = rule.keyOf ?? ((entity: Json) => String(entity["identifier"]));
  const path = rule.path(inputs);
  const query = rule.query?.(inputs) ?? {};
  const list: ListCall = {
    style: rule.style,
    ...(rule.method === undefined ? {} : { method: rule.method }),
    ...(rule.proves === undefined ? {} : { proves: rule.proves }),
    path,
    query,
    page: rule.page,
    keyOf: (element) => keyOf(entityIn(element) ?? {}),
  };
  const kind = view === "now" ? spec.token : `before ${spec.token}`;
  return ctx.lists.get(kind, listKey(rule, inputs), async () => {
    const elements = await readPages(ctx.client, list);
    return new Map([...elements].map(([key, element]) => [key, entityIn(element) ?? {}]));
  });
}
