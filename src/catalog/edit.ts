/**
 * Adding and removing an entry of a services file as text in, text out. Only the entry's own lines change:
 * comments, order, quoting and blank lines elsewhere stay as they are, byte for byte.
 */
import { refuseUsedAnchors } from "./anchors";
import { entriesOf, type EntryList } from "./entryList";
import { renderEntry } from "./entryText";
import { serviceSchema } from "./schema/service";
import { compareText } from "@harness-catalog/problems/suggest";
import { parsedForEdit, readEntry, splitLines, type EntryValues } from "./written";

export { changeService } from "./change";
export { diffLines } from "./diff";

/**
 * Puts entries into a services file that holds none of their names, each before the first one whose name sorts after
 * it. Fields that have their default may be left out. The text is parsed once, however many entries there are.
 *
 * @param file the path that messages show
 * @param team whose file it is; it is not written into the entries once more
 * @throws CatalogError CAT060 when the list is not written with one "- " per entry, the problems of an entry's shape,
 * and those of the text
 */
export function addNewServices(
  text: string,
  entries: readonly EntryValues[],
  file: string,
  team?: string,
): string {
  const sorted = entries
    .map((entry) => ({ entry, name: readEntry(entry).name }))
    .sort((a, b) => compareText(b.name, a.name));
  const list = entriesOf(parsedForEdit(text, file));
  const [last, ...rest] = sorted;
  if (last === undefined) return text;
  const order = Object.keys(serviceSchema.shape);
  const written = (entry: EntryValues) =>
    team !== undefined && entry["team"] === team ? { ...entry, team: undefined } : entry;
  const put = (into: string, { entry, name }: (typeof sorted)[number]) =>
    insert(into, list, renderEntry(written(entry), order), name);
  // In an empty list the first one settles the layout.
  if (list.entries.length === 0) {
    const others = rest.map(({ entry }) => entry);
    return addNewServices(put(text, last), others, file, team);
  }
  // From the bottom up, so that the places of the others stay true.
  return sorted.reduce(put, text);
}

/**
 * Takes the entry of this name out of a services file, with the comment lines directly above it. A file without
 * such an entry is returned unchanged. Undoes {@link addNewServices} exactly.
 *
 * @param file the path that messages show
 * @throws CatalogError CAT060 when the list is not written with one "- " per entry, CAT063 when something else uses an
 * anchor of the entry, and the problems of the text
 */
export function removeService(text: string, name: string, file: string): string {
  const source = parsedForEdit(text, file);
  const list = entriesOf(source);
  const index = list.entries.findIndex((entry) => entry.name === name);
  const entry = list.entries[index];
  if (entry === undefined) return text;
  refuseUsedAnchors(source, list, entry);

  const lines = splitLines(text);
  const isBlank = (line: number) => lines[line]?.trim() === "";
  if (list.entries.length === 1) {
    const head = text.slice(0, list.valueStart);
    return `${head} []${without(lines, entry.firstLine, entry.endLine).slice(list.valueStart)}`;
  }
  // the blank line between two entries goes with the entry: the one below it, at the end of the list the one above
  const isLast = index === list.entries.length - 1;
  if (isLast && isBlank(entry.firstLine - 1)) return without(lines, entry.firstLine - 1, entry.endLine);
  if (!isLast && isBlank(entry.endLine)) return without(lines, entry.firstLine, entry.endLine + 1);
  return without(lines, entry.firstLine, entry.endLine);
}

function insert(text: string, list: EntryList, rendered: readonly string[], name: string): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const block = rendered.map((line) => `${" ".repeat(list.indent)}${line}${eol}`);
  const { entries, spaced } = list;

  if (entries.length === 0) {
    const opened = text.slice(0, list.valueStart) + text.slice(list.valueEnd);
    const lines = splitLines(opened);
    return [...lines.slice(0, list.headLine + 1), ...block, ...lines.slice(list.headLine + 1)].join("");
  }
  const lines = splitLines(text);
  const gap = spaced ? [eol] : [];
  const next = entries.find((entry) => compareText(entry.name, name) > 0);
  if (next !== undefined) {
    return [...lines.slice(0, next.firstLine), ...block, ...gap, ...lines.slice(next.firstLine)].join("");
  }
  const end = entries.at(-1)!.endLine;
  return [...lines.slice(0, end), ...gap, ...block, ...lines.slice(end)].join("");
}

function without(lines: readonly string[], from: number, to: number): string {
  return [...lines.slice(0, from), ...lines.slice(to)].join("");
}
