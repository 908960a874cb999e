/** What a person is told about orphans. */
import assert from "node:assert/strict";
import { driftMarkdown, hasDrifted, type Drift } from "../../src/cli/markdown/drift";
import { reportLimit } from "../../src/cli/markdown/fit";
import { entryOf, unseenEntry, worthTelling, type CureContext } from "../../src/cli/orphans/entry";
import { orphansText } from "../../src/cli/orphans/text";
import { loadCatalog } from "../../src/catalog/load";
import { serviceNames, serviceOfPipeline } from "../../src/catalog/names";
import { packageRoot } from "../../src/paths/packageRoot";
import type { Orphan } from "@pulumi/harness/provider/orphans/model";
import { memoryIo } from "../support/io";

const { services } = loadCatalog(`${packageRoot()}/catalog`);
const context: CureContext = {
  stack: "dev",
  services,
  planned: new Map([["pipeline/default/platform/backend_cd", "pipeline/backend"]]),
};
const orphan = (identifier: string, more: Partial<Orphan> = {}): Orphan => ({
  kind: "pipeline",
  identifier,
  place: { orgId: "default", projectId: "platform" },
  address: `pipeline/default/platform/${identifier}`,
  service: undefined,
  marked: true,
  exact: more.marked ?? true,
  properties: {},
  ...more,
});
const cure = (identifier: string, more: Partial<Orphan> = {}) =>
  entryOf(orphan(identifier, more), context).cure;

describe("orphans for people", () => {
  it("the rule of a pipeline's name is read backwards", () => {
    for (const name of ["backend", "payment-service", "a1"])
      assert.equal(serviceOfPipeline(serviceNames.pipeline(name)), name);
    for (const other of ["backend", "_cd", "cd", "Backend_cd", "backend__cd", "1a_cd", "backend_cd_2"])
      assert.equal(serviceOfPipeline(other), undefined, other);
  });

  it("what the catalog has is taken over, by name where it is not marked", () => {
    assert.equal(
      cure("backend_cd"),
      "the catalog has pipeline/backend: take it over with npx harness-catalog up --stack dev",
    );
    assert.match(cure("backend_cd", { exact: false }), /up --stack dev --adopt-orphans$/);
    assert.match(cure("backend_cd", { marked: false }), /up --stack dev --import pipeline\/backend$/);
  });

  it("what it has not is deleted, kept, or written into it", () => {
    assert.match(
      cure("copy", { service: "backend" }),
      /^service backend is in the catalog, this object is not: del/,
    );
    assert.match(
      cure("copy"),
      /^not in the catalog: delete it with .* drift --stack dev --delete-orphans, or take the marks/,
    );
    assert.match(
      cure("copy", { exact: false }),
      /^not in the catalog: delete it in Harness, or take the marks/,
    );
    assert.match(
      cure("gone_cd", { service: "gone" }),
      /^service gone is not .*add the service again and run up$/,
    );
    assert.match(cure("mine_cd", { marked: false }), /managed_by .*--import pipeline\/mine$/);
    assert.match(
      cure("frontend_cd", { marked: false }),
      /^service frontend is in the catalog, but has no pipeline/,
    );
  });

  it("says nothing of a module that is not there where nobody uses it", () => {
    const denied = {
      place: { orgId: "default" },
      kinds: ["roles", "monitoredService"],
      reason: "denied",
    } as const;
    const alone = { ...denied, kinds: ["monitoredService"] } as const;
    const told = worthTelling([denied, alone], new Set(["service"])).map(({ kinds }) => kinds);
    assert.deepEqual(told, [["roles"]]);
    assert.deepEqual(worthTelling([alone], new Set(["monitoredService"])), [alone]);
  });

  it("text says what, where and what to do, and what could not be looked at", () => {
    const io = memoryIo();
    const found = entryOf(orphan("copy", { service: "backend" }), context);
    const unseen = unseenEntry({ place: { orgId: "default" }, kinds: ["roles", "policy"], reason: "denied" });
    const relatives = [{ state: "s1a", objects: 2, catalogKeys: ["pipeline/backend"] }];
    const report = { orphans: [found], unmanaged: [], relatives, unseen: [unseen], calls: 7 };
    assert.deepEqual(orphansText(io, "dev", report).split("\n"), [
      "stack dev has 1 orphan: marked as its own, not in its state",
      "  pipeline copy in project default/platform",
      `    ${found.cure}`,
      "2 objects of another state of stack dev (catalog_state s1a): leave them to whoever runs it; where it is lost, take " +
        "them over with npx harness-catalog up --stack dev --adopt-orphans, or be that state again with harness-catalog:stateId: s1a",
      "could not be looked at in organization default: roles, policy (denied)",
      "7 API calls to look for orphans",
    ]);
  });
});

describe("orphans in the issue of drift", () => {
  const none = {
    tally: { create: 0, update: 0, replace: 0, delete: 0, same: 9 },
    changes: [],
    calls: { total: 0, byMethod: {}, byRoute: {} },
    notices: [],
    seconds: 1,
  };
  const report = { orphans: [], unmanaged: [], relatives: [], unseen: [], calls: 0 };
  const having = (orphans: Partial<Drift["orphans"]>): Drift => ({
    stack: "prod",
    found: none,
    repair: none,
    orphans: { ...report, ...orphans },
  });
  const entry = (number: number) => ({
    kind: "pipeline",
    identifier: `copy_${number}`,
    scope: "project default/platform",
    service: "shop",
    catalogKey: null,
    cure: "delete it in Harness",
  });

  it("are drift; what could not be looked at is told and is none", () => {
    assert.equal(hasDrifted(having({ orphans: [entry(1)] })), true);
    assert.equal(hasDrifted(having({ unmanaged: [entry(1)] })), true);
    const unseen = [{ scope: "account", kinds: ["roles", "policy"], reason: "denied @you" }];
    assert.equal(hasDrifted(having({ unseen })), false);
    assert.match(
      driftMarkdown(having({ unseen })),
      /is what the catalog says[^]*> Could not be looked at in account: `roles`, `policy` \(denied @&#8203;you\)/,
    );
  });

  it("are tables, folded beyond twenty rows, within the limit of an issue", () => {
    const few = driftMarkdown(having({ orphans: [entry(1)], unmanaged: [entry(2)] }));
    assert.match(
      few,
      /#### Orphans: .*\n\n\| object .*\n.*\n\| pipeline `copy_1` \| .* \| `shop` \| delete it/,
    );
    assert.match(few, /#### Pipelines that nobody manages.*\n\n.*\n.*\n\| pipeline `copy_2`/);
    assert.ok(!few.includes("<details>"));
    const many = Array.from({ length: 250 }, (_, number) => entry(number));
    const long = driftMarkdown(having({ orphans: many, unmanaged: many }));
    assert.match(long, /<details><summary>Orphans: .*: 230 more<\/summary>[^]*_150 more are left out/);
    assert.ok(long.length <= reportLimit, String(long.length));
  });
});
