/** A proposal as texts: the catalog files it would leave behind. Pure; nothing is written or sent. */
import { basename, dirname, join } from "node:path";
import { addService, changeService, removeService } from "../catalog/edit";
import { archetypeFileName, roleOf, servicesFileName, type CatalogFile } from "../catalog/files";
import { entriesOf } from "../catalog/entryList";
import { parseCatalog } from "../catalog/load";
import type { Catalog } from "../catalog/model";
import { archetypes } from "../catalog/schema/common";
import { parsedForEdit, readEntry } from "../catalog/written";
import { problem } from "../errors";
import { branchOf, digestOf, serviceOf, titleOf, type Change, type Changes } from "./change";

/** The catalog that a proposal starts from. */
export interface BaseCatalog {
  /** Commit of the base branch. */
  readonly commit: string;
  /** Paths count from the top of the repository. */
  readonly files: readonly CatalogFile[];
  readonly catalog: Catalog;
}

/** A catalog file that a proposal changes. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A proposal before anything is sent. Without `files` the catalog says so already. */
export interface Draft {
  readonly changes: Changes;
  readonly digest: string;
  readonly branch: string;
  readonly title: string;
  readonly services: readonly string[];
  readonly files: readonly ChangedFile[];
  /** The whole catalog afterwards, checked. */
  readonly catalog: Catalog;
}

/**
 * Applies changes to a catalog and checks the whole of it.
 *
 * @throws CatalogError CAT030 when a service to add exists with other values, CAT035 when one to change or remove does
 * not exist, and every problem of the catalog afterwards, with its place in the file as it would be
 */
export function draftOf(base: BaseCatalog, changes: Changes): Draft {
  const digest = digestOf(changes);
  const files = changes.reduce(applied, base.files);
  const catalog = parseCatalog(files, base.catalog.library);
  const before = new Map(base.files.map(({ path, text }) => [path, text]));
  return {
    changes,
    digest,
    branch: branchOf(changes, digest),
    title: titleOf(changes),
    services: changes.map(serviceOf).sort(),
    files: files
      .map(({ path, text }) => ({ path, before: before.get(path) ?? "", after: text }))
      .filter(({ before, after }) => before !== after),
    catalog,
  };
}

/** The entry of a service as it is written, and the file that holds it; undefined when there is none. */
export function writtenEntry(
  files: readonly CatalogFile[],
  name: string,
): { readonly path: string; readonly value: unknown } | undefined {
  for (const { path, text } of files.filter(isServicesFile)) {
    const entry = entriesOf(parsedForEdit(text, path)).entries.find((each) => each.name === name);
    if (entry !== undefined) return { path, value: entry.value };
  }
  return undefined;
}

function applied(files: readonly CatalogFile[], change: Change): readonly CatalogFile[] {
  if (change.kind === "add") return added(files, change.entry);
  const name = serviceOf(change);
  const existing = writtenEntry(files, name);
  if (existing === undefined)
    throw problem("CAT035", `${name} is not in the catalog`, "correct the name, or add the service");
  if (change.kind === "remove")
    return replaced(files, existing.path, (text) => removeService(text, name, existing.path));
  const home = homeOf(files, change.entry);
  if (home === existing.path) return replaced(files, home, (text) => changeService(text, change.entry, home));
  // Another archetype may have a file of its own: the entry moves there.
  return added(
    replaced(files, existing.path, (text) => removeService(text, name, existing.path)),
    change.entry,
  );
}

function added(
  files: readonly CatalogFile[],
  entry: Extract<Change, { kind: "add" }>["entry"],
): readonly CatalogFile[] {
  const home = homeOf(files, entry);
  const elsewhere = writtenEntry(files, entry.name);
  if (elsewhere !== undefined && elsewhere.path !== home)
    throw problem(
      "CAT030",
      `${entry.name} is in the catalog already, in ${elsewhere.path}`,
      "change that entry",
    );
  const whole = files.some(({ path }) => path === home)
    ? files
    : [...files, { path: home, text: "services:\n" }];
  return replaced(whole, home, (text) => addService(text, entry, home));
}

/** The file an entry belongs to: services.yaml, or the file of its archetype where there is no services.yaml. */
function homeOf(files: readonly CatalogFile[], entry: Extract<Change, { kind: "add" }>["entry"]): string {
  const single = files.find(({ path }) => basename(path) === servicesFileName);
  const { archetype } = readEntry(entry);
  return single?.path ?? join(dirname(files[0]?.path ?? ""), archetypeFileName(archetype));
}

function isServicesFile({ path }: CatalogFile): boolean {
  const role = roleOf(basename(path));
  return role === "services" || archetypes.some((archetype) => archetype === role);
}

function replaced(
  files: readonly CatalogFile[],
  path: string,
  edit: (text: string) => string,
): readonly CatalogFile[] {
  return files.map((file) => (file.path === path ? { path, text: edit(file.text) } : file));
}
