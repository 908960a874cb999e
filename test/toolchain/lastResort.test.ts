/** Whatever starts as a process ends on what nobody has thought of with a line that says what to do, not with a trace. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { isTest, readSource, sourceFiles } from "../architecture/imports";

/** Compiled entry points, and words that keep them busy for a moment. */
const entries: Readonly<Record<string, readonly string[]>> = {
  "packages/pulumi-harness/src/provider/main.ts": [],
  "src/toolchain/main.ts": ["opa", "--", "version"],
  "src/toolchain/prepare.ts": [],
  "src/toolchain/languageHost/main.ts": ["127.0.0.1:1"],
};

/** Writes a file of the repository and ends; started by those who change its source. */
const writers = [
  "src/catalog/schema/write.ts",
  "src/manifests/schemas/write.ts",
  "packages/harness-sandbox/src/coverageDoc.ts",
];

/** Where a source file is compiled to: packages have a folder `dist` of their own. */
function compiled(file: string): string {
  const script = file.replace(/\.ts$/, ".js");
  return script.startsWith("packages/") ? script.replace("/src/", "/dist/src/") : `dist/${script}`;
}

describe("the last resort", () => {
  let dir: string;
  before(() => (dir = mkdtempSync(join(tmpdir(), "harness-catalog-last-"))));
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("is in every entry point", () => {
    const product = sourceFiles().filter((file) => !isTest(file) && !file.startsWith("packages/backstage/"));
    const starts = product.filter(
      (file) =>
        /require\.main === module|^main\(\);|process\.stdin\.resume/m.test(readSource(file)) ||
        // What says of itself how it is started.
        readSource(file).includes(`node ${compiled(file)}`),
    );
    assert.deepEqual(starts.sort(), [...Object.keys(entries), ...writers].sort());
    for (const file of starts) assert.match(readSource(file), /lastResort\(process, "/, file);
  });

  it("is in the starts of plain JavaScript too: a program that is damaged, a manifest that is none", () => {
    const root = packageRoot();
    const copy = (file: string) => {
      mkdirSync(join(dir, dirname(file)), { recursive: true });
      copyFileSync(join(root, file), join(dir, file));
    };
    ["src/cli/bin.js", "scripts/ensure-installed.js", "scripts/runNpm.js"].forEach(copy);
    mkdirSync(join(dir, "dist", "src", "cli"), { recursive: true });
    writeFileSync(
      join(dir, "dist", "src", "cli", "main.js"),
      'throw new TypeError("unthought of\\nsecond");\n',
    );
    const broken = '{"packages":{"node_modules/x":null}}';
    mkdirSync(join(dir, "node_modules"));
    for (const file of ["package-lock.json", "node_modules/.package-lock.json"])
      writeFileSync(join(dir, file), broken);
    for (const [file, says] of [
      ["src/cli/bin.js", /^error harness-catalog cannot be loaded: unthought of \(run `npm ci`.*\)\n$/],
      ["scripts/ensure-installed.js", /^error Cannot read properties of null.*\n$/],
    ] as const) {
      const { status, stderr } = spawnSync(process.execPath, [join(dir, file)], { encoding: "utf8" });
      assert.equal(status, 1, stderr);
      assert.match(stderr, says);
    }
  });

  for (const [file, args] of Object.entries({ ...entries, "src/cli/bin.js": ["--version"] }))
    for (const [kind, bomb] of [
      ["thrown", 'throw new TypeError("unthought of")'],
      ["a promise", 'void Promise.reject(new TypeError("unthought of"))'],
    ] as const)
      it(`${file} tells of a bug, ${kind}`, () => {
        const preload = join(dir, "bomb.cjs");
        writeFileSync(
          preload,
          `if (require("node:worker_threads").isMainThread) process.nextTick(() => { ${bomb}; });`,
        );
        const script = file.endsWith(".js") ? file : compiled(file);
        const { status, stderr } = spawnSync(
          process.execPath,
          ["--require", preload, join(packageRoot(), script), ...args],
          { cwd: dir, env: { ...process.env, TMPDIR: dir }, encoding: "utf8", stdio: "pipe" },
        );
        assert.equal(status, 1, stderr);
        assert.match(stderr, /^error bug in.*unthought of \(report this line with \S+, .*\) {2}\[CMD091\]$/m);
        assert.doesNotMatch(stderr, /^\s+at /m);
        assert.ok(existsSync(/with (\S+), which/.exec(stderr)?.[1] ?? ""), "the trace is kept");
      });
});
