/** Which state a stack is: said, kept, or following from where it lies. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backendOf, stateIdentity, stateIdGrammar, type StateFacts } from "../../infra/stateIdentity";

const facts: StateFacts = {
  explicit: undefined,
  last: undefined,
  backendUrl: "s3://states/catalog",
  organization: "organization",
  project: "harness-catalog",
  stack: "dev",
};
const idOf = (more: Partial<StateFacts> = {}) => stateIdentity({ ...facts, ...more });

describe("the identity of a state", () => {
  it("is what somebody says, then what the last run left, then what follows from its place", () => {
    const derived = idOf() ?? "";
    assert.match(derived, stateIdGrammar);
    assert.equal(idOf({ last: {} }), derived, "the first run has left nothing");
    assert.equal(idOf({ last: { account: "a", stateId: "kept" } }), "kept");
    assert.equal(idOf({ explicit: "said", last: { account: "a", stateId: "kept" } }), "said");
    assert.equal(idOf({ explicit: "said", last: { account: "a" } }), "said");
  });

  it("is none for a stack that was applied before there were identities: nothing changes by itself", () => {
    assert.equal(idOf({ last: { account: "a" } }), undefined);
  });

  it("of a bucket is the same wherever it is read from; every part of its place counts", () => {
    const same = [
      {},
      { backendUrl: "s3://states/catalog/" },
      { backendUrl: "s3://states/catalog?region=eu-west-1" },
    ];
    assert.equal(new Set(same.map(idOf)).size, 1);
    const others: Partial<StateFacts>[] = [
      {},
      { backendUrl: "gs://states/catalog" },
      { backendUrl: "s3://states/other" },
      { project: "other" },
      { stack: "prod" },
      { backendUrl: "https://api.pulumi.com" },
      { backendUrl: "https://api.pulumi.com", organization: "acme" },
    ];
    assert.equal(new Set(others.map(idOf)).size, others.length);
  });

  it("of Pulumi's service needs the organization, and without any place there is none", () => {
    assert.equal(idOf({ backendUrl: "https://api.pulumi.com", organization: undefined }), undefined);
    assert.equal(idOf({ backendUrl: undefined }), undefined);
  });

  it("of a folder is one folder's of one machine, also when it is made anew, and by another path to it", () => {
    const dir = mkdtempSync(join(tmpdir(), "harness-catalog-id-"));
    try {
      const [one, two, link] = ["one", "two", "link"].map((name) => join(dir, name)) as [
        string,
        string,
        string,
      ];
      mkdirSync(one);
      symlinkSync(one, link);
      const of = (path: string) => idOf({ backendUrl: `file://${path}` });
      const first = of(one);
      assert.equal(of(`${one}/`), first);
      assert.equal(of(link), first);
      assert.notEqual(of(two), first);
      rmSync(one, { recursive: true });
      assert.equal(of(one), first);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe("the backend of plain pulumi", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "harness-catalog-backend-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const home = (content: string) => {
    writeFileSync(join(root, "credentials.json"), content);
    return { PULUMI_HOME: root };
  };

  it("is that of the environment, of the project, or of the last login", () => {
    const login = home('{"current":"gs://login"}');
    assert.equal(backendOf(root, login), "gs://login");
    writeFileSync(join(root, "Pulumi.yaml"), "name: x\nbackend:\n  url: s3://project\n");
    assert.equal(backendOf(root, login), "s3://project");
    assert.equal(backendOf(root, { ...login, PULUMI_BACKEND_URL: "file://./here" }), `file://${root}/here`);
  });

  it("is not known where nothing says it", () => {
    assert.equal(backendOf(root, { PULUMI_HOME: root }), undefined);
    assert.equal(backendOf(root, home("torn {")), undefined);
  });
});
