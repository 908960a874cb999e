/** Whether orphans may be deleted: the guard's limits, and nobody's silence. */
import assert from "node:assert/strict";
import type { CatalogError } from "@harness-catalog/problems";
import { removalRefusal } from "../../src/cli/orphans/guard";
import { removeFound, removalText, takeable, type Wish } from "../../src/cli/orphans/settle";
import type { OrphanLook } from "../../src/cli/orphans/find";
import type { EngineSettings } from "../../src/cli/engine/settings";
import type { Orphan } from "@pulumi/harness/provider/orphans";
import { memoryIo } from "../support/io";

const orphan = (kind: Orphan["kind"], identifier: string): Orphan => ({
  kind,
  identifier,
  place: {},
  address: `${kind}/${identifier}`,
  service: undefined,
  marked: true,
  exact: true,
  properties: {},
});
const services = Array.from({ length: 9 }, (_, number) => `service-${number}`);

describe("the guard of orphans", () => {
  const said = (orphans: readonly Orphan[], allowed?: number, held = services) =>
    removalRefusal(orphans, held, allowed)?.problems[0];

  it("lets go what holds no history, and few of many services; a pipeline and its service are one", () => {
    assert.equal(said([orphan("roles", "r"), orphan("template", "t@1.0.0")]), undefined);
    const [one, two] = [orphan("service", "late_service"), orphan("pipeline", "late_service_cd")];
    assert.equal(said([one, two]), undefined);
  });

  it("asks for the exact number beyond a quarter or ten, and for every environment", () => {
    const pipelines = Array.from({ length: 4 }, (_, number) => orphan("pipeline", `copy_${number}`));
    const refused = said(pipelines);
    assert.equal(refused?.code, "CMD002");
    assert.match(refused.hint, /--allow-deletions 4/);
    assert.match(
      said(pipelines, 3)?.message ?? "",
      /^4 orphans .*, not the 3 that are allowed;[^]*^ {2}services, by identifier: copy_0, copy_1/m,
    );
    assert.equal(said(pipelines, 4), undefined);
    assert.match(said([orphan("environment", "old")])?.message ?? "", /^1 orphan with[^]*environment old/);
    assert.equal(said([orphan("environment", "old")], 1), undefined);
    const eleven = Array.from({ length: 11 }, (_, number) => orphan("pipeline", `p_${number}`));
    assert.match(said(eleven, undefined, [...Array(500).keys()].map(String))?.message ?? "", /^11 orphans/);
    assert.notEqual(said([orphan("pipeline", "p")], undefined, []), undefined, "all of what there is");
  });
});

describe("orphans are deleted only by a word", () => {
  const look = {
    removable: [orphan("roles", "r")],
    services,
    owner: {},
    connection: {},
  } as unknown as OrphanLook;
  const settings = { workDir: "/nonexistent", programEnv: {} } as unknown as EngineSettings;
  const wish: Wish = { remove: false, yes: true, allowed: undefined, mayAsk: true };
  const code = (error: unknown) => (error as CatalogError).problems[0]?.code === "CMD005";

  it("--yes alone does nothing, and the word alone needs somebody to ask", async () => {
    assert.equal(await removeFound(memoryIo(), settings, look, wish), undefined);
    await assert.rejects(
      removeFound(memoryIo(), settings, look, { ...wish, remove: true, yes: false }),
      code,
    );
  });

  it("a person who says anything but yes keeps them", async () => {
    const io = memoryIo({ tty: true, input: "no\n" });
    assert.equal(await removeFound(io, settings, look, wish), undefined);
    assert.match(io.err(), /delete 1 orphan that the catalog does not ask for\? Type yes/);
    const asked = memoryIo({ tty: true, input: "y\n" });
    await assert.rejects(removeFound(asked, settings, look, { ...wish, remove: true, yes: false }), code);
    const machine = memoryIo({ tty: true, input: "yes\n" });
    assert.equal(await removeFound(machine, settings, look, { ...wish, mayAsk: false }), undefined);
  });

  it("nothing is asked where there is nothing to delete", async () => {
    const none = { ...look, removable: [] };
    assert.equal(await removeFound(memoryIo(), settings, none, { ...wish, remove: true }), undefined);
  });

  it("what can be taken over is what the catalog has; what became of the rest is told", () => {
    const entry = { kind: "roles", identifier: "r", scope: "account", service: null, cure: "" };
    const relatives = [{ state: "s1", objects: 2, catalogKeys: ["pipeline/b"] }];
    const orphans = [
      { ...entry, catalogKey: "roles/r" },
      { ...entry, catalogKey: null },
    ];
    assert.deepEqual(takeable({ orphans, unmanaged: [], relatives, unseen: [], calls: 0 }), [
      "roles/r",
      "pipeline/b",
    ]);
    const removed = { kind: "roles", identifier: "r", scope: "account" };
    assert.equal(
      removalText([
        { ...removed, kept: null },
        { ...removed, kept: "denied" },
      ]),
      "deleted roles r in account\nleft alone roles r in account: denied",
    );
  });
});
