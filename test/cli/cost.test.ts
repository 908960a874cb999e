/** What a plan says `up` will cost is what the provider then calls. */
import assert from "node:assert/strict";
import { type Kind, specs } from "@pulumi/harness/spec";
import type { Change } from "../../src/cli/engine/tally";
import { callsPerMinute, upCost } from "../../src/cli/plans/cost";
import { yaml } from "@pulumi/harness/test/support/bodies";
import { cases } from "@pulumi/harness/test/support/cases";
import { ofState } from "@pulumi/harness/test/support/marks";
import type { Resource } from "@pulumi/harness/test/support/provider";
import { wireAccount, wireProvider } from "@pulumi/harness/test/support/wire";

const sandbox = wireAccount();

const updates = (kind: Kind, count = 1, properties: readonly string[] = []) => {
  const change: Change = { op: "update", type: specs[kind].token, name: "x", properties };
  const tally = { create: 0, update: count, replace: 0, delete: 0, same: 0 };
  return upCost({ tally, changes: Array.from({ length: count }, () => change) });
};

/** A provider that counts its calls. */
function counting() {
  const made = { calls: 0 };
  const provider = wireProvider(sandbox, (_request, carryOut) => {
    made.calls += 1;
    return carryOut();
  });
  return { made, provider };
}

describe("the forecast of calls", () => {
  beforeEach(() => sandbox.reset());

  for (const kind of Object.keys(specs) as Kind[]) {
    it(`is right for an update of ${kind}`, async () => {
      const { inputs, update, parents } = cases[kind];
      const setUp = wireProvider(sandbox);
      for (const parent of parents) await setUp.create(parent, cases[parent].inputs);
      const made = await setUp.create(kind, inputs);
      const { made: counted, provider } = counting();
      await provider.update(kind, made, { ...inputs, ...update });
      assert.equal(updates(kind, 1, Object.keys(update)).calls, counted.calls);
    });
  }

  for (const kind of Object.keys(specs) as Kind[]) {
    it(`is right for a deletion of ${kind} by a state that has an identity`, async () => {
      const { inputs, parents } = cases[kind];
      const setUp = wireProvider(sandbox);
      for (const parent of parents) await setUp.create(parent, cases[parent].inputs);
      const made = await setUp.create(kind, ofState("sone", inputs));
      const { made: counted, provider } = counting();
      await provider.remove(kind, made);
      const change: Change = { op: "delete", type: specs[kind].token, name: "x", properties: [] };
      const tally = { create: 0, update: 0, replace: 0, delete: 1, same: 0 };
      assert.equal(upCost({ tally, changes: [change] }).calls, counted.calls);
    });
  }

  it("is right for a template that becomes the stable version", async () => {
    const { inputs, parents } = cases.template;
    const setUp = wireProvider(sandbox);
    for (const parent of parents) await setUp.create(parent, cases[parent].inputs);
    const made = await setUp.create("template", { ...inputs, isStable: false });
    const { made: counted, provider } = counting();
    await provider.update("template", made, inputs);
    assert.equal(updates("template", 1, ["isStable"]).calls, counted.calls);
  });

  for (const [kind, count] of [
    ["service", 10],
    ["service", 11],
    ["pipeline", 25],
  ] as const) {
    it(`is right for ${count} updates of ${kind}`, async () => {
      const body = kind === "service" ? yaml.service : yaml.pipeline;
      const first = String(cases[kind].inputs["identifier"]);
      const setUp = wireProvider(sandbox);
      for (const parent of cases[kind].parents) await setUp.create(parent, cases[parent].inputs);
      const inputsOf = (i: number, description: string) => {
        const identifier = `${first}${i}`;
        const text = body("dev", description).replaceAll(first, identifier);
        return { ...cases[kind].inputs, identifier, name: identifier, yaml: text };
      };
      const made: Resource[] = [];
      for (let i = 0; i < count; i += 1) made.push(await setUp.create(kind, inputsOf(i, "one")));
      const { made: counted, provider } = counting();
      await Promise.all(made.map((object, i) => provider.update(kind, object, inputsOf(i, "two"))));
      const forecast = updates(kind, count);
      assert.equal(forecast.calls, counted.calls);
      assert.equal(forecast.seconds, Math.ceil((counted.calls * 60) / callsPerMinute));
    });
  }
});
