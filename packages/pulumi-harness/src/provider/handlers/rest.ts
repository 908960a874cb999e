import type { InputsOf, ResourceSpec } from "../../sdk/spec";
import type { Call, Query, Reply } from "../api/client";
import { type ApiStyle, isObject } from "../api/envelope";
import { Gone, isNotFound } from "../api/errors";
import { noContent } from "../api/proof";
import { compact } from "../values";
import type { Plain } from "../wire/struct";
import { createOrAdopt } from "./create";
import { presentOrGone, removeOrGone } from "./gone";
import type { Context, Found, Handler } from "./handler";
import { canBeOwned, withKept } from "./keep";
import { listAll } from "./listAll";
import type { Json } from "./lists";
import { look } from "./look";
import { markOfCreate, markOfRead } from "./marks";
import { isEqual, isReadable, isSameObject } from "./ownership";
import { readListed, type ListRule } from "./readListed";
import { scopeQuery, segment, type Scoped } from "./scope";
import { assertStillOurs, hasStateMark } from "./taken";

/** The calls of a kind that most Harness entities share. */
export interface RestRules<I> {
  readonly style: ApiStyle;
  /** Path of the collection: POST makes an entity. */
  readonly collection: (inputs: I) => string;
  /** Path of one entity; the collection and the identifier unless given. */
  readonly item?: (inputs: I) => string;
  /** Path of reads, where it is another one. */
  readonly readItem?: (inputs: I) => string;
  /** Query of reads and deletes, and of writes unless `writeQuery` is given. The scope unless given. */
  readonly query?: (inputs: I) => Query;
  readonly writeQuery?: (inputs: I) => Query;
  /** Further query of a delete, from inputs kept in state. */
  readonly deleteQuery?: (inputs: I) => Query;
  readonly createQuery?: (inputs: I) => Query;
  /** Whether the update goes to the collection (with the identifier in the body) instead of the entity. */
  readonly updateAtCollection?: boolean;
  readonly updateMethod?: "PUT" | "PATCH";
  readonly toBody: (inputs: I, accountId: string) => unknown;
  readonly toUpdateBody?: (inputs: I, accountId: string) => unknown;
  /** The entity inside an answer's value; itself unless given. */
  readonly entityIn?: (answer: Json) => Json | undefined;
  /** Property values of an entity; `inputs` are what is known of the object. */
  readonly fromEntity: (entity: Json, inputs: I) => Readonly<Record<string, unknown>>;
  /** Set when the answers of writes do not carry the entity, only its identifier. */
  readonly silentWrites?: boolean;
  /** Set when an update may be answered without content. */
  readonly updatesSilently?: boolean;
  /**
   * Replaces the update, for kinds whose update is more than one call; `base` is what it would be otherwise, `seen` what was
   * there before, where people may own something of it.
   */
  readonly update?: (
    ctx: Context,
    old: Plain,
    next: Plain,
    base: Handler,
    seen: Plain | undefined,
  ) => Promise<Found>;
  /** Set where the list does not show what people own of an object. */
  readonly looksSingly?: boolean;
  readonly list?: ListRule<I>;
  /** Finds the object a create would make, for kinds whose identifier Harness may make; a plain read unless given. */
  readonly find?: (ctx: Context, inputs: I, get: Get<I>) => Promise<Found | undefined>;
}

/** Reads one object; undefined when it does not exist. */
export type Get<I> = (ctx: Context, inputs: I) => Promise<Found | undefined>;

/** What a kind needs of its inputs to be addressed. */
type Addressed = Scoped & { readonly identifier?: string | undefined };

/** The handler of a kind that follows the rules. */
export function rest<S extends ResourceSpec>(spec: S, rules: RestRules<InputsOf<S> & Addressed>): Handler {
  type I = InputsOf<S> & Addressed;
  const { list } = rules;
  const kind = spec.token.split(":").at(-1) ?? "";
  const query = rules.query ?? scopeQuery;
  const writeQuery = rules.writeQuery ?? query;
  const item = rules.item ?? ((inputs: I) => `${rules.collection(inputs)}/${segment(inputs.identifier)}`);
  const readItem = rules.readItem ?? item;

  const entityOf = (answer: unknown): Json | undefined => {
    if (!isObject(answer)) return undefined;
    return (rules.entityIn === undefined ? answer : rules.entityIn(answer)) ?? undefined;
  };
  const written = (answer: unknown): Json | undefined =>
    rules.silentWrites === true ? (isObject(answer) ? answer : undefined) : entityOf(answer);
  /** Whether an entity is the object that was asked for: nothing that says where it is may be another one's. */
  const isAbout = (entity: Json | undefined, inputs: I): boolean =>
    entity !== undefined && isSameObject(spec, inputs, compact(rules.fromEntity(entity, inputs)));

  const found = ({ entity, serverTime }: Reply, inputs: I, made = false): Found => {
    if (rules.silentWrites === true)
      return { remote: {}, ...markOf(made ? markOfCreate(serverTime) : undefined) };
    const value = entityOf(entity);
    return { remote: value === undefined ? {} : compact(rules.fromEntity(value, inputs)) };
  };
  const get = async (ctx: Context, inputs: I): Promise<Found | undefined> => {
    const entity = entityOf(
      await presentOrGone(
        ctx,
        { kind, place: inputs },
        {
          style: rules.style,
          method: "GET",
          path: readItem(inputs),
          query: query(inputs),
          proves: (value) => isAbout(entityOf(value), inputs),
        },
      ),
    );
    if (entity === undefined) return undefined;
    return { remote: compact(rules.fromEntity(entity, inputs)), ...markOf(markOfRead(entity["updated"])) };
  };

  const base: Handler = {
    async create(ctx, plain) {
      const inputs = plain as I;
      return createOrAdopt(ctx, spec, plain, {
        post: async () => {
          ctx.lists.forget(spec.token);
          const call: Call = {
            style: rules.style,
            method: "POST",
            path: rules.collection(inputs),
            query: { ...writeQuery(inputs), ...rules.createQuery?.(inputs) },
            body: rules.toBody(inputs, ctx.client.settings.accountId),
            proves: (value) => isAbout(written(value), inputs),
          };
          return found(await ctx.client.request(call), inputs, true);
        },
        find: async () =>
          (await (rules.find === undefined ? get(ctx, inputs) : rules.find(ctx, inputs, get)))?.remote,
        update: (old) => handler.update(ctx, old, plain),
      });
    },

    async read(ctx, ref, known) {
      const inputs = ref as I;
      const fromList = list && known.managed ? await readListed(ctx, spec, list, inputs, known) : undefined;
      if (fromList?.unchanged === true) return { remote: {}, unchanged: true, ...markOf(fromList.mark) };
      if (fromList?.entity !== undefined)
        return { remote: compact(rules.fromEntity(fromList.entity, inputs)) };
      const single = await get(ctx, inputs);
      return single === undefined ? undefined : { ...markOf(fromList?.mark), ...single };
    },

    async update(ctx, _old, plain) {
      const inputs = plain as I;
      ctx.lists.forget(spec.token);
      let seen: Found | undefined;
      const call: Call = {
        style: rules.style,
        method: rules.updateMethod ?? "PUT",
        path: rules.updateAtCollection === true ? rules.collection(inputs) : item(inputs),
        query: writeQuery(inputs),
        body: (rules.toUpdateBody ?? rules.toBody)(inputs, ctx.client.settings.accountId),
        proves: (value, status) =>
          isAbout(written(value), inputs) || (rules.updatesSilently === true && noContent(value, status)),
        isDone: async () => {
          seen = isReadable(spec, plain) ? await get(ctx, inputs) : undefined;
          return seen !== undefined && isEqual(spec, plain, seen.remote);
        },
      };
      try {
        const reply = await ctx.client.request(call);
        return reply.entity === undefined && seen !== undefined ? seen : found(reply, inputs);
      } catch (error) {
        // "Not found" may also be about something the object refers to
        if (isNotFound(error) && (await get(ctx, inputs)) === undefined) throw new Gone();
        throw error;
      }
    },

    async delete(ctx, plain) {
      const inputs = plain as I;
      const isGone = async () => (await get(ctx, inputs)) === undefined;
      await removeOrGone(ctx, isGone, {
        style: rules.style,
        method: "DELETE",
        path: item(inputs),
        query: { ...query(inputs), ...rules.deleteQuery?.(inputs) },
        proves: (value, status) =>
          value === true || noContent(value, status) || isAbout(entityOf(value), inputs),
        isDone: isGone,
      });
      ctx.lists.forget(spec.token);
    },

    ...(list === undefined
      ? {}
      : { list: (ctx, place) => listAll(ctx, spec, { list, fromEntity: rules.fromEntity }, place as I) }),
  };
  const single = rules.looksSingly ?? (list?.times !== undefined && !("tags" in spec.keeps));
  const looking = {
    kind: list === undefined ? {} : { list, fromEntity: rules.fromEntity },
    single,
    get,
  };
  const update = async (ctx: Context, old: Plain, next: Plain): Promise<Found> => {
    const seen = canBeOwned(spec) ? await look(ctx, spec, looking, next as I) : undefined;
    if (canBeOwned(spec) && seen === undefined) throw new Gone();
    if (seen !== undefined && ctx.adoptsOrphans !== true) assertStillOurs(spec, [old, next], seen);
    const whole = seen === undefined ? next : withKept(spec, old, next, seen);
    return rules.update === undefined
      ? base.update(ctx, old, whole)
      : rules.update(ctx, old, whole, base, seen);
  };
  /** Another state may have taken the object over since this one has seen it: then this one is no longer to delete it. */
  const remove = async (ctx: Context, old: Plain): Promise<void> => {
    if (hasStateMark(spec, old)) {
      const seen = await look(ctx, spec, looking, old as I);
      const whole =
        seen === undefined || hasStateMark(spec, seen) ? seen : (await get(ctx, old as I))?.remote;
      if (whole !== undefined) assertStillOurs(spec, [old], whole);
    }
    await base.delete(ctx, old);
  };
  const handler: Handler = { ...base, update, delete: remove };
  return handler;
}

function markOf(mark: string | undefined): { mark?: string } {
  return mark === undefined ? {} : { mark };
}
