/** What is published of a package: its manifest, and which files of it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

type Manifest = Readonly<Record<string, unknown>>;
const script = join(packageRoot(), "scripts", "pack.js");
const { publishedManifest } = module.require(script) as {
  publishedManifest: (manifest: Manifest, versions: Readonly<Record<string, string>>) => Manifest;
};

describe("scripts/pack", () => {
  it("publishes versions instead of *, an alias for the name that is not ours, and no tests", () => {
    const manifest = {
      name: "@pulumi/harness",
      version: "0.17.4",
      private: true,
      scripts: { test: "mocha" },
      exports: { ".": "./a.js", "./test/*": "./dist/test/*.js" },
      dependencies: { "harness-lint": "*", "@pulumi/harness": "*", yaml: "^2.9.0" },
      devDependencies: { mocha: "^12.0.0" },
    };
    assert.deepEqual(publishedManifest(manifest, { "harness-lint": "0.1.0", "@pulumi/harness": "0.17.4" }), {
      name: "@harness-catalog/pulumi-harness",
      version: "0.17.4",
      exports: { ".": "./a.js" },
      dependencies: {
        "harness-lint": "0.1.0",
        "@pulumi/harness": "npm:@harness-catalog/pulumi-harness@0.17.4",
        yaml: "^2.9.0",
      },
      publishConfig: { access: "public" },
    });
  });

  it("refuses * for a package of somebody else", () => {
    const manifest = { name: "x", version: "1.0.0", dependencies: { yaml: "*" } };
    assert.throws(() => publishedManifest(manifest, {}), /yaml: "\*" stands for packages of this repository/);
  });

  it("packs what runs, and neither sources nor tests", () => {
    const out = mkdtempSync(join(tmpdir(), "harness-pack-"));
    try {
      const ran = spawnSync(process.execPath, [script, out, "harness-lint"], { encoding: "utf8" });
      const { "harness-lint": tarball = "", ...others } = JSON.parse(ran.stdout) as Record<string, string>;
      assert.deepEqual(others, {});
      const files = spawnSync("tar", ["tzf", tarball], { encoding: "utf8" }).stdout.split("\n");
      const wanted = [
        "LICENSE",
        "README.md",
        "bin/harness-lint.js",
        "dist/src/index.js",
        "dist/src/index.d.ts",
      ];
      for (const file of wanted) assert.ok(files.includes(`package/${file}`), file);
      assert.deepEqual(
        files.filter((file) => /\/test\/|[^d]\.ts$|\.map$/.test(file)),
        [],
      );
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});
