/** The model does not depend on how the files are written: order of keys and entries, comments, anchors, style. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { loadCatalog, parseCatalog } from "../../src/catalog/load";
import type { Catalog } from "../../src/catalog/model";
import { basePlatform, baseServices, changed } from "./base";
import { exampleDir, exampleFiles } from "./example";

type Data = Record<string, unknown>;

describe("the model", () => {
  it("of the example has its five services with every default filled in", () => {
    const { services } = loadCatalog(exampleDir);
    assert.deepEqual(
      services.map(({ name, size, target, prodWithoutPre }) => ({ name, size, target, prodWithoutPre })),
      [
        { name: "account-api", size: "small", target: "kubernetes", prodWithoutPre: false },
        { name: "account-service", size: "medium", target: "kubernetes", prodWithoutPre: false },
        { name: "backend", size: "medium", target: "ecs", prodWithoutPre: false },
        { name: "frontend", size: "small", target: "ecs", prodWithoutPre: false },
        { name: "payment-service", size: "medium", target: "kubernetes", prodWithoutPre: false },
      ],
    );
  });

  it("is the same text for every order of entries and keys, in every YAML style", () => {
    const [platform, services] = exampleFiles();
    const expected = JSON.stringify(parseCatalog([platform, services]));
    const shuffled = fc.tuple(
      anyOrder(parse(platform.text) as Data),
      anyOrder(parse(services.text) as Data),
      fc.boolean(),
    );
    fc.assert(
      fc.property(shuffled, ([platformData, servicesData, flow]) => {
        const write = (data: unknown) => stringify(data, { collectionStyle: flow ? "flow" : "any" });
        const catalog = parseCatalog([
          { ...platform, text: write(platformData) },
          { ...services, text: write(servicesData) },
        ]);
        assert.equal(JSON.stringify(catalog), expected);
      }),
      { numRuns: 40 },
    );
  });

  it("is the same whether the services are in one file or in several", () => {
    const all: Catalog = parseCatalog(changed({}));
    const [ledger, orders] = (parse(baseServices) as { services: Data[] }).services;
    const split = parseCatalog([
      { path: "platform.yaml", text: basePlatform },
      { path: "api-services.yaml", text: stringify({ services: [orders] }) },
      { path: "services.yaml", text: stringify({ services: [ledger] }) },
    ]);
    assert.deepEqual(split, all);
  });

  it("takes anchors, aliases and merge keys", () => {
    const services = `services:
  - &ledger { name: ledger, team: payments, regions: &places [north], providesApis: [ledger-api] }
  - { <<: *ledger, name: orders, regions: *places, providesApis: [] }
`;
    const [, orders] = parseCatalog(changed({ services })).services;
    assert.deepEqual([orders?.name, orders?.team, orders?.regions], ["orders", "payments", ["north"]]);
  });
});

/** The same data with the keys of every mapping, and the list of services, in any order. */
function anyOrder(data: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(data)) {
    const items = fc.tuple(...data.map(anyOrder));
    const isServices = data.every((item) => typeof item === "object" && item !== null && "team" in item);
    return isServices ? items.chain((each) => inAnyOrder(each)) : items;
  }
  if (typeof data !== "object" || data === null) return fc.constant(data);
  const pairs = Object.entries(data).map(([key, value]) =>
    anyOrder(value).map((each) => [key, each] as const),
  );
  return fc.tuple(...pairs).chain((each) => inAnyOrder(each).map((shuffled) => Object.fromEntries(shuffled)));
}

function inAnyOrder<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
