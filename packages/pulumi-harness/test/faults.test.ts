/** Objects survive what the network and the server do. Time is virtual; the faults are the sandbox's. */
import assert from "node:assert/strict";
import { type Kind, specs } from "../src/sdk/spec";
import type { FaultRule } from "harness-sandbox";
import { cases } from "./support/cases";
import { startProvider, type TestProvider } from "./support/provider";

const kinds = Object.keys(specs) as Kind[];

describe("provider under faults", () => {
  let provider: TestProvider;

  beforeEach(async () => {
    provider = await startProvider();
  });
  afterEach(() => provider.close());

  for (const fault of ["accepted-then-failed", "accepted-then-drop"] as const) {
    for (const kind of kinds) {
      it(`${kind}: a create that is ${fault} is found and not repeated`, async () => {
        await createAll(provider, cases[kind].parents);
        provider.sandbox.faults({ rules: [{ match: { method: "POST" }, kind: fault, times: 1 }] });
        const { result, calls } = await provider.calls(() => provider.create(kind, cases[kind].inputs));
        assert.notEqual(result.id, "");
        const posts = Object.entries(calls).filter(([route]) => route.startsWith("POST"));
        assert.deepEqual(
          posts.map(([, count]) => count),
          [1],
        );
        await provider.remove(kind, result);
      });
    }
  }

  for (const fault of ["500", "drop", "429"] as const) {
    it(`repeats after ${fault}, for every method`, async () => {
      const { inputs, update } = cases.organization;
      const again = (method: string): FaultRule => ({ match: { method }, kind: fault, times: 3 });
      provider.sandbox.faults({ rules: ["POST", "GET", "PUT", "DELETE"].map(again) });
      const made = await provider.create("organization", inputs);
      assert.equal((await provider.read("organization", made.id, made)).id, "org1");
      const changed = await provider.update("organization", made, { ...inputs, ...update });
      await provider.remove("organization", changed);
      assert.equal((await provider.read("organization", made.id)).id, "");
    });
  }

  it("outlives a long burst of 429", async () => {
    provider.sandbox.faults({ rules: [{ kind: "429", times: 15 }] });
    assert.equal((await provider.create("organization", cases.organization.inputs)).id, "org1");
  });

  it("gives up on 429 at the deadline, with the cure", async () => {
    provider.sandbox.faults({ rules: [{ kind: "429" }] });
    await assert.rejects(
      provider.create("organization", cases.organization.inputs),
      /Organization "logical-organization": .*\(check the endpoint and the network.*\[HAR006\]/,
    );
  });

  it("gives up on a server that keeps failing", async () => {
    provider.sandbox.faults({ rules: [{ kind: "500", match: { method: "PUT" } }] });
    const made = await provider.create("organization", cases.organization.inputs);
    const { calls } = await provider.calls(() =>
      assert.rejects(
        provider.update("organization", made, { ...made.inputs, description: "x" }),
        /answered 500.*run the command again.*HAR006/,
      ),
    );
    assert.equal(calls["PUT /ng/api/organizations/:identifier"], 8);
  });

  it("reaches the same account whatever 25 % of the calls meet", async () => {
    await createAll(provider, kinds);
    const expected = provider.sandbox.snapshot();
    for (const seed of [1, 2, 3, 4, 5]) {
      provider.sandbox.reset();
      const faults = ["429", "500", "drop", "accepted-then-failed", "accepted-then-drop"] as const;
      provider.sandbox.faults({ seed, rules: faults.map((kind) => ({ kind, probability: 0.05 })) });
      await createAll(await provider.again(), kinds);
      provider.sandbox.faults({});
      assert.deepEqual(provider.sandbox.snapshot(), expected);
    }
  });

  describe("a role assignment, which is deleted and made again", () => {
    const { inputs, parents } = cases.roleAssignments;
    const moved = { ...inputs, disabled: true };
    const path = "/authz/api/roleassignments";

    it("is put back when it cannot be made again", async () => {
      await createAll(provider, parents);
      const made = await provider.create("roleAssignments", inputs);
      const gone = { ...inputs, roleIdentifier: "no_such_role" };
      await assert.rejects(provider.update("roleAssignments", made, gone), /no_such_role/);
      const fresh = await provider.read("roleAssignments", made.id, made);
      assert.equal(fresh.inputs["roleIdentifier"], "role1");
    });

    it("is reported as half-made when it cannot be put back, and made by the next update", async () => {
      await createAll(provider, parents);
      const made = await provider.create("roleAssignments", inputs);
      provider.sandbox.faults({ rules: [{ match: { method: "POST", path }, kind: "500" }] });
      await assert.rejects(provider.update("roleAssignments", made, moved), /exists in part.*\[HAR007\]/s);
      provider.sandbox.faults({});
      await provider.update("roleAssignments", made, moved);
      assert.equal((await provider.read("roleAssignments", made.id, made)).inputs["disabled"], true);
    });
  });
});

async function createAll(provider: TestProvider, list: readonly Kind[]): Promise<void> {
  const done = new Set<Kind>();
  const create = async (kind: Kind): Promise<void> => {
    if (done.has(kind)) return;
    done.add(kind);
    for (const parent of cases[kind].parents) await create(parent);
    await provider.create(kind, cases[kind].inputs);
  };
  for (const kind of list) await create(kind);
}
