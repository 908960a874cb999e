import { keyOf, type Entity, type Key, type Kind } from "./entity";
import { scopePath, type Scope } from "./scope";

/** One change, as the journal keeps it. */
export type Change =
  { readonly put: Entity } | { readonly remove: Key } | { readonly clear: true } | { readonly retire: Key };

/**
 * All objects of the account, indexed by key, by list (kind, scope and parent) and by who refers to whom.
 * Every operation costs the same whatever the number of objects, except listing, which costs the length of the list.
 */
export class Store {
  private readonly entities = new Map<Key, Entity>();
  private readonly lists = new Map<string, Map<Key, Entity>>();
  private readonly referrers = new Map<Key, Set<Key>>();
  private readonly retired = new Set<Key>();
  private readonly pending: Change[] = [];

  get(key: Key): Entity | undefined {
    return this.entities.get(key);
  }

  all(): IterableIterator<Entity> {
    return this.entities.values();
  }

  /** Objects of a kind in one scope (and under one parent, where the kind has one), in order of creation. */
  list(kind: Kind, scope: Scope, parent?: string): Entity[] {
    return [...(this.lists.get(listKey(kind, scope, parent))?.values() ?? [])];
  }

  /** Objects of a kind in one scope under any parent, in order of their parents' creation. Reads every list of the kind. */
  listAll(kind: Kind, scope: Scope): Entity[] {
    const prefix = listKey(kind, scope, "");
    return [...this.lists].flatMap(([key, list]) => (key.startsWith(prefix) ? [...list.values()] : []));
  }

  /** Objects that refer to `key`, whether or not it exists. */
  referrersOf(key: Key): Entity[] {
    const found: Entity[] = [];
    for (const referrer of this.referrers.get(key) ?? []) {
      const entity = this.entities.get(referrer);
      if (entity !== undefined) found.push(entity);
    }
    return found;
  }

  /** Whether an identifier was used by an object that is deleted and remembered. */
  isRetired(key: Key): boolean {
    return this.retired.has(key);
  }

  put(entity: Entity): void {
    this.apply({ put: entity });
  }

  remove(key: Key): void {
    this.apply({ remove: key });
  }

  retire(key: Key): void {
    this.apply({ retire: key });
  }

  clear(): void {
    this.apply({ clear: true });
  }

  /** Changes since the last call; the caller makes them durable as one unit. */
  takeChanges(): Change[] {
    return this.pending.splice(0);
  }

  /** Everything needed to rebuild this store. */
  dump(): Change[] {
    const objects = [...this.entities.values()].map((entity): Change => ({ put: entity }));
    return [...objects, ...[...this.retired].map((key): Change => ({ retire: key }))];
  }

  /** Replays changes read from a journal; they are not pending afterwards. */
  restore(changes: Iterable<Change>): void {
    for (const change of changes) this.replay(change);
  }

  private apply(change: Change): void {
    this.replay(change);
    this.pending.push(change);
  }

  private replay(change: Change): void {
    if ("put" in change) this.insert(change.put);
    else if ("remove" in change) this.erase(change.remove);
    else if ("retire" in change) this.retired.add(change.retire);
    else for (const index of [this.entities, this.lists, this.referrers, this.retired]) index.clear();
  }

  private insert(entity: Entity): void {
    const key = keyOf(entity);
    const previous = this.entities.get(key);
    if (previous !== undefined) this.unlink(key, previous);
    this.entities.set(key, entity);
    const at = listKey(entity.kind, entity.scope, entity.parent);
    const list = this.lists.get(at) ?? new Map<Key, Entity>();
    list.set(key, entity);
    this.lists.set(at, list);
    for (const reference of entity.references) {
      const sources = this.referrers.get(reference.key) ?? new Set<Key>();
      sources.add(key);
      this.referrers.set(reference.key, sources);
    }
  }

  private erase(key: Key): void {
    const entity = this.entities.get(key);
    if (entity === undefined) return;
    this.unlink(key, entity);
    this.entities.delete(key);
    const at = listKey(entity.kind, entity.scope, entity.parent);
    const list = this.lists.get(at);
    list?.delete(key);
    if (list?.size === 0) this.lists.delete(at);
  }

  private unlink(key: Key, entity: Entity): void {
    for (const reference of entity.references) {
      const sources = this.referrers.get(reference.key);
      sources?.delete(key);
      if (sources?.size === 0) this.referrers.delete(reference.key);
    }
  }
}

function listKey(kind: Kind, scope: Scope, parent: string | undefined): string {
  return `${kind}:${scopePath(scope)}:${parent ?? ""}`;
}
