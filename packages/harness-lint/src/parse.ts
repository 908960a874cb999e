/** One document as text, YAML and plain value, and the way from a path back to line and column. */
import { isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair } from "yaml";
import type { Place, Problem } from "@harness-catalog/problems";
import {
  rootKeys,
  type DocumentKind,
  type Finding,
  type LintDocument,
  type Path,
  type Subject,
} from "./model";
import { isMapping, plainValue } from "./values";

/** A parsed document. `subject` is undefined when the text is not such a document; `problems` then says why. */
export interface Parsed {
  readonly document: LintDocument;
  readonly subject: Subject | undefined;
  readonly problems: readonly Problem[];
  /** Where a finding stands. A path the document does not hold is found at its closest ancestor. */
  readonly locate: (finding: Pick<Finding, "path" | "at" | "part">) => Place;
  /** A number or another plain word as it stands in the text; undefined where there is none at the path. */
  readonly written: (path: Path) => string | undefined;
}

/** Parses a document. Never throws: text that is no such document ends in `problems`. */
export function parseLintDocument(document: LintDocument): Parsed {
  const { locate, written } = reader(document);
  const refuse = (message: string, hint: string, place: Place): Parsed => ({
    document,
    subject: undefined,
    problems: [{ code: "LINT001", message, hint, place }],
    locate,
    written,
  });

  const yaml = parseDocument(document.text, options);
  const error = yaml.errors[0];
  if (error !== undefined) {
    const message = lowerFirst(error.message);
    return refuse(message, "correct the YAML here or just above", placeIn(document, error.pos[0]));
  }
  const value = plainValue(yaml);
  const key = rootKeys[document.kind];
  const root = isMapping(value) ? value[key] : undefined;
  if (!isMapping(value) || !isMapping(root)) {
    const message = `the document has no mapping under "${key}"`;
    return refuse(message, `write the ${document.kind} under "${key}:"`, placeIn(document, 0));
  }
  return {
    document,
    subject: { kind: document.kind, value, root, at: [key] },
    problems: [],
    locate,
    written,
  };
}

const options = { prettyErrors: false, stringKeys: true } as const;

/** The tree with positions is many times the size of the text: it is made again where something is found, not kept. */
function reader(document: LintDocument): Pick<Parsed, "locate" | "written"> {
  let known: Document.Parsed | undefined;
  const tree = (): Document.Parsed => (known ??= parseDocument(document.text, options));
  return {
    locate: (finding) => placeIn(document, offsetOf(document.text, tree(), finding)),
    written: (path) => {
      const node = tree().getIn(path, true);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

function placeIn({ path, text }: LintDocument, offset: number): Place {
  const before = text.slice(0, offset);
  return { file: path, line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

const folders: Readonly<Record<string, DocumentKind>> = {
  pipelines: "pipeline",
  templates: "template",
  triggers: "trigger",
  inputSets: "inputSet",
  services: "service",
  environments: "environment",
  infrastructures: "infrastructure",
};

/** The kind of a rendered file by its folder; undefined for files that are no Harness document, such as policies. */
export function kindOf(path: string): DocumentKind | undefined {
  return folders[path.split("/").at(-2) ?? ""];
}

function offsetOf(
  source: string,
  yaml: Document.Parsed,
  { path, at, part }: Pick<Finding, "path" | "at" | "part">,
): number {
  let node: Node | null = yaml.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const found = childOf(node, step);
    if (found === undefined) return offset;
    const wantsKey = at === "key" && depth === path.length - 1;
    offset = (wantsKey ? startOf(found.key) : startOf(found.value)) ?? startOf(found.key) ?? offset;
    node = found.value;
  }
  if (part === undefined || node === null) return offset;
  const within = source.slice(offset, node.range?.[1] ?? offset).indexOf(part);
  return within < 0 ? offset : offset + within;
}

function childOf(node: Node | null, step: Path[number]): { key?: Node; value: Node | null } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined ? undefined : { value: item as Node | null };
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<Node, Node | null>[];
  return pairs.find(({ key }) => isScalar(key) && String(key.value) === String(step));
}

function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
