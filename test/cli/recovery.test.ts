/** Pure: what a journal and a state make together. That the engine accepts the result is proven in test/engine/kill. */
import assert from "node:assert/strict";
import type { JournalEntry } from "../../cli/engine/journal";
import { recover, type StateResource } from "../../cli/engine/recovery";

const stack = "urn:pulumi:dev::harness-catalog::pulumi:pulumi:Stack::harness-catalog-dev";
const service = "urn:pulumi:dev::harness-catalog::harness:platform/service:Service::a";
const pipeline = "urn:pulumi:dev::harness-catalog::harness:platform/pipeline:Pipeline::a";

function entry(
  at: JournalEntry["at"],
  op: string,
  urn: string,
  extra: Partial<JournalEntry> = {},
): JournalEntry {
  return {
    at,
    op,
    urn,
    type: urn.split("::")[2] ?? "",
    custom: !urn.includes("Stack"),
    parent: stack,
    inputs: { identifier: "a" },
    outputs: {},
    ...extra,
  };
}

const stateOf = (...urns: string[]) => ({
  resources: urns.map((urn): StateResource => ({ urn, custom: true, type: "t" })),
});

describe("recovery from a killed run", () => {
  it("has nothing to do when the state knows every created object", () => {
    assert.equal(
      recover(stateOf(service), [
        entry("begun", "create", service),
        entry("done", "create", service, { id: "a" }),
      ]),
      undefined,
    );
  });

  it("restores a finished create with its id and outputs", () => {
    const result = recover(stateOf(stack), [
      entry("begun", "create", service),
      entry("done", "create", service, { id: "from-server", outputs: { identifier: "a", name: "A" } }),
    ]);
    assert.deepEqual(result?.restored, [service]);
    const added = result.deployment.resources?.at(-1);
    assert.equal(added?.id, "from-server");
    assert.deepEqual(added.outputs, { identifier: "a", name: "A" });
  });

  it("restores a begun create under its identifier, since it may have been sent", () => {
    const result = recover(stateOf(stack), [entry("begun", "create", service)]);
    assert.equal(result?.deployment.resources?.at(-1)?.id, "a");
  });

  it("restores a begun delegate token under its name, without the value that the engine hid", () => {
    const urn = "urn:pulumi:dev::harness-catalog::harness:platform/delegatetoken:Delegatetoken::a-1";
    const result = recover(stateOf(stack), [
      entry("begun", "create", urn, { inputs: { name: "a-dev-1" }, outputs: { value: "[secret]" } }),
    ]);
    const added = result?.deployment.resources?.at(-1);
    assert.equal(added?.id, "a-dev-1");
    assert.deepEqual(added.outputs, {});
    assert.deepEqual(result?.restored, [urn]);
  });

  it("chains the objects of one component so that they are deleted in reverse", () => {
    const result = recover(stateOf(stack), [
      entry("begun", "create", service),
      entry("begun", "create", pipeline),
    ]);
    assert.deepEqual(
      result?.deployment.resources?.map((resource) => resource.dependencies ?? []),
      [[], [], [service]],
    );
  });

  it("forgets an object that the same run deleted again", () => {
    const journal = [
      entry("done", "create", service, { id: "a" }),
      entry("begun", "delete", service),
      entry("done", "delete", service),
    ];
    assert.equal(recover(stateOf(stack), journal), undefined);
  });

  it("keeps the order in which objects began, so that parents come first", () => {
    const result = recover({}, [
      entry("begun", "create", stack),
      entry("begun", "create", service),
      entry("done", "create", service, { id: "a" }),
      entry("done", "create", stack),
    ]);
    assert.deepEqual(
      result?.deployment.resources?.map(({ urn }) => urn),
      [stack, service],
    );
  });

  it("leaves masked secrets out, so that the next run writes them again", () => {
    const result = recover(stateOf(stack), [
      entry("begun", "create", service, {
        inputs: { identifier: "a", value: "[secret]", deep: { value: "[secret]" } },
      }),
    ]);
    assert.deepEqual(result?.deployment.resources?.at(-1)?.inputs, { identifier: "a" });
  });
});
