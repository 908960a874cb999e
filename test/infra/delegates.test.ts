/**
 * The whole program with Pulumi's mocks, each time in a process of its own: what it loads, and what it registers. It
 * does not prove anything about the engine or a cluster.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

const root = packageRoot();

/** What the program did. */
interface Ran {
  readonly error?: string;
  /** Modules of the Kubernetes SDK that were loaded. */
  readonly loaded: number;
  readonly registered: readonly { type: string; name: string; inputs: Record<string, unknown> }[];
}

const script = `
  const pulumi = require("@pulumi/pulumi");
  const registered = [];
  const report = (error) => process.stdout.write("\\n" + JSON.stringify({
    error,
    loaded: Object.keys(require.cache).filter((file) => file.includes("@pulumi/kubernetes/")).length,
    registered,
  }));
  pulumi.runtime.setAllConfig(JSON.parse(process.argv[1]), []);
  (async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs });
        const made = type.endsWith(":Delegatetoken") ? { value: "the-value" } : {};
        return { id: name + "-id", state: { ...inputs, ...made } };
      },
      call: () => ({}),
    }, "harness-catalog", "dev", false, "acme");
    const { deploy } = require("./dist/infra/program");
    await deploy(process.cwd(), {
      HARNESS_ACCOUNT_ID: "acme", HARNESS_PLATFORM_API_KEY: "k", HARNESS_ENDPOINT: "https://eu.example.com/gateway",
      HARNESS_CATALOG_DIR: process.argv[2],
    });
    await pulumi.runtime.disconnect();
  })().then(() => report(), (error) => report(error.message));
`;

function run(config: Readonly<Record<string, string>>, catalog = "catalog"): Ran {
  const args = ["-e", script, JSON.stringify(config), catalog];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  const report = stdout.split("\n").at(-1) ?? "";
  assert.ok(report.startsWith("{"), stdout + stderr);
  return JSON.parse(report) as Ran;
}

const kubernetes = ({ registered }: Ran) => registered.filter(({ type }) => type.startsWith("kubernetes:"));
const tokens = ({ registered }: Ran) => registered.filter(({ type }) => type.endsWith(":Delegatetoken"));

describe("program with delegates", function () {
  this.timeout(120_000);

  it("loads nothing of the Kubernetes SDK and makes no token in a stack that does not ask for delegates", () => {
    const ran = run({});
    assert.equal(ran.error, undefined);
    assert.ok(ran.registered.length > 50, "the program ran");
    assert.equal(ran.loaded, 0);
    assert.deepEqual(tokens(ran), []);
  });

  it("makes tokens and still loads nothing where only tokens are asked for", () => {
    const ran = run({ "harness-catalog:delegates": "tokens" });
    assert.equal(ran.error, undefined);
    assert.equal(ran.loaded, 0);
    assert.deepEqual(
      tokens(ran)
        .map(({ name }) => name)
        .sort(),
      [
        "harness-delegate-int-euw1-1",
        "harness-delegate-int-euw2-1",
        "harness-delegate-pre-euw1-1",
        "harness-delegate-prod-euw1-1",
        "harness-delegate-prod-euw2-1",
      ],
    );
  });

  it("installs a delegate in each cluster the stack hosts, with the value of its token", () => {
    const environments = JSON.stringify(["int"]);
    const ran = run({ "harness-catalog:delegates": "true", "harness-catalog:environments": environments });
    assert.equal(ran.error, undefined);
    assert.ok(ran.loaded > 0, "the check for the SDK sees it when it is there");
    const deployments = kubernetes(ran).filter(({ type }) => type.endsWith(":Deployment"));
    assert.deepEqual(deployments.map(({ name }) => name).sort(), [
      "int-euw1/harness-delegate-int-euw1",
      "int-euw2/harness-delegate-int-euw2",
    ]);
    assert.match(
      JSON.stringify(deployments[0]),
      /"MANAGER_HOST_AND_PORT","value":"https:\/\/eu\.example\.com"/,
    );
    const secrets = kubernetes(ran).filter(({ type }) => type.endsWith(":Secret"));
    assert.equal(secrets.length, 2);
    assert.match(JSON.stringify(secrets[0]?.inputs["stringData"]), /"the-value"/);
  });

  it("refuses a word it does not know, and delegates that platform.yaml does not describe", () => {
    assert.match(
      run({ "harness-catalog:delegates": "maybe" }).error ?? "",
      /"delegates" is malformed.*\[CMD011\]/s,
    );
    const folder = mkdtempSync(join(tmpdir(), "no-delegates-"));
    cpSync(join(root, "catalog", "services.yaml"), join(folder, "services.yaml"));
    const platform = readFileSync(join(root, "catalog", "platform.yaml"), "utf8");
    assert.match(platform, /^delegates:.*$/m);
    writeFileSync(join(folder, "platform.yaml"), platform.replace(/^delegates:.*$/m, ""));
    const none = run({ "harness-catalog:delegates": "true" }, folder);
    rmSync(folder, { recursive: true });
    assert.match(
      none.error ?? "",
      /gives the environments of this stack no delegate \(add "delegates:.*\[CMD030\]/,
    );
    assert.deepEqual(none.registered, []);
  });
});
