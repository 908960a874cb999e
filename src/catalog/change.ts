/**
 * Changing an entry of a services file as text in, text out. Only the fields whose value changes are written
 * anew; comments, quoting and order of everything else stay as they are.
 */
import { isMap, isScalar, type Node, type Pair } from "yaml";
import { problem } from "@harness-catalog/problems";
import { refuseUsedAnchors } from "./anchors";
import { endOf, entriesOf, lineOf, type WrittenEntry } from "./entryList";
import { renderEntry, renderField } from "./entryText";
import { serviceSchema, type Service } from "./schema/service";
import { parseSource, type Source } from "@harness-catalog/located-yaml/source";
import { entryWithTeam } from "./teamFile";
import { describes, parsedForEdit, readEntry, sameValue, splitLines, type EntryValues } from "./written";

const fieldOrder = Object.keys(serviceSchema.shape);

/**
 * Makes the entry of a services file say what `entry` says. A field that `entry` leaves out gets its default: it is
 * taken out of the file, unless the file spells the default. An entry that means the same already stays byte for byte.
 *
 * @param entry the whole entry; its name tells which one is changed
 * @param file the path that messages show
 * @param team whose file it is; an entry that names none has this one
 * @throws CatalogError CAT035 when the file has no entry of this name, CAT060 when its list is not written with one
 * "- " per entry, CAT063 when something else uses an anchor of the entry and its field cannot be changed alone, the
 * problems of the entry when its shape is wrong, and those of the text
 */
export function changeService(text: string, entry: EntryValues, file: string, team?: string): string {
  const wanted = readEntry(entry);
  const source = parsedForEdit(text, file);
  const existing = entryNamed(source, wanted.name, team);
  if (existing === undefined) {
    const message = `${wanted.name} is not in the catalog`;
    throw problem("CAT035", message, "add it instead, or correct the name");
  }
  if (describes(existing, wanted)) return text;
  const edited = editFields(source, existing, entry, wanted);
  // Anchors, merge keys and entries in braces are beyond editing field by field: the entry is written anew as a whole.
  if (edited !== undefined && saysSo(edited, wanted, file, team) && sameOthers(source, edited, wanted.name))
    return edited;
  refuseUsedAnchors(source, entriesOf(source), existing);
  return rewrite(source, existing, entry);
}

interface WrittenField {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | null;
  readonly firstLine: number;
  readonly endLine: number;
}

interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

function editFields(
  source: Source,
  existing: WrittenEntry,
  entry: EntryValues,
  wanted: Service,
): string | undefined {
  const written = fieldsOf(source, existing.node);
  const before = serviceSchema.safeParse(existing.value);
  if (written === undefined || !before.success) return undefined;
  const differs = fieldOrder.filter(
    (key) => !sameValue(before.data[key as keyof Service], wanted[key as keyof Service]),
  );
  const edits = differs.map((key) => fieldEdit(source, written, key, entry[key]));
  if (edits.some((edit) => edit === undefined)) return undefined;
  return applied(
    source.text,
    edits.filter((edit) => edit !== undefined),
  );
}

/** undefined when a field cannot be edited on its own. */
function fieldEdit(
  source: Source,
  written: readonly WrittenField[],
  key: string,
  value: unknown,
): LineEdit | undefined {
  const field = written.find((each) => each.key === key);
  const column = written[0]!.keyNode.range![0] - source.lines.lineStarts[written[0]!.firstLine]!;
  const indent = " ".repeat(column);
  if (field === undefined) {
    const above = nearestAbove(written, key);
    if (above === undefined || value === undefined) return undefined;
    const lines = renderField(key, value).map((line) => indent + line);
    return { from: above.endLine, to: above.endLine, lines };
  }
  if (value === undefined) {
    const holdsDash = field === written[0];
    return holdsDash ? undefined : { from: field.firstLine, to: field.endLine, lines: [] };
  }
  return { from: field.firstLine, to: field.endLine, lines: replaced(source, field, value) };
}

/** The written field that stands closest before `key` in the order of the schema. */
function nearestAbove(written: readonly WrittenField[], key: string): WrittenField | undefined {
  const order = (field: WrittenField) => fieldOrder.indexOf(field.key);
  const before = written.filter((field) => order(field) < fieldOrder.indexOf(key));
  return before.sort((a, b) => order(a) - order(b)).at(-1);
}

/** The lines of a field with another value. A comment behind a value on one line is kept. */
function replaced(source: Source, field: WrittenField, value: unknown): string[] {
  const { lineStarts } = source.lines;
  const lines = renderField(field.key, value);
  const start = lineStarts[field.firstLine]!;
  const lead = source.text.slice(start, field.keyNode.range![0]);
  const rest = lines.slice(1).map((line) => " ".repeat(lead.length) + line);
  const onOneLine = field.endLine - field.firstLine === 1 && field.value !== null && lines.length === 1;
  const tail = onOneLine
    ? source.text.slice(field.value.range![1], lineStarts[field.endLine] ?? source.text.length).trimEnd()
    : "";
  return [lead + lines[0]! + tail, ...rest];
}

/** The fields of an entry that is a block mapping with one field or more a line; undefined when it is not. */
function fieldsOf(source: Source, node: Node): WrittenField[] | undefined {
  if (!isMap(node) || node.flow === true) return undefined;
  const pairs = node.items as unknown as Pair<Node, Node | null>[];
  if (!pairs.every(({ key }) => isScalar(key))) return undefined;
  return pairs.map(({ key, value }) => ({
    key: String(isScalar(key) ? key.value : ""),
    keyNode: key,
    value,
    firstLine: lineOf(source, key.range![0]),
    endLine: endOf(source, value?.range && value.range[1] > value.range[0] ? value : key),
  }));
}

function rewrite(source: Source, existing: WrittenEntry, entry: EntryValues): string {
  const lines = splitLines(source.text);
  const first = lineOf(source, existing.node.range![0]);
  let dash = first;
  while (!/^\s*-(\s|$)/.test(lines[dash]!)) dash--;
  const indent = lines[dash]!.slice(0, lines[dash]!.indexOf("-"));
  const rendered = renderEntry(entry, fieldOrder).map((line) => indent + line);
  return applied(source.text, [{ from: dash, to: existing.endLine, lines: rendered }]);
}

function applied(text: string, edits: readonly LineEdit[]): string {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = splitLines(text);
  // From the bottom up, so that earlier line numbers stay true; of two insertions at one place the later field comes first.
  const ordered = edits.map((edit, index) => ({ edit, index }));
  ordered.sort((a, b) => b.edit.from - a.edit.from || b.edit.to - a.edit.to || b.index - a.index);
  for (const { edit } of ordered)
    lines.splice(edit.from, edit.to - edit.from, ...edit.lines.map((line) => line + eol));
  return lines.join("");
}

/** An anchor of the entry can give others their values. */
function sameOthers(before: Source, text: string, name: string): boolean {
  const others = (source: Source) =>
    entriesOf(source)
      .entries.filter((entry) => entry.name !== name)
      .map(({ value }) => value);
  return sameValue(others(before), others(parseSource({ path: before.path, text })));
}

function entryNamed(source: Source, wanted: string, team: string | undefined): WrittenEntry | undefined {
  const found = entriesOf(source).entries.find(({ name }) => name === wanted);
  return found && { ...found, value: entryWithTeam(found.value, team) };
}

function saysSo(text: string, wanted: Service, file: string, team: string | undefined): boolean {
  const source = parseSource({ path: file, text });
  if (source.problems.length > 0) return false;
  const entry = entryNamed(source, wanted.name, team);
  return entry !== undefined && describes(entry, wanted);
}
