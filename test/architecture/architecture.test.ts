/** The rules of ARCHITECTURE.md that a machine can check. */
import assert from "node:assert/strict";
import { folders, importsOf, isTest, readSource, sourceFiles, type Import } from "./imports";

/**
 * Room → rooms it may import: a folder of `packages/` or `src/`, or one of the Pulumi program. A rule with a longer path
 * allows that part only; `types:` before a room allows its types only. Its own room is always allowed.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "packages/files": [],
  "packages/problems": ["packages/files"],
  "packages/located-yaml": ["packages/problems"],
  "packages/network": ["packages/problems"],
  "packages/command-line": ["packages/problems", "packages/files"],
  "src/paths": ["packages/files"],
  "packages/harness-lint": ["packages/problems", "packages/files", "packages/command-line"],
  "packages/harness-sandbox": [
    "packages/problems",
    "packages/files",
    "packages/command-line",
    "packages/harness-lint",
  ],
  "packages/github-sandbox": ["packages/files"],
  "packages/harness-simulate": [
    "packages/problems",
    "packages/files",
    "packages/located-yaml",
    "packages/command-line",
  ],
  "packages/pulumi-harness": ["packages/problems", "packages/files", "packages/network"],
  "packages/backstage": [
    "packages/problems",
    "packages/files",
    "src/catalog",
    "src/proposals",
    "src/backstage",
  ],
  "src/github": ["packages/problems", "packages/network"],
  "src/toolchain": ["packages/problems", "packages/files", "src/paths", "packages/network"],
  "src/catalog": [
    "packages/problems",
    "packages/files",
    "src/paths",
    "packages/located-yaml",
    "packages/harness-lint/src/cron",
  ],
  "src/policies": ["packages/problems", "packages/files", "src/paths"],
  "src/documents": [
    "packages/problems",
    "packages/harness-simulate/src/expand",
    "types:src/catalog",
    "src/catalog/names",
  ],
  "src/plan": [
    "types:packages/pulumi-harness",
    "packages/problems",
    "packages/files",
    "src/paths",
    "packages/harness-simulate/src/expand",
    "src/catalog",
    "src/documents",
    "src/policies",
  ],
  "src/manifests": [
    "packages/problems",
    "packages/located-yaml",
    "packages/files",
    "src/paths",
    "src/catalog",
    "src/policies",
  ],
  "src/proposals": [
    "packages/problems",
    "packages/located-yaml",
    "packages/network",
    "src/catalog",
    "src/plan",
    "src/github",
  ],
  "src/backstage": ["packages/problems", "src/catalog", "src/documents", "src/proposals/apply"],
  "src/server": [
    "packages/problems",
    "packages/located-yaml",
    "packages/files",
    "src/paths",
    "src/catalog",
    "src/plan",
    "src/proposals",
  ],
  components: [
    "packages/problems",
    "packages/pulumi-harness/src/sdk",
    "types:src/catalog",
    "src/plan/model",
    "src/plan/gitHub/model",
    "src/documents/delegates",
  ],
  infra: [
    "packages/problems",
    "packages/located-yaml",
    "packages/files",
    "src/paths",
    "packages/pulumi-harness/src/sdk",
    "src/catalog",
    "src/plan",
    "components",
  ],
  "src/cli": [
    "packages/problems",
    "packages/located-yaml",
    "packages/files",
    "src/paths",
    "packages/network",
    "packages/command-line",
    "packages/harness-lint",
    "packages/harness-sandbox",
    "packages/harness-simulate",
    "packages/pulumi-harness/src/provider/orphans",
    "packages/pulumi-harness/src/provider/offline",
    "packages/pulumi-harness/src/provider/creates",
    "packages/pulumi-harness/src/sdk",
    "src/catalog",
    "src/plan",
    "src/documents",
    "src/policies",
    "src/manifests",
    "src/proposals",
    "src/server",
    "src/backstage",
    "src/github",
    "src/toolchain",
    "infra",
  ],
};

const maximumLines = 250;

describe("architecture", () => {
  const files = sourceFiles();
  const product = files.filter((file) => !isTest(file));

  it(`no file is longer than ${maximumLines} lines, and half of them are below 100`, () => {
    const lengths = files.map((file) => ({ file, lines: readSource(file).split("\n").length - 1 }));
    assert.deepEqual(
      lengths.filter(({ lines }) => lines > maximumLines),
      [],
    );
    const sorted = lengths
      .filter(({ file }) => product.includes(file))
      .map(({ lines }) => lines)
      .sort((a, b) => a - b);
    assert.ok((sorted[Math.floor(sorted.length / 2)] ?? 0) < 100);
  });

  it("rooms import only the rooms they may", () => {
    const wrong = product.flatMap(importsOf).filter((entry) => !mayImport(entry));
    assert.deepEqual(
      wrong.map(({ from, to }) => `${from} imports ${to}`),
      [],
    );
  });

  it("the check sees a forbidden import", () => {
    assert.equal(
      mayImport({
        from: "packages/harness-sandbox/src/x.ts",
        to: "packages/pulumi-harness/src/provider/api/client",
        typeOnly: false,
      }),
      false,
    );
    assert.equal(mayImport({ from: "components/x.ts", to: "src/catalog/load", typeOnly: false }), false);
    assert.equal(mayImport({ from: "components/x.ts", to: "src/catalog/load", typeOnly: true }), true);
  });

  it("packages are imported by their names: by a path their code would be there twice", () => {
    const byPath = /\bfrom "(?:\.\.\/)+(?:packages\/)?[\w-]+\/src(?:\/|")/;
    assert.deepEqual(
      product.filter((file) => byPath.test(readSource(file))),
      [],
    );
    assert.match('from "../../../problems/src"', byPath);
  });

  it("no imports form a circle, types included", () => {
    const graph = new Map(
      product.map((file) => [file, importsOf(file).flatMap(({ to }) => fileOf(to, product))]),
    );
    assert.deepEqual(cycles(graph), []);
  });

  it("only the CLI writes to the console, and nothing but its bin ends the process", () => {
    const wrong = product.filter((file) => /\bconsole\.\w+\(/.test(readSource(file)));
    assert.deepEqual(wrong, []);
  });
});

/** The first two names of a path in `packages/` and `src/`, else the first. */
function roomOf(path: string): string {
  const [first = path, second = ""] = path.split("/");
  return first === "packages" || first === "src" ? `${first}/${second}` : first;
}

function mayImport({ from, to, typeOnly }: Import): boolean {
  const target = roomOf(to);
  if (!folders.some((folder) => to.startsWith(`${folder}/`))) return true; // a library
  const own = roomOf(from);
  if (target === own) return true;
  return (allowed[own] ?? []).some(
    (rule) => to === rule || to.startsWith(`${rule}/`) || (typeOnly && rule === `types:${target}`),
  );
}

function fileOf(target: string, files: readonly string[]): string[] {
  return [`${target}.ts`, `${target}/index.ts`].filter((file) => files.includes(file));
}

function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
