/** `harness-lint FILE…`: every document of the files, each with what the others say. */
import { resolve } from "node:path";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { packageOf } from "@harness-catalog/files/packageOf";
import { formatOf, type OptionTable } from "@harness-catalog/command-line/arguments";
import { counted } from "@harness-catalog/command-line/counted";
import { note, print, type Io } from "@harness-catalog/command-line/io";
import type { Tool } from "@harness-catalog/command-line/tool";
import { formatProblem, problem, type Problem } from "@harness-catalog/problems";
import { contextOf } from "../context";
import { judgeParsed, noteOnce } from "../index";
import type { LintFile } from "../model";
import { parseLintDocument } from "../parse";
import { documentsIn } from "./documents";
import { formats, type Findings, type Format } from "./report";

const options = {
  output: { type: "string", value: "FORMAT", help: "text, json, sarif or github (default: text)" },
} as const satisfies OptionTable;

/** The program. Exit code 0 when nothing is wrong, 1 otherwise; what is not known here is a note and changes nothing. */
export const harnessLint: Tool<keyof typeof options> = {
  summary: "finds what Harness lets through and then fails on, in any Harness YAML",
  usage: "harness-lint FILE…",
  options,
  file: __filename,
  run: async (args, io) => {
    const format = formatOf(args, Object.keys(formats) as Format[]);
    if (args.words.length === 0)
      throw problem(
        "CMD001",
        "harness-lint needs a file",
        "write harness-lint .harness/*.yaml, or - for standard input",
      );
    const read = await Promise.all([...new Set(args.words)].map((name) => fileNamed(name, io)));
    const found = findingsOf(read.flatMap((each) => ("text" in each ? [each] : [])));
    const unread = read.flatMap((each) => ("text" in each ? [] : [each]));
    const findings = { problems: [...unread, ...found.problems], notes: found.notes };
    for (const line of formats[format](findings, packageOf(__filename)?.version ?? "")) print(io, line);
    if (format === "text" || format === "json")
      for (const each of findings.notes) note(io, `note ${formatProblem(each)}`);
    if (format === "text") note(io, tally(findings, read.length));
    return findings.problems.length === 0 ? 0 : 1;
  },
};

/** What is to say of files that are read together: their documents may refer to each other, and to more that is not here. */
export function findingsOf(files: readonly LintFile[]): Findings {
  const contents = files.map(documentsIn);
  const parsed = contents.flatMap(({ documents }) => documents.map(parseLintDocument));
  const subjects = parsed.flatMap(({ subject }) => subject ?? []);
  const context = { ...contextOf(subjects), partial: true };
  const judged = parsed.map((each) => judgeParsed(each, context));
  const ordered = [...contents, ...judged];
  return {
    problems: inOrder(
      ordered.flatMap(({ problems }) => problems),
      files,
    ),
    notes: noteOnce(
      inOrder(
        ordered.flatMap(({ notes }) => notes),
        files,
      ),
    ),
  };
}

/** By file as they were given, then by place. */
function inOrder(problems: readonly Problem[], files: readonly LintFile[]): Problem[] {
  const rank = new Map(files.map(({ path }, index) => [path, index]));
  const key = ({ place }: Problem): number[] =>
    place === undefined ? [] : [rank.get(place.file) ?? 0, place.line, place.column];
  return [...problems].sort((a, b) => {
    const [of, other] = [key(a), key(b)];
    const at = of.findIndex((value, index) => value !== other[index]);
    return at < 0 ? 0 : of[at]! - (other[at] ?? 0);
  });
}

function tally({ problems, notes }: Findings, files: number): string {
  const said = problems.length === 0 ? "nothing wrong" : counted(problems.length, "problem");
  return `${said} in ${counted(files, "file")}${notes.length === 0 ? "" : `, ${counted(notes.length, "note")}`}`;
}

/** A file, or why it is not read. */
async function fileNamed(name: string, io: Io): Promise<LintFile | Problem> {
  if (name === "-") return { path: "stdin", text: await standardInput(io) };
  try {
    return { path: name, text: readTextFile(resolve(io.cwd, name), mostYamlBytes) };
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const why = missing ? "it does not exist" : (error as Error).message;
    const place = { file: name, line: 1, column: 1 };
    return {
      code: "LINT001",
      message: `the file cannot be read: ${why}`,
      hint: "name a file of Harness YAML",
      place,
    };
  }
}

async function standardInput(io: Io): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of io.stdin) {
    chunks.push(Buffer.from(chunk as Buffer));
    bytes += chunks.at(-1)!.length;
    if (bytes > mostYamlBytes)
      throw problem(
        "CMD001",
        `the standard input has more than ${mostYamlBytes} bytes`,
        "split it into files",
      );
  }
  return Buffer.concat(chunks).toString("utf8");
}
