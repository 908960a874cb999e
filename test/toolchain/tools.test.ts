import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { goArguments } from "../../src/toolchain/build";
import { cacheFolder, programIn, toolRoot } from "../../src/toolchain/cache";
import { packageRoot } from "../../src/paths/packageRoot";
import { isToolName, specOf, tools, type ToolName } from "../../src/toolchain/tools";
import { isUsable } from "../../src/toolchain/version";

const folder = path.join(packageRoot(), "src", "toolchain");

describe("src/toolchain/tools", () => {
  for (const name of Object.keys(tools) as ToolName[]) {
    const spec = specOf(name);
    const goMod = fs.readFileSync(path.join(folder, name, "go.mod"), "utf8");
    const [, module, version] = /^require (\S+) (\S+)$/m.exec(goMod) ?? [];

    it(`${name}: go.mod pins the version of the table and holds the package that is built`, () => {
      assert.equal(version, spec.version);
      assert.ok(spec.goPackage === module || spec.goPackage.startsWith(`${module}/`), spec.goPackage);
    });

    it(`${name}: go.sum holds the checksum of the pinned module`, () => {
      const goSum = fs.readFileSync(path.join(folder, name, "go.sum"), "utf8");
      assert.match(goSum, new RegExp(`^${module?.replaceAll(".", "\\.")} ${version} h1:`, "m"));
    });

    it(`${name}: the version that is built is accepted on PATH as well`, () =>
      assert.ok(isUsable(spec.version, spec.minimum)));
  }

  it("has an entry for every folder with a go.mod", () => {
    const pinned = fs.readdirSync(folder).filter((name) => fs.existsSync(path.join(folder, name, "go.mod")));
    assert.deepEqual(pinned.sort(), Object.keys(tools).sort());
  });

  it("accepts no engine that is older than the SDK of package.json", () => {
    const manifest = JSON.parse(fs.readFileSync(path.join(packageRoot(), "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    assert.equal(tools.pulumi.minimum, `v${manifest.dependencies["@pulumi/pulumi"]}`);
  });

  it("knows its names and no others", () => {
    assert.ok(isToolName("pulumi"));
    assert.ok(!isToolName("toString"));
  });

  it("builds Pulumi with its version, which Go stamps into no dependency", () =>
    assert.deepEqual(goArguments("pulumi", "/out"), [
      "build",
      "-mod=readonly",
      "-buildvcs=false",
      "-ldflags",
      "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.276.0",
      "-o",
      "/out",
      "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    ]));
});

describe("src/toolchain/cache", () => {
  const cases: readonly (readonly [string, NodeJS.ProcessEnv, string])[] = [
    ["its own variable first", { HARNESS_CATALOG_CACHE: "/c", XDG_CACHE_HOME: "/x", HOME: "/h" }, "/c"],
    ["then XDG_CACHE_HOME", { XDG_CACHE_HOME: "/x", HOME: "/h" }, "/x/harness-catalog"],
    ["then the home folder", { HOME: "/h" }, "/h/.cache/harness-catalog"],
    ["an empty variable is none", { HARNESS_CATALOG_CACHE: "", HOME: "/h" }, "/h/.cache/harness-catalog"],
    ["a relative XDG_CACHE_HOME is none", { XDG_CACHE_HOME: "x", HOME: "/h" }, "/h/.cache/harness-catalog"],
  ];
  for (const [title, env, expected] of cases) {
    it(title, () => assert.equal(cacheFolder(env), expected));
  }

  it("has a folder for each version of a tool, with the program where the Automation API looks", () => {
    const root = toolRoot({ HARNESS_CATALOG_CACHE: "/c" }, "pulumi");
    assert.equal(root, "/c/tools/pulumi-v3.276.0");
    assert.equal(programIn(root, "pulumi"), "/c/tools/pulumi-v3.276.0/bin/pulumi");
  });
});
