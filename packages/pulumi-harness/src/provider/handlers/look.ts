/** The look before an update, at what people may own of the object. */
import type { ResourceSpec } from "../../sdk/spec";
import { compact } from "../values";
import type { Plain } from "../wire/struct";
import type { Context } from "./handler";
import type { ListedKind } from "./listAll";
import { elementsBefore, listKey } from "./readListed";
import { tagList } from "./tags";

/** Updates of one list that are looked at singly; from the next one on the list itself is read, once. */
export const singleLooks = 10;

/** What of a kind's rules a look needs. */
export interface LookRules<I> {
  readonly kind: Partial<ListedKind<I>>;
  /** Set where only a single read shows what people own. */
  readonly single: boolean;
  readonly get: (ctx: Context, inputs: I) => Promise<{ readonly remote: Plain } | undefined>;
}

/**
 * The object as it is before the update, as far as people may own it; undefined when it is gone. A few updates cost a read
 * each; many cost the pages of their list instead, as it was when the first of them was looked up there.
 */
export async function look<I extends { identifier?: string | undefined }>(
  ctx: Context,
  spec: ResourceSpec,
  { kind: { list, fromEntity }, single, get }: LookRules<I>,
  inputs: I,
): Promise<Plain | undefined> {
  if (list !== undefined && fromEntity !== undefined && !single) {
    const key = `${spec.token} ${listKey(list, inputs)}`;
    if (ctx.lists.countLook(key) > singleLooks) {
      const elements = await elementsBefore(ctx, spec, list, inputs);
      const entity = elements?.get(list.keyFor?.(inputs) ?? inputs.identifier ?? "");
      if (entity !== undefined && list.serves?.(entity, inputs) !== false)
        return compact({ tags: tagList(entity["tags"]), ...fromEntity(entity, inputs) });
    }
  }
  return (await get(ctx, inputs))?.remote;
}
