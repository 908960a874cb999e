/** The order in which people write things changes nothing. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Catalog } from "../../src/catalog/model";
import { anyCatalog } from "./random";
import { exampleCatalog, planOf } from "./support";

describe("determinism", () => {
  it("gives the same bytes whatever the order of keys, entries and sets", () => {
    fc.assert(
      fc.property(anyCatalog, fc.infiniteStream(fc.nat()), (catalog, numbers) => {
        const next = () => numbers.next().value as number;
        const { platform, services } = catalog;
        const shuffled = { ...catalog, ...(shuffle({ platform, services }, next) as Catalog) };
        assert.equal(bytes(shuffled), bytes(catalog));
      }),
      { numRuns: 50, seed: 20261121 },
    );
  });

  it("gives the same bytes twice", () => assert.equal(bytes(exampleCatalog()), bytes(exampleCatalog())));

  it("leaves the catalog as it was", () => {
    const catalog = exampleCatalog();
    const before = JSON.stringify(catalog);
    planOf(catalog);
    assert.equal(JSON.stringify(catalog), before);
  });
});

function bytes(catalog: Catalog): string {
  const { environments } = catalog.platform;
  return JSON.stringify(planOf(catalog, Object.keys(environments)));
}

/** Lists whose order means something to a person. */
const ordered = new Set(["approvers", "rings"]);

function shuffle(value: unknown, next: () => number, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => shuffle(item, next));
    return ordered.has(key) ? items : permute(items, next);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, shuffle(member, next, name)] as const);
  return Object.fromEntries(permute(entries, next));
}

function permute<T>(items: readonly T[], next: () => number): T[] {
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
