import type { ResourceSpec } from "../../sdk/spec";
import { compact } from "../values";
import type { Context, Element } from "./handler";
import type { Json } from "./lists";
import { readElements, type ListRule } from "./readListed";
import { tagList } from "./tags";

/** What of a kind's rules its list needs. */
export interface ListedKind<I> {
  readonly list: ListRule<I>;
  readonly fromEntity: (entity: Json, inputs: I) => Readonly<Record<string, unknown>>;
}

/**
 * Every object of a kind in a place, N/100 calls. A summary without content has the tags all the same (pipelines and
 * templates of `/v1`); where it has not even these, or lacks the text that carries the marks, it cannot tell the owner.
 */
export async function listAll<I>(
  ctx: Context,
  spec: ResourceSpec,
  { list, fromEntity }: ListedKind<I>,
  place: I,
): Promise<Element[]> {
  const entities = [...(await readElements(ctx, spec, list, place)).values()];
  return entities.map((entity) => {
    const tags = entity["tags"];
    const remote = compact({ tags: tagList(tags), ...fromEntity(entity, place) });
    const tagged = spec.ownership.by === "tags" && typeof tags === "object" && tags !== null;
    const whole = list.times === undefined && list.serves?.(entity, place) !== false;
    return { remote, tellsOwner: tagged || whole };
  });
}
