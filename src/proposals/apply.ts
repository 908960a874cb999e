/** Changes applied to catalog files as texts. */
import { join } from "node:path";
import { addNewServices, changeService, removeService } from "../catalog/edit";
import { entriesOf, type WrittenEntry } from "../catalog/entryList";
import type { CatalogFile } from "../catalog/files";
import { archetypeFileName, rolesIn, rootOf, teamFileName, teamOf } from "../catalog/layout";
import { entryWithTeam } from "../catalog/teamFile";
import { describes, parsedForEdit, readEntry } from "../catalog/written";
import { problem, type Place } from "@harness-catalog/problems";
import { serviceOf, type Change } from "./change";
import { fitting } from "./fitting";

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
 * The files with new entries in them; one that names no profile gets one for its archetype. One that is there already, meaning the same, is left as it is.
 * @param about runs what concerns the entry of an index, to tell whose problem it is
 * @throws CatalogError CAT030 when there is another entry of a name, CAT060 and the problems of the texts
 */
export function added(
  files: readonly CatalogFile[],
  entries: readonly Entry[],
  about: <T>(index: number, run: () => T) => T = (_, run) => run(),
): readonly CatalogFile[] {
  const known = entriesByName(files);
  const fit = fitting(files);
  const fresh = entries.flatMap((given, index) => {
    const entry = about(index, () => fit(given));
    const home = homeOf(files, entry);
    const isNew = about(index, () => isMissing(known, entry, home));
    known.set(entry.name, known.get(entry.name) ?? { path: home, value: entry });
    return isNew ? [{ home, entry }] : [];
  });
  return [...new Set(fresh.map(({ home }) => home))].reduce<readonly CatalogFile[]>((texts, home) => {
    const own = fresh.filter((each) => each.home === home).map(({ entry }) => entry);
    const isThere = texts.some(({ path }) => path === home);
    const whole = isThere ? texts : [...texts, { path: home, text: "services:\n" }];
    const team = teamOf(rolesOf(whole)(home));
    return replaced(whole, home, (text) => addNewServices(text, own, home, team));
  }, files);
}

function entriesByName(files: readonly CatalogFile[]): Map<string, Known> {
  const roleOf = rolesOf(files);
  const all = files.flatMap(({ path, text }) => {
    const role = roleOf(path);
    if (role === undefined || role === "platform") return [];
    const { entries } = entriesOf(parsedForEdit(text, path));
    return entries.map(({ name, value, place }) => {
      return [name, { path, value: entryWithTeam(value, teamOf(role)), place }] as const;
    });
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
  const team = teamOf(rolesOf(files)(home));
  if (home === existing.path)
    return replaced(files, home, (text) => changeService(text, change.entry, home, team));
  // Another team or archetype may have a file of its own: the entry moves there.
  return added(
    replaced(files, existing.path, (text) => removeService(text, name, existing.path)),
    [change.entry],
  );
}

/**
 * The file an entry belongs to: that of its team where teams have files, else services.yaml, else the file of its archetype.
 * Beside services.yaml a team has a file only when it is there already; without, a new one is made.
 */
function homeOf(files: readonly CatalogFile[], entry: Entry): string {
  const root = rootOf(files.map(({ path }) => path));
  const roleOf = rolesOf(files);
  const roles = files.map(({ path }) => roleOf(path));
  const { archetype, team } = readEntry(entry);
  const single = files.find(({ path }) => roleOf(path) === "services");
  const isByTeam = single === undefined && roles.some((role) => teamOf(role) !== undefined);
  if (isByTeam || roles.some((role) => teamOf(role) === team)) return join(root, teamFileName(team));
  return single?.path ?? join(root, archetypeFileName(archetype));
}

function rolesOf(files: readonly CatalogFile[]) {
  return rolesIn(files.map(({ path }) => path));
}

function replaced(
  files: readonly CatalogFile[],
  path: string,
  edit: (text: string) => string,
): readonly CatalogFile[] {
  return files.map((file) => (file.path === path ? { path, text: edit(file.text) } : file));
}
