/** Every package, published to a registry and installed alone from there, does what its README shows first. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { firstExample } from "./readme";
import { startRegistry, type Registry } from "./registry/registry";

interface Scripts {
  readonly stageAll: (root: string, out: string, wanted: readonly string[]) => unknown;
  readonly ensureRegistry: (root: string, env: NodeJS.ProcessEnv, say: (line: string) => void) => string;
}

const root = packageRoot();
const script = (name: string): Partial<Scripts> =>
  module.require(join(root, "scripts", name)) as Partial<Scripts>;
const { stageAll, ensureRegistry } = { ...script("pack.js"), ...script("ensure-registry.js") } as Scripts;

/** What its users install, by the name it is imported with. */
const published = {
  "harness-lint": "harness-lint",
  "harness-sandbox": "harness-sandbox",
  "harness-simulate": "harness-simulate",
  "@pulumi/harness": "@pulumi/harness@npm:@harness-catalog/pulumi-harness",
  "harness-catalog": "harness-catalog",
} as const;

/** Programs run outside of the engine here: what they register is printed instead. */
const mocks = `
const pulumi = require("@pulumi/pulumi");
pulumi.runtime.setMocks({
  call: ({ inputs }) => inputs,
  newResource: ({ type, name, inputs }) => {
    process.stdout.write(type + " " + name + "\\n");
    return { id: name, state: inputs };
  },
});`;

describe("packages, each installed alone from a registry", function () {
  this.timeout(600_000);
  const work = mkdtempSync(join(tmpdir(), "harness-packages-"));
  let registry: Registry;
  before(async () => {
    const staged = join(work, "staged");
    stageAll(root, staged, []);
    registry = await startRegistry(
      ensureRegistry(root, process.env, () => undefined),
      join(work, "registry"),
    );
    // One npm for all of them: it packs and publishes each.
    writeFileSync(join(staged, "package.json"), '{ "private": true, "workspaces": ["*"] }\n');
    registry.npm(staged, "publish", "--workspaces");
  });
  after(() => {
    registry.close();
    rmSync(work, { recursive: true });
  });

  function installed(name: keyof typeof published, ...beside: string[]): string {
    const folder = join(work, name.replace("/", "-"));
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), "{}\n");
    registry.npm(folder, "install", "--ignore-scripts", published[name], ...beside);
    return folder;
  }

  function example(folder: string, name: string, ...before: string[]) {
    const { language, code, prints } = firstExample(join(folder, "node_modules", name, "README.md"));
    const file = join(folder, `example.${language}`);
    writeFileSync(file, code);
    const command = language === "sh" ? "bash" : process.execPath;
    const words = language === "sh" ? [file] : [...before, file];
    const ran = spawnSync(command, words, { cwd: folder, encoding: "utf8" });
    return { printed: `${ran.stdout}${ran.stderr}`, prints };
  }

  for (const name of ["harness-lint", "harness-sandbox", "harness-simulate", "harness-catalog"] as const) {
    it(`${name} prints what its README says`, () => {
      const folder = installed(name);
      const { printed, prints } = example(folder, name);
      assert.equal(printed, prints);
      assert.equal(existsSync(join(folder, "node_modules", name, "dist", "test")), false);
      const manifest = JSON.parse(
        readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"),
      ) as object;
      assert.deepEqual(
        Object.keys(manifest).filter((key) => ["private", "devDependencies", "scripts"].includes(key)),
        [],
      );
      assert.ok(existsSync(join(folder, "node_modules", name, "LICENSE")));
    });
  }

  it("@pulumi/harness registers resources under its import name, and its provider starts", async () => {
    const { version } = JSON.parse(
      readFileSync(join(root, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
    ) as {
      version: string;
    };
    const folder = installed("@pulumi/harness", `@pulumi/pulumi@${version}`);
    writeFileSync(join(folder, "mocks.js"), mocks);
    const { printed } = example(folder, "@pulumi/harness", "--require", "./mocks.js");
    assert.equal(printed, "harness:platform/project:Project shop\nharness:platform/service:Service cart\n");
    const plugin = spawn(join(folder, "node_modules/@pulumi/harness/plugin/pulumi-resource-harness"), {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = (await once(plugin.stdout, "data")) as [Buffer];
    assert.match(line.toString(), /^\d+\n$/);
    plugin.stdin.end();
    assert.deepEqual(await once(plugin, "exit"), [0, null]);
  });
});
