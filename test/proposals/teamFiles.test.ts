/** Changes of a catalog whose teams have files of their own: each lands in the right file, from every way in. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { addition, removal } from "../../src/backstage/change";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import { parseCatalog } from "../../src/catalog/load";
import { run } from "../../src/cli/run";
import { applied } from "../../src/proposals/apply";
import type { Change } from "../../src/proposals/change";
import { propose } from "../../src/proposals/propose";
import { basePlatform, baseServices, codeAndPlace, problemsIn } from "../catalog/base";
import { memoryIo } from "../support/io";
import { createRemote, type Remote } from "../support/remote";

const payments = `services:
  - name: ledger
    regions: [north] # the only one

  - name: orders
    regions: [north, south]
`;
const platform = { path: "catalog/platform.yaml", text: basePlatform };
const paymentsFile = { path: "catalog/services/payments.yaml", text: payments };
const toolsFile = {
  path: "catalog/services/platform.yaml",
  text: "services:\n  - name: tools\n    regions: [north]\n",
};
const files = [platform, paymentsFile, toolsFile];
const mail = { name: "mail", team: "payments", regions: ["north"] };

/** Files that a change leaves otherwise, by path; the catalog afterwards must be valid. */
const after = (change: Change, before = files): Record<string, string> => {
  const texts = applied(before, change);
  parseCatalog(texts);
  const old = new Map(before.map(({ path, text }) => [path, text]));
  return Object.fromEntries(
    texts.filter(({ path, text }) => old.get(path) !== text).map(({ path, text }) => [path, text]),
  );
};

describe("changes of a catalog by teams", () => {
  it("a new entry goes into the file of its team, which says the team for it", () => {
    assert.deepEqual(after({ kind: "add", entry: mail }), {
      [paymentsFile.path]: payments.replace(
        "\n  - name: orders",
        "\n  - name: mail\n    regions: [north]\n\n  - name: orders",
      ),
    });
  });

  it("one of a team without a file makes the file, unless there is one for everybody", () => {
    const before = [platform, paymentsFile];
    const entry = { name: "tools", team: "platform", regions: ["north"] };
    const text = "services:\n  - name: tools\n    regions: [north]\n";
    assert.deepEqual(after({ kind: "add", entry }, before), { "catalog/services/platform.yaml": text });
    const shared = { path: "catalog/services.yaml", text: "services: []\n" };
    assert.deepEqual(after({ kind: "add", entry }, [...before, shared]), {
      "catalog/services.yaml": "services:\n  - name: tools\n    regions: [north]\n    team: platform\n",
    });
  });

  it("the same entry again changes nothing, and neither does naming the team", () => {
    const entry = { name: "ledger", team: "payments", regions: ["north"] };
    assert.deepEqual(after({ kind: "add", entry }), {});
    assert.deepEqual(after({ kind: "change", entry }), {});
  });

  it("a changed entry keeps its file and everything around it", () => {
    const entry = { name: "ledger", team: "payments", regions: ["north"], size: "small" };
    assert.deepEqual(after({ kind: "change", entry }), {
      [paymentsFile.path]: payments.replace("    regions: [north]", "    size: small\n    regions: [north]"),
    });
  });

  it("one that changes hands moves to the file of the new team, and one that is removed leaves its own", () => {
    const entry = { name: "ledger", team: "platform", regions: ["north"] };
    const moved = after({ kind: "change", entry });
    assert.deepEqual(Object.keys(moved), [paymentsFile.path, toolsFile.path]);
    assert.doesNotMatch(moved[paymentsFile.path]!, /ledger/);
    assert.match(moved[toolsFile.path]!, /- name: ledger\n {4}regions: \[north\]\n\n {2}- name: tools/);
    assert.deepEqual(after({ kind: "remove", name: "tools" }), { [toolsFile.path]: "services: []\n" });
  });

  it("the forms of Backstage write the same files", () => {
    const checkout = { files, library: readTemplateLibrary() };
    const added = addition(checkout, { ...mail, slack: "" });
    assert.equal(added.files[0]?.path, paymentsFile.path);
    assert.equal(added.team, "payments");
    const removed = removal(checkout, "tools", "tools");
    assert.deepEqual(
      [removed.team, removed.files],
      ["platform", [{ path: toolsFile.path, text: "services: []\n" }]],
    );
  });
});

describe("add and remove in a folder by teams", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-teams-"));
    for (const { path, text } of files) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const cli = async (...argv: string[]) => {
    const io = memoryIo({ cwd: dir, env: {} });
    return { code: await run(argv, io), out: io.out(), err: io.err() };
  };

  it("edit the file of the team", async () => {
    const added = await cli("add", "mail", "--team", "payments", "--regions", "north");
    assert.equal(added.code, 0, added.err);
    const file = join(dir, paymentsFile.path);
    assert.match(readFileSync(file, "utf8"), /- name: mail\n {4}regions: \[north\]\n\n {2}- name: orders/);
    assert.equal((await cli("remove", "mail")).code, 0);
    assert.equal(readFileSync(file, "utf8"), payments);
  });
});

describe("proposals to a repository by teams", function () {
  this.timeout(60_000);
  let remote: Remote;
  beforeEach(() => (remote = createRemote()));
  afterEach(() => remote.close());

  it("read and write the files of teams, and refuse a base in which something is not read", async () => {
    remote.commit("main", { "catalog/services.yaml": "services: []\n", [paymentsFile.path]: payments });
    const { commit, draft } = await propose(remote.place(), {
      changes: [{ kind: "add", entry: mail }],
      by: "ann",
    });
    assert.deepEqual(
      draft.files.map(({ path }) => path),
      [paymentsFile.path],
    );
    assert.match(remote.read(commit ?? "", paymentsFile.path), /- name: mail\n/);
    const left = { "catalog/services/old/a.yaml": baseServices };
    remote.commit("add-mail", left);
    const again = propose(remote.place(), { changes: [{ kind: "add", entry: mail }], by: "ann" });
    await assert.rejects(again, /holds commits that harness-catalog did not make/);
    remote.commit("main", left);
    await assert.rejects(
      propose(remote.place(), { changes: [{ kind: "remove", name: "mail" }], by: "ann" }),
      /catalog\/services\/old:1:1 nothing in this folder is read; .*\[CAT008\]/s,
    );
  });
});

describe("a catalog by teams, read for those who edit it", () => {
  it("names the place of an entry that stands in the way", () => {
    const entry = { ...mail, name: "tools" };
    const [problem] = problemsIn(() => applied(files, { kind: "add", entry }));
    assert.equal(codeAndPlace(problem!), "CAT030 catalog/services/platform.yaml:2:5");
    assert.match(problem!.message, /tools is in the catalog already, in catalog\/services\/platform\.yaml/);
  });
});
