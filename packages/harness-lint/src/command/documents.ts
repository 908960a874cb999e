/** The Harness documents of a file of any repository: several in one file, of a kind that the root key says. */
import { isMap, isScalar, LineCounter, parseAllDocuments, type Document } from "yaml";
import type { Place, Problem } from "@harness-catalog/problems";
import { rootKeys, type DocumentKind, type LintDocument, type LintFile } from "../model";

/** What is in a file: documents to lint, what cannot be read, and what is not known here. */
export interface FileContents {
  readonly documents: readonly LintDocument[];
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/** Splits a file. Each document keeps the lines it has in the file. Never throws. */
export function documentsIn({ path, text }: LintFile): FileContents {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const contents = { documents: [] as LintDocument[], problems: [] as Problem[], notes: [] as Problem[] };
  const all = parsed(text, lines);
  if (all === undefined) {
    const problem = wrong("the values are nested too deep to be read", "write it with fewer levels", at(0));
    return { ...contents, problems: [problem] };
  }
  let start = 0;
  for (const yaml of all) {
    const end = yaml.range[2];
    const found = judged(yaml, at);
    if (typeof found === "string")
      contents.documents.push({
        path,
        kind: found,
        text: `${blank(text.slice(0, start))}${text.slice(start, end)}`,
      });
    else if (found !== undefined) contents[found.is].push(found.problem);
    start = end;
  }
  if (contents.documents.length + contents.problems.length + contents.notes.length === 0)
    contents.notes.push(noted("the file holds no document", at(0)));
  return contents;
}

type Found = DocumentKind | { readonly is: "problems" | "notes"; readonly problem: Problem } | undefined;

/** The kind of a document, or what is to say about it; nothing about an empty one. */
function judged(yaml: Document.Parsed, at: (offset: number) => Place): Found {
  const error = yaml.errors[0];
  if (error !== undefined) {
    const message = error.message.charAt(0).toLowerCase() + error.message.slice(1);
    const problem = wrong(message, "correct the YAML here or just above", at(error.pos[0]));
    return { is: "problems", problem };
  }
  const root = yaml.contents;
  if (root === null || (isScalar(root) && root.value === null)) return undefined;
  const place = at(root.range[0]);
  const keys = isMap(root) ? root.items.map(({ key }) => (isScalar(key) ? String(key.value) : "")) : [];
  const kind = kinds.find((each) => keys.includes(rootKeys[each]));
  if (kind !== undefined) return kind;
  const named = keys.length === 0 ? "" : ` with the key "${keys[0]}"`;
  return {
    is: "notes",
    problem: noted(`a document${named} is no kind that is known here, so it is not checked`, place),
  };
}

const kinds = Object.keys(rootKeys) as DocumentKind[];

function noted(message: string, place: Place): Problem {
  return { code: "LINT001", message, hint: `known are ${Object.values(rootKeys).join(", ")}`, place };
}

function wrong(message: string, hint: string, place: Place): Problem {
  return { code: "LINT001", message, hint, place };
}

/** Documents one behind the other; undefined when the text is nested deeper than the parser's stack. */
function parsed(text: string, lineCounter: LineCounter): readonly Document.Parsed[] | undefined {
  try {
    const found = parseAllDocuments(text, { prettyErrors: false, stringKeys: true, lineCounter });
    return Array.isArray(found) ? found : [];
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** As many lines, with nothing on them. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, "");
}
