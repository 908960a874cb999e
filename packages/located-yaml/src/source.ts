/** One file as text, YAML document and plain value, with everything needed to point into it. */
import { isScalar, LineCounter, parseDocument, visit, type Document, type YAMLError } from "yaml";
import type { Place, Problem } from "@harness-catalog/problems";
import { hiddenCharacter, hiddenCharacters } from "@harness-catalog/problems/characters";
import { limits, parseBounded, tooLong, type Excess } from "./bounds";
import { brokenAliases, plainValue } from "./readYaml";

/** A file's text under the path that messages show. */
export interface YamlFile {
  readonly path: string;
  readonly text: string;
}

/** A parsed file. `value` is plain data and is undefined when the file has problems. */
export interface Source extends YamlFile {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/** Parses a file; whatever is wrong with it as a file or as YAML ends in `problems`. */
export function parseSource(file: YamlFile): Source {
  const { path, text } = file;
  // A text beyond the bounds is not even looked through for its lines, and its places are those of the first.
  const lines = lineCounterOf(text.length > limits.bytes ? "" : text);
  const at = (offset: number): Place => placeAt(path, lines, offset);

  const unread = (problems: Problem[]): Source => ({
    path,
    text,
    lines,
    document: parseDocument(""),
    value: undefined,
    problems,
  });
  const tooMuch = tooLong(text);
  if (tooMuch !== undefined) return unread([refusal(tooMuch, at)]);
  const textual = [textProblems(text, at), cutOff(text, at)].find((found) => found.length > 0);
  if (textual !== undefined) return unread(textual);
  const { document, excess } = parseBounded(text);
  if (excess !== undefined) return unread([refusal(excess, at)]);
  const problems = yamlProblems(text, document, at);
  const plain = problems.length > 0 ? { value: undefined } : plainValue(document);
  if ("wrong" in plain)
    return { path, text, lines, document, value: undefined, problems: [refusal(plain.wrong, at)] };
  return { path, text, lines, document, value: plain.value, problems };
}

/** The place of a character offset. */
export function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

type At = (offset: number) => Place;

function refusal({ message, hint, offset }: Excess, at: At): Problem {
  return { code: "CAT002", message, hint, place: at(offset) };
}

function lineCounterOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

function textProblems(text: string, at: At): Problem[] {
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    return [
      {
        code: "CAT005",
        message: "a NUL character is no text",
        hint: "save the file as UTF-8",
        place: at(nul),
      },
    ];
  }
  // A mark of the byte order is the first character of files of some editors.
  const hidden = hiddenCharacters(text.replace(/^\ufeff/, " "), 100);
  if (hidden.length > 0) {
    const hint = "delete it; an editor shows it when it is told to show control characters";
    return hidden.map(({ named, index }) => {
      return { code: "CAT027", message: `${named} stands here`, hint, place: at(index) };
    });
  }
  const markers = [...text.matchAll(/^(<{7}|>{7}|\|{7})( .*)?$|^={7}\r?$/gm)];
  const openings = markers.filter(({ 0: marker }) => marker.startsWith("<"));
  if (markers.length > 0) {
    // one problem for each conflict, not for each of its three markers
    return (openings.length > 0 ? openings : markers.slice(0, 1)).map(({ 0: marker, index }) => ({
      code: "CAT003" as const,
      message: `"${marker.trim()}" is a Git conflict marker`,
      hint: "finish the merge: keep one version of these lines and delete the markers",
      place: at(index),
    }));
  }
  if (text.split("\n").every((line) => /^\s*(#.*|\.{3}|-{3})?\s*$/.test(line))) {
    const hint = "restore it from Git; to delete everything run destroy";
    return [{ code: "CAT004", message: "the file is empty", hint, place: at(0) }];
  }
  return [];
}

function yamlProblems(text: string, document: Document.Parsed, at: At): Problem[] {
  const twice = document.errors.filter(({ code }) => code === "DUPLICATE_KEY");
  // one slip often makes the parser report several errors: the first one is the place to look
  const first = document.errors.find(({ code }) => code !== "DUPLICATE_KEY");
  const warning = document.warnings[0];
  return [
    ...twice.map((error) => duplicateKey(text, error, at)),
    ...[first ?? warning].filter((error) => error !== undefined).map((error) => syntaxProblem(error, at)),
    ...brokenAliases(document).map((broken) => refusal(broken, at)),
    ...unfitScalars(document, at),
  ];
}

/**
 * Tells a cut-off file from a whole one. Every text file ends in a line break, so a cut inside a line shows.
 * A cut between two lines leaves valid YAML; it shows in files that bracket their content with the comments
 * `# begin catalog` and `# end catalog`.
 */
function cutOff(text: string, at: At): Problem[] {
  const opened = /^# begin catalog\b/m.test(text);
  const closed = /^# end catalog\s*$/m.test(text);
  if (opened && !closed) {
    const hint = "restore the rest of the file from Git";
    return [
      { code: "CAT006", message: '"# begin catalog" has no "# end catalog"', hint, place: at(text.length) },
    ];
  }
  if (text.endsWith("\n")) return [];
  const hint = "check that the file is complete, then end the last line with a line break";
  return [{ code: "CAT006", message: "the last line has no line break", hint, place: at(text.length) }];
}

function duplicateKey(text: string, error: YAMLError, at: At): Problem {
  const key = /^[^:\n]*/.exec(text.slice(error.pos[0]))?.[0].trim() ?? "";
  const message = `the key ${key} is written twice`;
  return { code: "CAT007", message, hint: "keep one of the two", place: at(error.pos[0]) };
}

function syntaxProblem(error: YAMLError, at: At): Problem {
  const special = syntaxCures[error.code];
  const message = special?.message ?? error.message.charAt(0).toLowerCase() + error.message.slice(1);
  const hint = special?.hint ?? "correct the YAML at this place or just above it";
  return { code: "CAT002", message, hint, place: at(error.pos[0]) };
}

const syntaxCures: Readonly<Partial<Record<string, { message: string; hint: string }>>> = {
  TAB_AS_INDENT: { message: "a tab is used as indentation", hint: "indent with spaces" },
  MULTIPLE_DOCS: { message: "a second YAML document starts here", hint: "keep one document in the file" },
  MISSING_CHAR: { message: "a quote or bracket opened above is never closed", hint: "close it" },
};

/** What escapes such as "\\e" make, and keys that mean something else to the programs that read the values. */
function unfitScalars(document: Document.Parsed, at: At): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(key, scalar) {
      if (typeof scalar.value !== "string" || !isScalar(scalar)) return;
      const place = at(scalar.range?.[0] ?? 0);
      const hidden = hiddenCharacter(scalar.value);
      if (hidden !== undefined) {
        const message = `the text holds ${hidden.named}`;
        problems.push({ code: "CAT027", message, hint: "write it without", place });
      } else if (key === "key" && scalar.value === "__proto__") {
        const hint = "choose another key";
        problems.push({ code: "CAT026", message: '"__proto__" is no key of a catalog', hint, place });
      }
    },
  });
  return problems;
}
