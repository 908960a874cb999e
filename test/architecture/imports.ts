/** Reads the import statements of every TypeScript file of the project. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

/** One import statement. */
export interface Import {
  readonly from: string;
  /** Path inside the project without extension, packages of this repository included, or the name of a library. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Folders that hold TypeScript. */
export const folders = ["packages", "src", "components", "infra", "test", "bench"] as const;

/** Paths of all source files, relative to the project. */
export function sourceFiles(from: readonly string[] = folders): string[] {
  return from.flatMap((folder) => walk(join(packageRoot(), folder)));
}

function walk(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (name === "bin" || name === "dist" || name === "node_modules") return [];
    if (statSync(path).isDirectory()) return walk(path);
    return /\.ts$/.test(name) ? [relative(packageRoot(), path).split(sep).join("/")] : [];
  });
}

/** Text of a source file. */
export function readSource(file: string): string {
  return readFileSync(join(packageRoot(), file), "utf8");
}

const statement =
  /^(import|export)\s+(type\s+)?([^;"']*?)\s*from\s+["']([^"']+)["']|^import\s+["']([^"']+)["']/gm;

const late = /\bimport\(["']([^"']+)["']\)/g;

/** All imports of a file, late ones included. `import { type A }` alone counts as type-only. */
export function importsOf(file: string): Import[] {
  const text = readSource(file);
  const declared = [...text.matchAll(statement)].map((match) => {
    const target = match[4] ?? match[5] ?? "";
    const names = (match[3] ?? "")
      .replace(/[{}]/g, "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const typeOnly =
      match[2] !== undefined || (names.length > 0 && names.every((name) => name.startsWith("type ")));
    return { from: file, to: resolveTarget(file, target), typeOnly };
  });
  const lateOnes = [...text.matchAll(late)].map((match) => ({
    from: file,
    to: resolveTarget(file, (match[1] ?? "").replace(/\.js$/, "")),
    typeOnly: false,
  }));
  return [...declared, ...lateOnes];
}

/** Folders of the packages by their names: `harness-lint` → `packages/harness-lint`. */
const packageFolders: ReadonlyMap<string, string> = new Map(
  readdirSync(join(packageRoot(), "packages"))
    .filter((name) => existsSync(join(packageRoot(), "packages", name, "tsconfig.json")))
    .map((name) => {
      const manifest = JSON.parse(readSource(`packages/${name}/package.json`)) as { name: string };
      return [manifest.name, `packages/${name}`];
    }),
);

function resolveTarget(file: string, target: string): string {
  if (target.startsWith(".")) return join(dirname(file), target).split(sep).join("/");
  const [name = "", folder = ""] =
    [...packageFolders].find(([each]) => target === each || target.startsWith(`${each}/`)) ?? [];
  if (name === "") return target;
  const inside = target.slice(name.length + 1).replace(/^internal\//, "");
  if (inside.startsWith("test/")) return `${folder}/${inside}`;
  // The SDK is what the name alone stands for, as in the upstream package.
  const sdk = name === "@pulumi/harness" && !inside.startsWith("provider/");
  return [folder, "src", ...(sdk ? ["sdk"] : []), ...(inside === "" ? [] : [inside])].join("/");
}

/** A file of a test, or of a bench: it may import what it likes. */
export function isTest(file: string): boolean {
  return /^(test|bench|packages\/[^/]+\/test)\//.test(file);
}
