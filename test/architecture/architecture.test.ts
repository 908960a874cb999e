/** The rules of ARCHITECTURE.md that a machine can check. */
import assert from "node:assert/strict";
import { importsOf, readSource, rooms, sourceFiles, type Import } from "./imports";

/** room → rooms it may import; `types:` prefix: type-only. Its own room is always allowed. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  errors: ["paths"],
  paths: [],
  network: ["errors"],
  github: ["errors", "network"],
  catalog: ["errors", "paths", "lint/cron"],
  "catalog/plan": ["errors", "paths", "catalog", "templates", "policies"],
  templates: ["errors", "types:catalog", "catalog/names"],
  lint: ["errors"],
  policies: ["errors", "paths"],
  manifests: ["errors", "paths", "catalog", "policies"],
  sdks: [],
  provider: ["errors", "paths", "sdks", "network"],
  components: [
    "types:catalog",
    "catalog/plan/model",
    "catalog/plan/gitHub/model",
    "templates/delegates",
    "sdks",
    "errors",
  ],
  infra: ["paths", "catalog", "catalog/plan", "components", "sdks", "errors"],
  sandbox: ["errors", "paths", "lint"],
  backstage: ["errors", "catalog", "templates", "proposals/apply"],
  simulation: ["errors", "catalog", "catalog/plan", "templates"],
  proposals: ["errors", "catalog", "catalog/plan", "github", "network"],
  server: ["errors", "paths", "catalog", "catalog/plan", "proposals"],
  toolchain: ["errors", "paths", "network"],
  cli: [
    "paths",
    "catalog",
    "catalog/plan",
    "templates",
    "lint",
    "policies",
    "manifests",
    "sandbox",
    "simulation",
    "proposals",
    "server",
    "backstage",
    "infra",
    "github",
    "network",
    "provider/orphans",
    "provider/offline",
    "provider/creates",
    "errors",
    "toolchain",
  ],
};

const maximumLines = 250;

describe("architecture", () => {
  const files = sourceFiles();
  const product = files.filter((file) => !/^(test|bench)\//.test(file));

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
    assert.equal(mayImport({ from: "sandbox/x.ts", to: "provider/api/client", typeOnly: false }), false);
    assert.equal(mayImport({ from: "components/x.ts", to: "catalog/load", typeOnly: false }), false);
    assert.equal(mayImport({ from: "components/x.ts", to: "catalog/load", typeOnly: true }), true);
  });

  it("no import cycles", () => {
    const graph = new Map(
      product.map((file) => [
        file,
        importsOf(file)
          .filter((entry) => !entry.typeOnly)
          .flatMap(({ to }) => fileOf(to, product)),
      ]),
    );
    assert.deepEqual(cycles(graph), []);
  });

  it("only the CLI writes to the console, and nothing but its bin ends the process", () => {
    const wrong = product.filter((file) => /\bconsole\.\w+\(/.test(readSource(file)));
    assert.deepEqual(wrong, []);
  });
});

function roomOf(path: string): string {
  return path.startsWith("catalog/plan") ? "catalog/plan" : (path.split("/")[0] ?? path);
}

function mayImport({ from, to, typeOnly }: Import): boolean {
  const target = to === "@pulumi/harness" || to.startsWith("@pulumi/harness/") ? "sdks" : roomOf(to);
  if (target !== "sdks" && !rooms.some((room) => to === room || to.startsWith(`${room}/`))) return true; // a package
  const own = roomOf(from);
  const rules = allowed[own] ?? [];
  if (target === own) return true;
  return rules.some(
    (rule) =>
      rule === target ||
      (to.startsWith(rule) && rule.includes("/")) ||
      (typeOnly && (rule === `types:${target}` || (rule === "types:catalog" && target === "catalog/plan"))),
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
