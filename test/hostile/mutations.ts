/** Changes of a YAML or JSON file, from one that a person could make to one that nobody would. */
import { isCollection, isMap, isScalar, isSeq, parseDocument, visit, type Document, type Pair } from "yaml";
import { oneOf, type Pick } from "./numbers";
import { hiddenPayloads, payloads } from "./payloads";

/** Words that mean something to the language behind the program. */
const words = [
  "constructor",
  "__proto__",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "valueOf",
  "then",
];

/** Values of other types, as YAML and JSON both know them. */
const odd: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  9007199254740993,
  "",
  [],
  {},
  [[]],
  [null],
  { a: null },
  [{ name: "x" }],
  { constructor: 1 },
  { name: { name: { name: [] } } },
];

/** A text that nobody expects. */
export function hostileText(pick: Pick): string {
  return oneOf(pick, oneOf(pick, [words, payloads, payloads, hiddenPayloads]));
}

function hostileValue(pick: Pick): unknown {
  return pick(2) === 0 ? oneOf(pick, odd) : hostileText(pick);
}

/** A place of a document: an entry of a mapping, or an item of a list. */
interface Site {
  readonly items: unknown[];
  readonly index: number;
}

function sitesOf(document: Document): Site[] {
  const sites: Site[] = [];
  visit(document, {
    Collection: (_key, node) => {
      node.items.forEach((_item, index) => sites.push({ items: node.items, index }));
    },
  });
  return sites;
}

/** Changes one place of a document: takes away, doubles, swaps, gives another key, value or type. */
function changeNode(document: Document, pick: Pick): void {
  const sites = sitesOf(document);
  if (sites.length === 0) return;
  const { items, index } = oneOf(pick, sites);
  const item = items[index];
  const put = (value: unknown) => {
    const node = document.createNode(value);
    if (isPairLike(item)) item.value = node;
    else items[index] = node;
  };
  const other = oneOf(pick, sites);
  const changes: readonly (() => void)[] = [
    () => void items.splice(index, 1),
    () => void items.splice(index, 0, item),
    () => put(hostileValue(pick)),
    () => put(hostileValue(pick)),
    () => {
      if (isPairLike(item)) item.key = document.createNode(hostileText(pick));
      else put(hostileText(pick));
    },
    () => {
      const value = isPairLike(item) ? item.value : item;
      if (isScalar(value) && typeof value.value === "string") value.value += hostileText(pick);
      else put([isCollection(value) ? value.toJSON() : value]);
    },
    () => {
      const [mine, theirs] = [item, other.items[other.index]];
      if (isPairLike(mine) && isPairLike(theirs)) [mine.value, theirs.value] = [theirs.value, mine.value];
    },
  ];
  oneOf(pick, changes)();
}

function isPairLike(item: unknown): item is Pair {
  return typeof item === "object" && item !== null && "key" in item;
}

/** Changes of the text itself. */
const textChanges: readonly ((text: string, pick: Pick) => string)[] = [
  (text) => `\ufeff${text}`,
  (text) => text.replaceAll("\n", "\r\n"),
  (text, pick) => text.slice(0, pick(text.length)),
  (text, pick) => withLine(text, pick, () => []),
  (text, pick) => withLine(text, pick, (line) => [line, line]),
  (text, pick) => withLine(text, pick, (line) => [line.replace(/^ /, "\t")]),
  (text, pick) => withLine(text, pick, (line) => [` ${line}`]),
  (text, pick) => withLine(text, pick, (line) => [line.replace(/: .*/, ": *nowhere")]),
  (text, pick) => withLine(text, pick, (line) => [line.replace(/: .*/, ": !!binary aGk=")]),
  (text, pick) => withLine(text, pick, (line) => [line.replace(/: (?=\S)/, ": &x ")]),
  (text, pick) => withLine(text, pick, (line) => [line.replace(/: .*/, ": .nan")]),
  (text, pick) => withLine(text, pick, (line) => [line.replace(/: .*/, ": 2026-13-45T99:99:99Z")]),
  (text, pick) => withLine(text, pick, (line) => [`${line} "`]),
  (text, pick) => withLine(text, pick, (line) => [line, "---"]),
  (text, pick) => withLine(text, pick, (line) => [line, "<<: *x"]),
  (text, pick) => withLine(text, pick, (line) => [line, "<<<<<<< HEAD"]),
  (text, pick) => {
    const at = pick(text.length);
    return text.slice(0, at) + hostileText(pick) + text.slice(at);
  },
  (text, pick) => text + hostileText(pick),
  (_text, pick) => hostileText(pick),
  () => "",
  () => "[]\n",
  () => "null\n",
  () => "a\n",
  () => `${"[".repeat(5000)}\n`,
  () => `${"- ".repeat(3000)}a\n`,
  () => "a: &a [*a]\n",
];

function withLine(text: string, pick: Pick, change: (line: string) => readonly string[]): string {
  const lines = text.split("\n");
  const at = pick(lines.length);
  return [...lines.slice(0, at), ...change(lines[at]!), ...lines.slice(at + 1)].join("\n");
}

/** The text after one to three changes: of its values, of its characters, or of both. */
export function mutated(text: string, pick: Pick, form: "yaml" | "json"): string {
  const kind = pick(5);
  let next = text;
  if (kind < 4) {
    const document = parseDocument(text);
    for (let left = 1 + pick(3); left > 0; left--) changeNode(document, pick);
    next = form === "json" ? `${jsonOf(document.contents)}\n` : written(document);
  }
  return kind > 2 ? oneOf(pick, textChanges)(next, pick) : next;
}

/** What a change of keys has made of anchors cannot always be written; the values can. */
function written(document: Document): string {
  try {
    return String(document);
  } catch {
    return `${jsonOf(document.contents)}\n`;
  }
}

/** JSON in which keys may stand twice, and may be `__proto__`. */
function jsonOf(node: unknown): string {
  if (isMap(node))
    return `{${node.items.map(({ key, value }) => `${JSON.stringify(String(isScalar(key) ? key.value : key))}:${jsonOf(value)}`).join(",")}}`;
  if (isSeq(node)) return `[${node.items.map(jsonOf).join(",")}]`;
  return JSON.stringify(isScalar(node) ? (node.value ?? null) : null);
}
