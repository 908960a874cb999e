import { query, type Call } from "./call";
import type { Entity } from "./entity";

/** Keeps the objects a list was asked for: `searchTerm` (or its `/v1` spelling) and a repeated identifier parameter. */
export function matching(call: Call, entities: readonly Entity[], identifiersParam: string): Entity[] {
  const term = (query(call, "searchTerm") ?? query(call, "search_term"))?.toLowerCase();
  const wanted = new Set(call.search.getAll(identifiersParam).flatMap((value) => value.split(",")));
  return entities.filter(
    (entity) =>
      (wanted.size === 0 || wanted.has(entity.identifier)) && (term === undefined || mentions(entity, term)),
  );
}

function mentions(entity: Entity, term: string): boolean {
  const { name } = entity.body;
  return [entity.identifier, typeof name === "string" ? name : ""].some((text) =>
    text.toLowerCase().includes(term),
  );
}
