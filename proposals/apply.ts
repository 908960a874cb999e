/** Changes applied to catalog files as texts. */
import { basename, dirname, join } from "node:path";
import { addNewServices, changeService, removeService } from "../catalog/edit";
import { archetypeFileName, roleOf, servicesFileName, type CatalogFile } from "../catalog/files";
import { entriesOf, type WrittenEntry } from "../catalog/entryList";
import { archetypes } from "../catalog/schema/common";
import { describes, parsedForEdit, readEntry } from "../catalog/written";
import { problem, type Place } from "../errors";
import { serviceOf, type Change } from "./change";

/** An entry of a whole catalog, and the file that holds it. */
interface Known extends Pick<WrittenEntry, "value"> {
  readonly path: string;
  readonly place?: Place;
}

type Entry = Extract<Change, { kind: "add" }>["entry"];

/** The entry of a service as it is written, and the file that holds it; undefined when there is none. */
export function writtenEntry(files: readonly CatalogFile[], name: string): Known | undefined {
  return entriesByName(files).get(name);
}

/**
 * The files with new entries in them. One that is there already, meaning the same, is left as it is.
 * @param about runs what concerns the entry of an index, to tell whose problem it is
 * @throws CatalogError CAT030 when there is another entry of a name, CAT060 and the problems of the texts
 */
export function added(
  files: readonly CatalogFile[],
  entries: readonly Entry[],
  about: <T>(index: number, run: () => T) => T = (_, run) => run(),
): readonly CatalogFile[] {
  const known = entriesByName(files);
  const fresh = entries.flatMap((entry, index) => {
    const home = homeOf(files, entry);
    const isNew = about(index, () => isMissing(known, entry, home));
    known.set(entry.name, known.get(entry.name) ?? { path: home, value: entry });
    return isNew ? [{ home, entry }] : [];
  });
  return [...new Set(fresh.map(({ home }) => home))].reduce<readonly CatalogFile[]>((texts, home) => {
    const own = fresh.filter((each) => each.home === home).map(({ entry }) => entry);
    const isThere = texts.some(({ path }) => path === home);
    const whole = isThere ? texts : [...texts, { path: home, text: "services:\n" }];
    return replaced(whole, home, (text) => addNewServices(text, own, home));
  }, files);
}

function entriesByName(files: readonly CatalogFile[]): Map<string, Known> {
  const all = files.filter(isServicesFile).flatMap(({ path, text }) => {
    const { entries } = entriesOf(parsedForEdit(text, path));
    return entries.map(({ name, value, place }) => [name, { path, value, place }] as const);
  });
  return new Map(all.reverse()); // of two entries of a name the first one
}

function isMissing(known: ReadonlyMap<string, Known>, entry: Entry, home: string): boolean {
  const existing = known.get(entry.name);
  if (existing === undefined) return true;
  if (existing.path === home && describes(existing, readEntry(entry))) return false;
  const where = existing.path === home ? "with other values" : `in ${existing.path}`;
  const message = `${entry.name} is in the catalog already, ${where}`;
  throw problem("CAT030", message, "edit that entry, or choose another name", existing.place);
}

/** The files after a change. @throws CatalogError CAT030, CAT035, CAT060 and those of the texts */
export function applied(files: readonly CatalogFile[], change: Change): readonly CatalogFile[] {
  if (change.kind === "add") return added(files, [change.entry]);
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
    [change.entry],
  );
}

/** The file an entry belongs to: services.yaml, or the file of its archetype where there is no services.yaml. */
function homeOf(files: readonly CatalogFile[], entry: Entry): string {
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
