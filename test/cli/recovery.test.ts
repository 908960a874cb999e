/** Pure: what a journal and a state make together. That the engine accepts the result is proven in test/engine/kill. */
import assert from "node:assert/strict";
import type { WriteEntry } from "../../src/cli/engine/journal";
import type { JournalEntry } from "../../src/cli/engine/journalEntry";
import { unproven } from "../../src/cli/engine/proof";
import { recover, type Recovery, type StateResource } from "../../src/cli/engine/recovery";

const prefix = "urn:pulumi:dev::harness-catalog::";
const stack = `${prefix}pulumi:pulumi:Stack::harness-catalog-dev`;
const provider = `${prefix}pulumi:providers:harness::harness`;
const service = `${prefix}harness:platform/service:Service::a`;
const pipeline = `${prefix}harness:platform/pipeline:Pipeline::a`;
const connector = `${prefix}harness:platform/githubConnector:GithubConnector::a`;

const typeOf = (urn: string) => urn.split("::")[2] ?? "";

function write(
  op: WriteEntry["op"],
  urn: string,
  inputs: Record<string, unknown> = {},
  extra: Partial<WriteEntry> = {},
): WriteEntry {
  return {
    write: `${op} ${urn}`,
    op,
    urn,
    type: typeOf(urn),
    id: "a",
    address: ["projectId", "identifier"],
    secrets: [],
    inputs: { identifier: "a", projectId: "p", ...inputs },
    to: { accountId: "acc", endpoint: "http://127.0.0.1:1" },
    ...extra,
  };
}

function event(
  at: JournalEntry["at"],
  op: string,
  urn: string,
  extra: Partial<JournalEntry> = {},
): JournalEntry {
  return {
    at,
    op,
    urn,
    type: typeOf(urn),
    custom: !urn.includes("Stack"),
    inputs: {},
    outputs: {},
    ...extra,
  };
}

function known(urn: string, extra: Partial<StateResource> = {}): StateResource {
  const values = { identifier: "a", projectId: "p" };
  return { urn, custom: true, type: typeOf(urn), id: "a", inputs: values, outputs: values, ...extra };
}

const resourcesOf = ({ deployment }: Recovery) => deployment.resources ?? [];
const noteOf = (resource: StateResource | undefined) => resource?.outputs?.["__meta"];
const find = (recovery: Recovery, urn: string) => resourcesOf(recovery).find((one) => one.urn === urn);

describe("recovery from a killed run", () => {
  it("marks what the state knows and a write had begun on as unread, updates and deletes included", () => {
    for (const op of ["create", "update", "delete"] as const) {
      const recovery = recover({ resources: [known(service), known(pipeline)] }, [write(op, service)], []);
      assert.deepEqual(recovery.unread, [service], op);
      const said = op === "delete" ? {} : { said: [{ identifier: "a", projectId: "p" }] };
      assert.equal(noteOf(find(recovery, service)), JSON.stringify({ unread: "kept", ...said }), op);
      assert.equal(noteOf(find(recovery, pipeline)), undefined, op);
    }
  });

  it("keeps what each write said, over several killed runs, so that nothing of it is taken for what people added", () => {
    const first = recover({ resources: [known(service)] }, [write("update", service, { tags: ["a"] })], []);
    const second = recover(first.deployment, [write("update", service, { tags: ["b"] })], []);
    const { said } = JSON.parse(noteOf(find(second, service)) as string) as { said: { tags: string[] }[] };
    assert.deepEqual(
      said.map(({ tags }) => tags),
      [["a"], ["b"]],
    );
  });

  it("adds what the state does not know, as an object that may be somebody else's", () => {
    const recovery = recover({ resources: [known(provider)] }, [write("create", service)], []);
    const added = find(recovery, service);
    assert.deepEqual([added?.id, added?.provider], ["a", `${provider}::a`]);
    assert.equal(noteOf(added), '{"unread":"lost"}');
    const again = recover(recovery.deployment, [write("create", service)], []);
    assert.match(
      noteOf(find(again, service)) as string,
      /^\{"unread":"lost"/,
      "killed once more, it is as uncertain",
    );
  });

  it("makes the provider anew where the first run was killed before the engine told of it", () => {
    const recovery = recover({}, [write("create", service)], []);
    const made = find(recovery, provider);
    assert.deepEqual(made?.inputs, { accountId: "acc", endpoint: "http://127.0.0.1:1" });
    assert.equal(find(recovery, service)?.provider, `${provider}::${made?.id}`);
  });

  it("adds an object made at another place beside the one the state knows, which the provider keeps if it is wanted", () => {
    const moved = write("create", service, { projectId: "q" });
    const recovery = recover({ resources: [known(provider), known(service)] }, [moved], []);
    const twin = resourcesOf(recovery).find(({ urn }) => urn.startsWith(`${service}~unrecorded-`));
    assert.equal(twin?.inputs?.["projectId"], "q");
    assert.deepEqual(recovery.unread, [twin?.urn], "the object at the old place was not touched");
    const again = recover(recovery.deployment, [moved, write("delete", service)], []);
    assert.equal(resourcesOf(again).filter(({ urn }) => urn.startsWith(service)).length, 2);
    assert.deepEqual([...again.unread].sort(), [service, twin?.urn].sort());
  });

  it("leaves out a secret that the write changed, so that it is written again, and no other", () => {
    const values = { identifier: "a", projectId: "p", value: "1b47061264138c4ac30d75fd1eb44270" };
    const state = () => ({ resources: [known(service, { inputs: values, outputs: values })] });
    const changed = recover(state(), [write("update", service, {}, { secrets: ["value"] })], []);
    assert.equal(find(changed, service)?.inputs?.["value"], undefined);
    assert.equal(find(changed, service)?.outputs?.["value"], undefined);
    const same = recover(state(), [write("update", service)], []);
    assert.equal(find(same, service)?.inputs?.["value"], values.value);
  });

  it("lets objects be deleted before what they name", () => {
    const yaml = "serviceRef: svc\nconnectorRef: account.git";
    const recovery = recover(
      { resources: [known(provider), known(pipeline)] },
      [
        write("create", service, { identifier: "svc" }, { id: "svc" }),
        write("create", connector, { identifier: "git" }, { id: "git" }),
        write("update", pipeline, { yaml }),
      ],
      [],
    );
    assert.deepEqual(
      resourcesOf(recovery).map(({ urn }) => urn),
      [provider, connector, service, pipeline],
    );
    assert.deepEqual(find(recovery, service)?.dependencies, []);
    assert.deepEqual([...(find(recovery, pipeline)?.dependencies ?? [])].sort(), [connector, service].sort());
  });

  it("takes operations that a run with checkpoints left pending for writes, and ends their waiting", () => {
    const state = {
      resources: [known(provider), known(pipeline)],
      pending_operations: [
        { type: "creating", resource: known(service, { provider: `${provider}::a` }) },
        { type: "deleting", resource: known(pipeline) },
      ],
    };
    const recovery = recover(state, [], []);
    assert.equal("pending_operations" in recovery.deployment, false);
    assert.deepEqual([...recovery.unread].sort(), [pipeline, service]);
    assert.equal(noteOf(find(recovery, service)), '{"unread":"lost"}');
  });

  it("restores groups and their order from the engine's events, and puts lost objects into them", () => {
    const recovery = recover(
      { resources: [known(provider)] },
      [write("create", service)],
      [
        event("begun", "create", stack),
        event("begun", "create", service, { parent: stack, provider: `${provider}::a` }),
        event("done", "create", stack),
      ],
    );
    assert.deepEqual(
      resourcesOf(recovery).map(({ urn }) => urn),
      [provider, stack, service],
    );
    assert.equal(find(recovery, service)?.parent, stack);
  });

  it("knows the token of a delegate by its name when only the engine told of it", () => {
    const urn = `${prefix}harness:platform/delegatetoken:Delegatetoken::a-1`;
    const inputs = { name: "a-dev-1" };
    const recovery = recover(
      { resources: [known(provider)] },
      [],
      [event("begun", "create", urn, { inputs, outputs: { value: "[secret]" } })],
    );
    assert.equal(find(recovery, urn)?.id, "a-dev-1");
    assert.equal(find(recovery, urn)?.outputs?.["value"], undefined);
  });
});

describe("the proof that a write has ended", () => {
  const noting = (urn: string, name: string) => known(urn, { outputs: { __meta: `{"write":"${name}"}` } });
  const [create, update, remove] = [
    write("create", service, {}, { write: "w1" }),
    write("update", pipeline, {}, { write: "w2" }),
    write("delete", connector, {}, { write: "w3" }),
  ];
  const writes = [create, update, remove];

  it("is the name of the write in the state, or that nothing is left", () => {
    assert.deepEqual(unproven(writes, [noting(service, "w1"), noting(pipeline, "w2")]), []);
  });

  it("is missing while the state is the one before", () => {
    const before = [noting(pipeline, "other"), known(connector)];
    assert.deepEqual(unproven(writes, before), writes);
  });

  it("of a replacement is the new object in the place of the old", () => {
    const again = write("create", connector, {}, { write: "w4" });
    assert.deepEqual(unproven([remove, again], [noting(connector, "w4")]), []);
    assert.deepEqual(unproven([remove, again], [noting(connector, "w0")]), [remove, again]);
  });
});
