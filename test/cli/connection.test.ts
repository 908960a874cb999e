/** Where a run reaches its account: what it was told, never what a state says. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { placeEnv, placeOf, sandboxEnv } from "../../src/cli/engine/accountEnv";
import { appliedTo, noAccount } from "../../src/cli/engine/connection";
import { connectionOf } from "../../src/cli/engine/stackRecord";
import { engineSettings } from "../../src/cli/engine/settings";
import { isSameEndpoint, otherAccount, shownEndpoint } from "@harness-catalog/problems/connection";
import { memoryIo } from "../support/io";

describe("endpoints", () => {
  const gateway = "https://app.harness.io/gateway";
  const table: readonly [string, string, boolean][] = [
    [gateway, "https://app.harness.io/gateway/", true],
    [gateway, "HTTPS://App.Harness.IO:443/gateway", true],
    [gateway, "https://app.harness.io./gateway", true],
    [gateway, "https://user:pass@app.harness.io/gateway?x#y", true],
    [gateway, "https://app.harness.io/Gateway", false],
    [gateway, "https://app.harness.io", false],
    [gateway, "http://app.harness.io/gateway", false],
    [gateway, "https://app3.harness.io/gateway", false],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8081", false],
    ["http://127.0.0.1:80", "http://127.0.0.1/", true],
    ["no url", "no url/", true],
  ];
  for (const [one, other, same] of table)
    it(`${one} and ${other} are ${same ? "one" : "two"}`, () =>
      assert.equal(isSameEndpoint(one, other), same));

  it("are shown without credentials", () => {
    assert.equal(shownEndpoint("https://me:secret@h.example/gateway/"), "https://h.example/gateway");
  });
});

describe("a run that knows no account", () => {
  const said = (env: Record<string, string>) =>
    noAccount("dev", { accountId: "sandbox", endpoint: "http://old" }, env).problems[0]!;

  it("is told what to set, or what to unset for the sandbox", () => {
    const nothing = said({ HARNESS_ENDPOINT: "" });
    assert.match(nothing.message, /this run is told of no account$/);
    assert.match(nothing.hint, /^set HARNESS_ACCOUNT_ID, .*Pulumi\.dev\.yaml$/);
    const key = said({ HARNESS_PLATFORM_API_KEY: "k" });
    assert.match(key.message, /told HARNESS_PLATFORM_API_KEY but no account, so the sandbox .* left aside$/);
    assert.match(key.hint, /^unset HARNESS_PLATFORM_API_KEY to use the sandbox, or set HARNESS_ACCOUNT_ID,/);
  });
});

describe("a run that was told of another account", () => {
  const last = { accountId: "a", endpoint: "http://old" };
  const said = (told: object, moved?: readonly string[]) => otherAccount(last, told, moved)?.problems[0];

  it("is refused with both values, by account first", () => {
    const account = said({ accountId: "b", endpoint: "http://new" });
    assert.deepEqual(
      [account?.code, account?.message],
      ["CMD012", 'this stack was applied to account "a", not "b"'],
    );
    const endpoint = said({ accountId: "a", endpoint: "http://new/" });
    assert.deepEqual(
      [endpoint?.code, endpoint?.message],
      ["CMD012", "this stack was applied to http://old, not http://new"],
    );
    assert.match(endpoint?.hint ?? "", /add --moved-from http:\/\/old/);
  });

  it("is not refused where they agree, where nobody says, or where the account has moved", () => {
    assert.equal(said({ accountId: "a", endpoint: "http://OLD/" }), undefined);
    assert.equal(said({ accountId: "", endpoint: "" }), undefined);
    assert.equal(otherAccount({}, { accountId: "b", endpoint: "http://new" }), undefined);
    assert.equal(said({ accountId: "a", endpoint: "http://new" }, ["http://old/"]), undefined);
    assert.notEqual(said({ accountId: "b", endpoint: "http://new" }, ["http://old"]), undefined);
  });

  it("is known by the provider's inputs in the state", () => {
    const inputs = { accountId: "a", endpoint: "http://old", platformApiKey: "k" };
    const state = [{ type: "pulumi:pulumi:Stack" }, { type: "pulumi:providers:harness", inputs }];
    assert.deepEqual(appliedTo(state), [last]);
    assert.deepEqual(appliedTo([{ type: "pulumi:providers:harness" }]), [
      { accountId: undefined, endpoint: undefined },
    ]);
  });
});

describe("what a run is told", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "harness-catalog-told-"));
    writeFileSync(
      join(root, "Pulumi.prod.yaml"),
      "config:\n  harness:accountId: file\n  harness:endpoint: http://file\n",
    );
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const config = { "harness:accountId": "file", "harness:endpoint": "http://file" };
  const sandbox = (more: object = {}) => {
    mkdirSync(join(root, ".sandbox"));
    const connection = { url: "http://127.0.0.1:2", account: "sandbox", apiKey: "k", pid: 1, stateFile: "s" };
    writeFileSync(join(root, ".sandbox", "connection.json"), JSON.stringify({ ...connection, ...more }));
  };

  it("comes from the environment, then from the stack file; empty text is unsaid", () => {
    const env = { HARNESS_ACCOUNT_ID: "env", HARNESS_ENDPOINT: "http://env" };
    assert.deepEqual(placeOf(env, config), { accountId: "env", endpoint: "http://env" });
    const empty = { HARNESS_ACCOUNT_ID: "", HARNESS_ENDPOINT: "" };
    assert.deepEqual(placeOf(empty, config), { accountId: "file", endpoint: "http://file" });
    const unsaid = { accountId: undefined, endpoint: "https://app.harness.io/gateway" };
    assert.deepEqual(placeOf({}, {}), unsaid);
    assert.deepEqual(placeEnv(unsaid), {});
  });

  it("reaches the engine's process, so that the provider can hold a state to it", () => {
    const io = memoryIo({
      cwd: root,
      env: { HARNESS_CATALOG_STATE: "state", HARNESS_PLATFORM_API_KEY: "key" },
    });
    const settings = engineSettings(io, root, "prod", { HARNESS_CATALOG_MOVED_FROM: "http://old" });
    const { HARNESS_ACCOUNT_ID, HARNESS_ENDPOINT, HARNESS_CATALOG_MOVED_FROM } = settings.envVars;
    assert.deepEqual(
      [HARNESS_ACCOUNT_ID, HARNESS_ENDPOINT, HARNESS_CATALOG_MOVED_FROM],
      ["file", "http://file", "http://old"],
    );
    assert.deepEqual(connectionOf(settings), {
      accountId: "file",
      endpoint: "http://file",
      platformApiKey: "key",
    });
  });

  it("is the sandbox only where nothing else is named, an endpoint among it", () => {
    sandbox();
    const of = (env: Record<string, string>, stack = {}) =>
      sandboxEnv(memoryIo({ env }), root, stack)["HARNESS_ENDPOINT"];
    assert.equal(of({}), "http://127.0.0.1:2");
    assert.equal(of({ HARNESS_ACCOUNT_ID: "" }), "http://127.0.0.1:2");
    assert.equal(of({ HARNESS_ENDPOINT: "http://127.0.0.1:2/" }), "http://127.0.0.1:2");
    for (const name of ["HARNESS_ACCOUNT_ID", "HARNESS_PLATFORM_API_KEY", "HARNESS_ENDPOINT"])
      assert.equal(of({ [name]: "http://other" }), undefined, name);
    assert.equal(of({}, config), undefined);
  });

  it("includes the addresses that the sandbox had before: its objects are the same", () => {
    sandbox({ formerly: ["http://127.0.0.1:1"] });
    const moved = (env: Record<string, string>) =>
      sandboxEnv(memoryIo({ env }), root, {})["HARNESS_CATALOG_MOVED_FROM"];
    assert.equal(moved({}), "http://127.0.0.1:1");
    assert.equal(moved({ HARNESS_CATALOG_MOVED_FROM: "http://h" }), "http://h,http://127.0.0.1:1");
    assert.equal(moved({ HARNESS_ACCOUNT_ID: "acme" }), undefined);
  });
});
