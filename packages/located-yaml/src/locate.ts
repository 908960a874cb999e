/** From a path inside a file's value (`["services", 3, "team"]`) back to line and column. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Place } from "@harness-catalog/problems";
import { placeAt, type Source } from "./source";

/** Keys and indices that lead from the top of a file to a value. */
export type Path = readonly (string | number)[];

/** A place, and whether it is the thing itself or only its closest ancestor that the file holds. */
export interface Located {
  readonly place: Place;
  readonly exact: boolean;
}

/**
 * Where a path stands in a file: its value, or its key. A path the file does not hold (a missing key,
 * a default) is found at its closest ancestor.
 */
export function locate(source: Source, path: Path, at: "value" | "key" = "value"): Located {
  let offset = startOf(source.document.contents) ?? 0;
  let node: Node | null | undefined = source.document.contents;

  for (const [depth, step] of path.entries()) {
    const found = child(source, node, step);
    if (found === undefined) return { place: placeAt(source.path, source.lines, offset), exact: false };
    const wantsKey = at === "key" && depth === path.length - 1;
    offset = (wantsKey ? startOf(found.key) : startOf(found.value)) ?? startOf(found.key) ?? offset;
    node = found.value;
  }
  return { place: placeAt(source.path, source.lines, offset), exact: true };
}

/** The characters that a file has for a plain value, which `1.10` and `0x1F` tell only there; undefined for other values. */
export function writtenAt(source: Source, path: Path): string | undefined {
  let node: Node | null | undefined = source.document.contents;
  for (const step of path) node = child(source, node, step)?.value;
  const value = isAlias(node) ? node.resolve(source.document) : node;
  return isScalar(value) && value.type === "PLAIN" ? value.source : undefined;
}

/** `services[3].environments[1]` */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}

/**
 * The line of a place with a caret under its column, for terminals. At most `width` characters of the line
 * are shown, those around the column.
 */
export function excerpt(text: string, place: Pick<Place, "line" | "column">, width = 100): string {
  const line = (text.split("\n")[place.line - 1] ?? "").replace(/\r$/, "").replaceAll("\t", " ");
  const start = Math.max(0, Math.min(place.column - 1 - Math.floor(width / 2), line.length - width));
  const gutter = `${place.line} | `;
  return `${gutter}${line.slice(start, start + width)}\n${" ".repeat(gutter.length + place.column - 1 - start)}^`;
}

interface Child {
  readonly key?: Node;
  readonly value: Node | null;
}

function child(source: Source, parent: Node | null | undefined, step: string | number): Child | undefined {
  const node = isAlias(parent) ? parent.resolve(source.document) : parent;
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { value: item as Node | null };
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<Node, Node | null>[];
  const pair = pairs.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (pair !== undefined) return { key: pair.key, value: pair.value };
  return mergedChild(source, pairs, step);
}

/** A key that comes from `<<: *anchor` stands where the anchor stands. */
function mergedChild(
  source: Source,
  pairs: Pair<Node, Node | null>[],
  step: string | number,
): Child | undefined {
  for (const { key, value } of pairs) {
    if (!isScalar(key) || key.source !== "<<") continue;
    const merged = isSeq(value) ? (value.items as Node[]) : [value];
    for (const each of merged) {
      const found = child(source, each, step);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** An empty value (`key:` and nothing after it) has no characters of its own: its key stands for it. */
function startOf(node: Node | null | undefined): number | undefined {
  if (node === null || node === undefined || !node.range) return undefined;
  if (isScalar(node) && node.value === null && node.range[0] === node.range[1]) return undefined;
  return node.range[0];
}
