/** Where the program takes its configuration from, and in which order. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { CatalogError } from "@harness-catalog/problems";
import { readConfig } from "../../infra/config";
import { secretsWithoutValue, secretValues } from "../../infra/secrets";

const plain = (output: pulumi.Output<string> | undefined): Promise<string | undefined> =>
  new Promise((resolve) => (output === undefined ? resolve(undefined) : output.apply(resolve)));

describe("stack configuration", () => {
  let root: string;

  const setMocks = (preview: boolean) =>
    pulumi.runtime.setMocks(
      { newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }), call: () => ({}) },
      "harness-catalog",
      "test",
      preview,
    );

  before(() => setMocks(false));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "harness-catalog-config-"));
    pulumi.runtime.setAllConfig({});
  });
  afterEach(() => {
    pulumi.runtime.setAllConfig({});
    rmSync(root, { recursive: true, force: true });
  });

  const sandbox = (
    text = JSON.stringify({ url: "http://sandbox", account: "sbx", apiKey: "sandbox-key" }),
  ) => {
    mkdirSync(join(root, ".sandbox"));
    writeFileSync(join(root, ".sandbox", "connection.json"), text);
  };
  const env = {
    HARNESS_ACCOUNT_ID: "from-env",
    HARNESS_ENDPOINT: "http://env",
    HARNESS_PLATFORM_API_KEY: "env-key",
  };
  const stack = {
    "harness:accountId": "from-stack",
    "harness:endpoint": "http://stack",
    "harness:platformApiKey": "stack-key",
  };
  const code = (run: () => unknown): string | undefined => {
    try {
      run();
      return undefined;
    } catch (error) {
      return error instanceof CatalogError ? error.problems[0]?.code : String(error);
    }
  };

  it("protects production where the stack's file names its account, and says so itself otherwise", () => {
    assert.equal(readConfig(root, env).protect, false);
    pulumi.runtime.setAllConfig(stack);
    assert.equal(readConfig(root, env).protect, true);
    pulumi.runtime.setAllConfig({ ...stack, "harness-catalog:protect": "false" });
    assert.equal(readConfig(root, env).protect, false);
  });

  it("the environment wins, and its key becomes no input of the provider", () => {
    sandbox();
    pulumi.runtime.setAllConfig(stack);
    const { connection } = readConfig(root, env);
    assert.deepEqual(connection, { account: "from-env", endpoint: "http://env", apiKey: undefined });
  });

  it("then the stack file, its key as a secret", async () => {
    sandbox();
    pulumi.runtime.setAllConfig(stack);
    const { connection } = readConfig(root, {});
    assert.deepEqual([connection.account, connection.endpoint], ["from-stack", "http://stack"]);
    assert.equal(await plain(connection.apiKey), "stack-key");
    assert.equal(await pulumi.isSecret(connection.apiKey!), true);
  });

  it("then a sandbox of this project, for stacks that name no account", async () => {
    sandbox();
    const { connection } = readConfig(root, {});
    assert.deepEqual([connection.account, connection.endpoint], ["sbx", "http://sandbox"]);
    assert.equal(await pulumi.isSecret(connection.apiKey!), true);
    pulumi.runtime.setAllConfig({ "harness:accountId": "acme" });
    assert.equal(
      code(() => readConfig(root, {})),
      "CMD010",
      "the sandbox's key is not for another account",
    );
  });

  it("an empty key is no key: a run that writes is refused, a preview calls nobody and needs none", async () => {
    pulumi.runtime.setAllConfig({ "harness:accountId": "acme" });
    const read = () => readConfig(root, { HARNESS_PLATFORM_API_KEY: "" });
    assert.equal(code(read), "CMD010");
    await setMocks(true);
    try {
      assert.equal(read().connection.apiKey, undefined);
    } finally {
      await setMocks(false);
    }
  });

  it("without an account there is a cure, not a crash", () =>
    assert.equal(
      code(() => readConfig(root, {})),
      "CMD010",
    ));

  for (const [title, config, variables] of [
    ["environments that are no list", { "harness-catalog:environments": "7" }, env],
    ["an allowance that is no number", {}, { ...env, HARNESS_CATALOG_ALLOW_DELETIONS: "some" }],
    ["an allowance of nothing", {}, { ...env, HARNESS_CATALOG_ALLOW_DELETIONS: "0" }],
  ] as const) {
    it(`${title}: CMD011`, () => {
      pulumi.runtime.setAllConfig(config);
      assert.equal(
        code(() => readConfig(root, variables)),
        "CMD011",
      );
    });
  }

  it("a malformed note of the sandbox is reported, not trusted", () => {
    sandbox(JSON.stringify({ url: 1 }));
    assert.equal(
      code(() => readConfig(root, {})),
      "CMD011",
    );
  });

  it("relative catalogs count from Pulumi.yaml, imports are a list of keys", () => {
    pulumi.runtime.setAllConfig({
      "harness-catalog:catalog": "elsewhere",
      "harness-catalog:import": "pipeline/a,service/a",
    });
    const config = readConfig(root, env);
    assert.equal(config.catalogDir, join(root, "elsewhere"));
    assert.deepEqual([...config.imports], ["pipeline/a", "service/a"]);
  });
});

describe("secret values", () => {
  const secret = (env?: string) => ({
    scope: "project" as const,
    secretManager: "harnessSecretManager",
    ...(env === undefined ? { reference: "path" } : { env }),
  });
  const secrets = {
    given: secret("GIVEN"),
    empty: secret("EMPTY"),
    configured: secret("CONFIGURED"),
    outside: secret(),
  };

  it("come from the environment, else from the stack's configuration, as secrets", async () => {
    pulumi.runtime.setAllConfig({ "harness-catalog:secret.configured": "c" });
    const values = secretValues(secrets, { GIVEN: "g", EMPTY: "" });
    assert.deepEqual(
      [await plain(values("given")), await plain(values("configured")), values("empty")],
      ["g", "c", undefined],
    );
    assert.equal(await pulumi.isSecret(values("given")!), true);
    assert.deepEqual(secretsWithoutValue(secrets, { GIVEN: "g", EMPTY: "" }), ["empty"]);
    pulumi.runtime.setAllConfig({});
  });
});
