/** A folder with everything that the commands of {@link ./invocations} read. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseCatalog, readCatalogFiles } from "../../src/catalog/load";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import { recordVersion } from "../../src/cli/plans/record/model";
import { packageRoot } from "../../src/paths/packageRoot";
import { planOf } from "../plan/support";
import { mutated } from "./mutations";
import { oneOf, type Pick } from "./numbers";
import { filesOf, richCatalog, richLibrary } from "./rich";

/** Texts by their paths below the folder. */
export type Files = Readonly<Record<string, string>>;

const scenario = `image: v1.2.3
at: 2026-01-05T11:00Z
by: ann@company.com
approve:
  - { step: prod_approval.approve_1, by: [bob@company.com, eve@company.com], after: 2h }
  - { step: prod_approval.approve_2, by: zoe@company.com, at: 2026-01-06T11:00Z, inputs: { change_ticket: CHG1 } }
inputs: { change_ticket: CHG2 }
expect: failed
`;

/** What every world has beside its catalog. */
function besides(service: string): Files {
  const library = join(packageRoot(), "templates", "library");
  const templates = readdirSync(library, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(library, name)).map((file) => join(name, file)))
    .map((file) => [`library/${file}`, readFileSync(join(library, file), "utf8")] as const);
  const bake = readFileSync(join(library, "bake", "1.0.0.yaml"), "utf8");
  return {
    ...Object.fromEntries(templates),
    ...(service === "full"
      ? { "library/bake/1.1.0.yaml": bake.replace("versionLabel: 1.0.0", "versionLabel: 1.1.0") }
      : {}),
    "scenario.yaml": scenario,
    "payload.json": `{"service": "${service}", "imageTag": "v2.3.1", "commits": [{"id": 1, "files": ["a"]}]}\n`,
  };
}

function world(catalog: Files, service: string): Files {
  const other = Object.entries(catalog).map(([path, text]) => [path.replace("catalog/", "other/"), text]);
  const parsed = parseCatalog(
    Object.entries(catalog).map(([path, text]) => ({ path, text })),
    service === "full" ? richLibrary : readTemplateLibrary(),
  );
  const objects = planOf(parsed).units.flatMap(({ component, name: group, objects }) =>
    objects.map(({ kind, name }) => ({ component, group, kind, name, digests: { name: "0" } })),
  );
  const outputs = {
    services: [service, "gone"],
    kept: { pipeline: { gone: "gone_cd" } },
    production: ["prod"],
  };
  const head = { version: recordVersion, stack: "dev", salt: "0123456789abcdef", outputs, elsewhere: 0 };
  return {
    ...catalog,
    ...(Object.fromEntries(other) as Files),
    ...besides(service),
    "record.json": JSON.stringify({ ...head, objects: objects.slice(0, 40) }, null, 1),
  };
}

const example = () =>
  Object.fromEntries(
    readCatalogFiles(join(packageRoot(), "catalog")).map(({ path, text }) => [
      `catalog/${path.split("/").at(-1)}`,
      text,
    ]),
  );
const rich = () => Object.fromEntries(filesOf(richCatalog()).map(({ path, text }) => [path, text]));

/** The worlds there are, by a service that each has. */
export const worlds: Readonly<Record<string, Files>> = {
  "payment-service": world(example(), "payment-service"),
  full: world(rich(), "full"),
};

/** The files after changes of one or two of them, and the paths of those. */
export function changedFiles(files: Files, pick: Pick, candidates: readonly string[]): Files {
  const next: Record<string, string> = { ...files };
  for (let left = 1 + pick(4) / 3; left >= 1; left--) {
    const path = oneOf(pick, candidates);
    next[path] = mutated(files[path]!, pick, path.endsWith(".json") ? "json" : "yaml");
  }
  return next;
}

/** Writes files into a new folder. */
export function folderOf(files: Files): string {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-fuzz-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

/** Paths that are not as they were written. */
export function changedOnDisk(dir: string, files: Files): string[] {
  return Object.entries(files)
    .filter(([path, text]) => {
      const file = join(dir, path);
      return !existsSync(file) || !readFileSync(file).equals(Buffer.from(text));
    })
    .map(([path]) => path);
}

export const removeFolder = (dir: string): void => rmSync(dir, { recursive: true, force: true });
