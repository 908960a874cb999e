/** What is said of files, in the formats of people, programs, code scanning and GitHub Actions. */
import { codes, formatProblem, type ErrorCode, type Problem } from "@harness-catalog/problems";
import { problemJson } from "@harness-catalog/command-line/problems";

/** What was found: problems end the program with 1, notes do not. */
export interface Findings {
  readonly problems: readonly Problem[];
  readonly notes: readonly Problem[];
}

/** The lines that each format writes to stdout. Notes that a format has no word for are written to stderr beside it. */
export const formats = {
  text: ({ problems }: Findings): string[] => problems.map(formatProblem),
  json: ({ problems }: Findings): string[] => [JSON.stringify(problems.map(problemJson))],
  sarif: (findings: Findings, version: string): string[] => [JSON.stringify(sarif(findings, version))],
  github: ({ problems, notes }: Findings): string[] => [
    ...problems.map((each) => annotation("error", each)),
    ...notes.map((each) => annotation("notice", each)),
  ],
} as const satisfies Record<string, (findings: Findings, version: string) => string[]>;

export type Format = keyof typeof formats;

/** SARIF 2.1.0, as code scanning of GitHub, GitLab and Azure DevOps reads it. */
function sarif({ problems, notes }: Findings, version: string): object {
  const said = [...problems, ...notes].map(({ code }) => code);
  const results = [
    ...problems.map((each) => result("error", each)),
    ...notes.map((each) => result("note", each)),
  ];
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver: { name: "harness-lint", version, rules: rulesOf(said) } }, results }],
  };
}

function rulesOf(said: readonly ErrorCode[]): object[] {
  return [...new Set(said)].sort().map((id) => ({ id, shortDescription: { text: codes[id].title } }));
}

function result(level: "error" | "note", { code, message, hint, place }: Problem): object {
  const text = hint === "" ? message : `${message} (${hint})`;
  const at = place === undefined ? [] : [{ physicalLocation: physical(place) }];
  return { ruleId: code, level, message: { text }, locations: at };
}

/** Addresses are relative to the working folder, where a scan runs at the root of the repository. */
function physical({ file, line, column }: NonNullable<Problem["place"]>): object {
  const uri = file.split("/").map(encodeURIComponent).join("/");
  return { artifactLocation: { uri }, region: { startLine: line, startColumn: column } };
}

/** A workflow command. Source of the escapes: github.com/actions/toolkit, packages/core/src/command.ts. */
function annotation(kind: "error" | "notice", { code, message, hint, place }: Problem): string {
  const where =
    place === undefined ? "" : `file=${property(place.file)},line=${place.line},col=${place.column},`;
  return `::${kind} ${where}title=${code}::${data(hint === "" ? message : `${message} (${hint})`)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
