/** Where the entries of a services file stand, line by line. */
import { isCollection, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import { problem, type Place } from "@harness-catalog/problems";
import { placeAt, type Source } from "@harness-catalog/located-yaml/source";

/** One entry as it is written. Lines count from 0. */
export interface WrittenEntry {
  readonly name: string;
  /** The entry as plain data, unchecked. */
  readonly value: unknown;
  readonly place: Place;
  /** Its node in the document. */
  readonly node: Node;
  /** Its first line; comment lines directly above the "- " belong to it. */
  readonly firstLine: number;
  /** The line after its last one. Comments and blank lines below it are not its own. */
  readonly endLine: number;
}

/** The list under `services:`. */
export interface EntryList {
  readonly entries: readonly WrittenEntry[];
  /** Spaces before each "- ". */
  readonly indent: number;
  /** Whether blank lines stand between the entries. */
  readonly spaced: boolean;
  /** The line that holds `services:`. */
  readonly headLine: number;
  /** Offsets of what follows `services:` on its line, when the list is empty; otherwise both just behind the colon. */
  readonly valueStart: number;
  readonly valueEnd: number;
}

/**
 * Finds the entries of a services file that is parsed without problems.
 *
 * @throws CatalogError CAT060 when there is no list, or one written as `[…]`
 */
export function entriesOf(source: Source): EntryList {
  const pair = servicesPair(source);
  const valueStart = source.text.indexOf(":", pair.key.range![1] - 1) + 1;
  const list = pair.value;
  const lines = source.text.split("\n");
  const head = { headLine: lineOf(source, pair.key.range![0]), valueStart };

  if (list === null || isEmpty(list)) {
    const valueEnd = list?.range && list.range[1] > list.range[0] ? list.range[1] : valueStart;
    return { ...head, valueEnd, entries: [], indent: 2, spaced: true };
  }
  if (!isSeq(list) || list.flow === true) throw notEditable(source, list.range![0]);

  const nodes = list.items as Node[];
  const values = (source.value as { readonly services: readonly unknown[] }).services;
  const entries = nodes.map((node, index) => {
    const dash = dashLine(lines, lineOf(source, node.range![0]));
    const previousEnd = index === 0 ? head.headLine + 1 : endOf(source, nodes[index - 1]!);
    return {
      name: isMap(node) ? String(node.get("name")) : "",
      value: values[index],
      place: placeAt(source.path, source.lines, node.range![0]),
      node,
      firstLine: withComments(lines, dash, previousEnd),
      endLine: endOf(source, node),
    };
  });
  const indent = lines[dashLine(lines, lineOf(source, nodes[0]!.range![0]))]!.indexOf("-");
  return { ...head, valueEnd: valueStart, entries, indent, spaced: isSpaced(lines, entries) };
}

function servicesPair(source: Source): { key: Node; value: Node | null } {
  const { contents } = source.document;
  const pairs = isMap(contents) ? (contents.items as unknown as Pair<Node, Node | null>[]) : [];
  const pair = pairs.find(({ key }) => isScalar(key) && key.value === "services");
  if (pair === undefined) throw notEditable(source, 0);
  return { key: pair.key, value: pair.value };
}

function isEmpty(node: Node): boolean {
  return isSeq(node) ? node.items.length === 0 : isScalar(node) && node.value === null;
}

function notEditable(source: Source, offset: number) {
  const message = 'the services are not written as a list with one "- " per entry';
  const hint = 'write "services:" and below it one "- name: …" per entry';
  return problem("CAT060", message, hint, placeAt(source.path, source.lines, offset));
}

/** Line (from 0) of an offset. */
export function lineOf(source: Source, offset: number): number {
  return source.lines.linePos(offset).line - 1;
}

/** The dash may stand on a line of its own, above the entry. */
function dashLine(lines: readonly string[], line: number): number {
  let dash = line;
  while (dash > 0 && !/^\s*-(\s|$)/.test(lines[dash]!)) dash--;
  return dash;
}

function withComments(lines: readonly string[], dash: number, limit: number): number {
  let first = dash;
  while (first > limit && /^\s*#/.test(lines[first - 1]!)) first--;
  return first;
}

/** The line (from 0) after the last one of a node. */
export function endOf(source: Source, node: Node): number {
  const end = lastOffset(node);
  // a block text (| or >) reaches over the blank lines below it, which separate entries
  const trimmed = source.text.slice(0, end).trimEnd().length;
  return lineOf(source, Math.max(trimmed - 1, 0)) + 1;
}

/** Where the content of a node ends, without comments and blank lines behind it. */
function lastOffset(node: Node): number {
  if (!isCollection(node) || node.flow === true) return node.range![1];
  const last = node.items.at(-1) as Node | Pair<Node, Node | null> | undefined;
  if (last === undefined) return node.range![1];
  if (!("key" in last)) return lastOffset(last);
  return last.value?.range && last.value.range[1] > last.value.range[0]
    ? lastOffset(last.value)
    : last.key.range![1];
}

function isSpaced(lines: readonly string[], entries: readonly WrittenEntry[]): boolean {
  const gaps = entries
    .slice(1)
    .map(({ firstLine }, index) => lines.slice(entries[index]!.endLine, firstLine));
  const blank = gaps.filter((gap) => gap.some((line) => line.trim() === "")).length;
  return blank * 2 >= gaps.length;
}
