/** What is loaded before a command needs it. Each case is a process of its own: modules stay loaded. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

const compiled = (file: string) => join(packageRoot(), "dist", "src", file);

/** Packages that are loaded after `script`; the messages of the provider's protocol do not count as the Pulumi SDK. */
function packagesAfter(script: string): Set<string> {
  const print = "process.stdout.write(JSON.stringify(Object.keys(require.cache)))";
  const options = { cwd: packageRoot(), encoding: "utf8" } as const;
  const files = JSON.parse(execFileSync(process.execPath, ["-e", `${script};${print}`], options)) as string[];
  const loaded = files.filter((file) => !/[\\/]@pulumi[\\/]pulumi[\\/]proto[\\/]/.test(file));
  return new Set(
    loaded.flatMap((file) => /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1] ?? []),
  );
}

const load = (file: string) => `require(${JSON.stringify(compiled(file))})`;

describe("loading", () => {
  it("of the command line leaves the Pulumi SDK to commands that run the engine", () => {
    const packages = packagesAfter(load("cli/run.js"));
    assert.ok(packages.has("yaml"));
    for (const name of ["@pulumi/pulumi", "@pulumi/github", "@pulumi/kubernetes", "typescript"])
      assert.ok(!packages.has(name), name);
  });

  for (const file of ["cli/engine/operation.js", "cli/engine/stack.js"])
    it(`of ${file} leaves what serializes functions to programs that do`, () => {
      const packages = packagesAfter(load(file));
      assert.ok(packages.has("@pulumi/pulumi"));
      for (const name of ["typescript", "@npmcli/arborist"]) assert.ok(!packages.has(name), name);
    });

  it("of what serializes functions happens at the first one", () => {
    const serialize = "require('@pulumi/pulumi').runtime.serializeFunctionAsync(() => 42)";
    const script = `${load("cli/engine/stack.js")};${serialize}.then((text) => console.log(text))`;
    const options = { cwd: packageRoot(), encoding: "utf8" } as const;
    assert.match(execFileSync(process.execPath, ["-e", script], options), /42/);
  });
});
