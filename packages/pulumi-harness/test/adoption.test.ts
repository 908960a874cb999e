/** Two states of one stack's name on one account: neither takes what the other has made, for every kind with marks. */
import assert from "node:assert/strict";
import { type Kind, specs } from "../src/sdk/spec";
import { fixedDifferences, marksOf, ownerOf } from "../src/provider/handlers/ownership";
import { plain, type Wire } from "../src/provider/wire/struct";
import { cases } from "./support/cases";
import { ofState } from "./support/marks";
import { startProvider, type TestProvider } from "./support/provider";

type Inputs = Readonly<Record<string, unknown>>;

const marked = (Object.keys(specs) as Kind[]).filter((kind) => specs[kind].ownership.by !== "identity");

describe("two states of one stack's name", function () {
  this.timeout(60_000);
  let provider: TestProvider;
  let adopting: TestProvider;
  const writes = ({ calls }: { calls: Record<string, number> }) =>
    Object.keys(calls).filter((route) => /^(PUT|PATCH|DELETE) /.test(route));

  before(async () => {
    provider = await startProvider();
    const made = new Set<Kind>();
    const create = async (kind: Kind): Promise<void> => {
      if (made.has(kind)) return;
      for (const parent of cases[kind].parents) await create(parent);
      await provider.create(kind, ofState("sone", cases[kind].inputs));
      made.add(kind);
    };
    for (const kind of marked) await create(kind);
    adopting = await provider.again({ HARNESS_CATALOG_ADOPT_ORPHANS: "true" });
  });
  after(() => provider.close());

  for (const kind of marked) {
    const inputs = (state: string) => ofState(state, cases[kind].inputs);

    it(`${kind}: its own state takes it over, another one does not, and names both`, async () => {
      const own = await provider.calls(() => provider.create(kind, inputs("sone")));
      assert.equal(own.result.id, String(cases[kind].inputs[specs[kind].id]));
      const other = await provider.calls(() =>
        assert.rejects(
          provider.create(kind, inputs("stwo")),
          /another state of stack dev: it has state sone, this run state stwo .*--adopt-orphans.*stateId: sone\)/,
        ),
      );
      assert.deepEqual(writes(other), []);
      await assert.rejects(
        provider.create(kind, cases[kind].inputs),
        /it has state sone, this run no state's mark .*\[HAR003\]/,
        "a stack that has no identity",
      );
    });
  }

  it("an object without the mark of a state belongs to a stack without identity", () => {
    for (const kind of marked) {
      const { inputs } = cases[kind];
      assert.equal(ownerOf(specs[kind], inputs, inputs), "own", kind);
      assert.equal(ownerOf(specs[kind], ofState("sone", inputs), inputs), "other state", kind);
      assert.equal(ownerOf(specs[kind], inputs, { ...inputs, ...cases[kind].foreign }), "foreign", kind);
    }
  });

  it("is taken over with new marks by a run that is told to, and an object of another stack is not", async () => {
    for (const kind of marked) {
      const made = await adopting.create(kind, ofState("stwo", cases[kind].inputs));
      const read = await adopting.read(kind, made.id, made);
      assert.equal(marksOf(specs[kind], plain(read.inputs)).catalog_state, "stwo", kind);
      await assert.rejects(
        adopting.create(kind, { ...cases[kind].inputs, ...cases[kind].foreign }),
        /belongs to managed_by=harness-catalog, catalog_stack=dev, catalog_state=stwo/,
        kind,
      );
    }
  });
});

describe("a state that comes back after another one has taken its objects over", () => {
  let provider: TestProvider;
  before(async () => (provider = await startProvider()));
  after(() => provider.close());

  for (const kind of marked) {
    it(`${kind}: neither changes nor deletes it, and forgets it when it reads`, async () => {
      provider.sandbox.reset();
      for (const parent of cases[kind].parents) await provider.create(parent, cases[parent].inputs);
      const old = await provider.create(kind, ofState("sone", cases[kind].inputs));
      const adopting = await provider.again({ HARNESS_CATALOG_ADOPT_ORPHANS: "true" });
      const now = await adopting.create(kind, ofState("stwo", cases[kind].inputs));
      const account = JSON.stringify(provider.sandbox.snapshot());

      const late = await provider.again();
      const refused =
        /was taken over: it belongs to state stwo of stack dev, this run is state sone .*HAR003/;
      await assert.rejects(late.remove(kind, old), refused);
      const next = ofState("sone", { ...cases[kind].inputs, ...cases[kind].update });
      if (kind !== "policy") await assert.rejects(late.update(kind, old, next), refused);
      assert.equal((await late.read(kind, old.id, old)).id, "");
      assert.equal(JSON.stringify(provider.sandbox.snapshot()), account);

      assert.equal((await late.read(kind, now.id, now)).id, now.id);
      await late.remove(kind, now);
      assert.equal((await late.read(kind, now.id, now)).id, "");
    });
  }

  it("puts marks back that people have taken off", async () => {
    provider.sandbox.reset();
    const { inputs, parents, update } = cases.service;
    for (const parent of parents) await provider.create(parent, cases[parent].inputs);
    const made = await provider.create("service", ofState("sone", inputs));
    await provider.update("service", made, ofState("sone", { ...inputs, ...update }));
    await provider.remove("service", made);
  });
});

describe("an object that is about something else", () => {
  it("is not taken over, whatever its tags: the service of a monitored service is compared too", async () => {
    const provider = await startProvider();
    try {
      for (const parent of cases.monitoredService.parents)
        await provider.create(parent, cases[parent].inputs);
      const service = { ...cases.service.inputs, identifier: "other", name: "other" };
      await provider.create(
        "service",
        JSON.parse(JSON.stringify(service).replaceAll("svc1", "other")) as Wire,
      );
      const { inputs } = cases.monitoredService;
      await provider.create("monitoredService", inputs);
      const request = inputs["request"] as Inputs;
      const meeting = { ...inputs, request: { ...request, serviceRef: "other" } };
      const { calls } = await provider.calls(() =>
        assert.rejects(
          provider.create("monitoredService", meeting as Wire),
          /is about something else: request.serviceRef is "\w+", not "other" \(choose another identifier.*\[HAR003\]/,
        ),
      );
      assert.deepEqual(
        Object.keys(calls).filter((route) => route.startsWith("PUT ")),
        [],
      );
    } finally {
      await provider.close();
    }
  });

  it("is known by what no update can change, for every kind, and only where Harness says it", () => {
    for (const kind of Object.keys(specs) as Kind[]) {
      const { inputs, replace, update } = cases[kind];
      assert.deepEqual(fixedDifferences(specs[kind], inputs, inputs), [], kind);
      assert.deepEqual(fixedDifferences(specs[kind], { ...inputs, ...update }, inputs), [], kind);
      assert.deepEqual(fixedDifferences(specs[kind], inputs, {}), [], kind);
      const known = Object.keys(replace).some((key) => inputs[key] !== undefined);
      assert.equal(fixedDifferences(specs[kind], { ...inputs, ...replace }, inputs).length > 0, known, kind);
    }
  });
});
