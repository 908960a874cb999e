/** Changes applied to catalog files as texts. */
import { basename, dirname, join } from "node:path";
import { addService, changeService, removeService } from "../catalog/edit";
import { archetypeFileName, roleOf, servicesFileName, type CatalogFile } from "../catalog/files";
import { entriesOf } from "../catalog/entryList";
import { archetypes } from "../catalog/schema/common";
import { parsedForEdit, readEntry } from "../catalog/written";
import { problem } from "../errors";
import { serviceOf, type Change } from "./change";

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

/** The files after a change. @throws CatalogError CAT030, CAT035, CAT060 and those of the texts */
export function applied(files: readonly CatalogFile[], change: Change): readonly CatalogFile[] {
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
