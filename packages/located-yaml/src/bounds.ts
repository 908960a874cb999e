/**
 * Bounds of a YAML text, so that no file can crash or stall whoever reads it. The parser works on deep nesting by
 * recursion, and aliases let a small text stand for an endless one.
 */
import {
  Composer,
  isAlias,
  isCollection,
  isPair,
  Lexer,
  Parser,
  visit,
  YAMLParseError,
  type Alias,
  type Document,
  type Node,
} from "yaml";

/** Far beyond any catalog: one of 10,000 services has about 4 MiB and a depth of 7. */
export const limits = { bytes: 8 * 1024 * 1024, depth: 64, aliases: 10_000 } as const;

/** Values of a file, those that aliases stand for included: ten times the written ones, or as many as a small file may make. */
const mostValues = (written: number) => Math.max(100_000, 10 * written);

/** What is too much, and the offset where it stands. */
export interface Excess {
  readonly message: string;
  readonly hint: string;
  readonly offset: number;
}

/** The document of a text, or why it is not read. */
export type Bounded =
  | { readonly document: Document.Parsed; readonly excess?: undefined }
  | { readonly document?: undefined; readonly excess: Excess };

const flatter = `write it with at most ${limits.depth} levels`;
const deep = `the values are nested more than ${limits.depth} levels deep`;

/** Parses a text as far as its bounds allow. Errors of its YAML are in the document. */
export function parseBounded(text: string): Bounded {
  const long = tooLong(text);
  if (long !== undefined) return { excess: long };
  const lexemes = [...new Lexer().lex(text)];
  const offset = tooDeep(lexemes);
  if (offset !== undefined) return { excess: { message: deep, hint: flatter, offset } };
  try {
    return checked(compose(text, lexemes));
  } catch (error) {
    // Levels made by indentation alone: the parser runs out of stack.
    if (!(error instanceof RangeError)) throw error;
    return { excess: { message: deep, hint: flatter, offset: 0 } };
  }
}

/** Asked before anything walks through the text. */
export function tooLong(text: string): Excess | undefined {
  if (text.length <= limits.bytes) return undefined;
  const message = `the file has ${text.length} characters, more than ${limits.bytes}`;
  return { message, hint: "split it into files by archetype", offset: 0 };
}

/** Levels that brackets, and dashes and question marks behind each other, open. Source of the tokens: the yaml package. */
function tooDeep(lexemes: readonly string[]): number | undefined {
  let [offset, brackets, inLine] = [0, 0, 0];
  for (const lexeme of lexemes) {
    if (lexeme === "[" || lexeme === "{") brackets += 1;
    else if (lexeme === "]" || lexeme === "}") brackets -= 1;
    else if (lexeme === "-" || lexeme === "?") inLine += 1;
    else if (lexeme.trim() !== "" || lexeme.includes("\n")) inLine = 0;
    if (brackets + inLine > limits.depth) return offset;
    // The parser's marks of a document and a scalar have no characters.
    if (!/^[\u0002\u0018\u001f]$/.test(lexeme)) offset += lexeme.length;
  }
  return undefined;
}

function compose(text: string, lexemes: readonly string[]): Document.Parsed {
  const parser = new Parser();
  const composer = new Composer({ prettyErrors: false, merge: true, stringKeys: true });
  const tokens = function* () {
    for (const lexeme of lexemes) yield* parser.next(lexeme);
    yield* parser.end();
  };
  const [document, second] = [...composer.compose(tokens(), true, text.length)] as Document.Parsed[];
  if (second !== undefined) {
    const [from, to] = second.range;
    document!.errors.push(new YAMLParseError([from, to], "MULTIPLE_DOCS", "a second document"));
  }
  return document!;
}

/** What each alias stands for, the value whose anchor stands last before it, and how many nodes there are. */
export function aliasTargets(document: Document.Parsed) {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node | undefined>();
  let written = 0;
  visit(document, {
    Node(_key, node) {
      written += 1;
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return { targets, written };
}

/** Depth and number of values, those that aliases stand for included. */
function checked(document: Document.Parsed): Bounded {
  const sizes = new Map<Node, number>();
  const open = new Set<Node>();
  const { targets, written } = aliasTargets(document);
  const most = mostValues(written);
  const refuse = (node: Node, message: string, hint: string) =>
    new Refusal({ message, hint, offset: node.range?.[0] ?? 0 });

  const sizeOf = (node: Node | null, depth: number): number => {
    if (node === null) return 1;
    const target = isAlias(node) ? targets.get(node) : node;
    if (target === undefined || !isCollection(target)) return 1;
    if (open.has(target))
      throw refuse(node, "the alias stands inside the value that it means", "write the values out");
    if (depth > limits.depth) throw refuse(node, deep, flatter);
    const known = sizes.get(target);
    if (known !== undefined) return known;
    open.add(target);
    let size = 1;
    for (const item of target.items) {
      size += isPair(item)
        ? sizeOf(item.key as Node | null, depth + 1) + sizeOf(item.value as Node | null, depth + 1)
        : sizeOf(item as Node | null, depth + 1);
      if (size > most)
        throw refuse(
          node,
          `the aliases make more than ${most} values of this file`,
          "write the values out, or use fewer aliases",
        );
    }
    open.delete(target);
    sizes.set(target, size);
    return size;
  };

  try {
    // Each costs the library a look at all those before it.
    const surplus = [...targets.keys()][limits.aliases];
    if (surplus !== undefined)
      throw refuse(surplus, `more than ${limits.aliases} aliases`, "write the values out");
    sizeOf(document.contents, 0);
    return { document };
  } catch (error) {
    if (error instanceof Refusal) return { excess: error.excess };
    throw error;
  }
}

class Refusal extends Error {
  constructor(readonly excess: Excess) {
    super(excess.message);
  }
}
