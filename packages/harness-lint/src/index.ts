/** Checks of rendered Harness documents that are stricter than the schema Harness publishes. */
import type { Problem } from "@harness-catalog/problems";
import { contextOf } from "./context";
import { inFileCharacters } from "./quote";
import { isVersion1, version1Note } from "./format";
import type { Finding, LintContext, LintDocument, LintFile, Rule, Weight } from "./model";
import { kindOf, parseLintDocument, type Parsed } from "./parse";
import { lintRules } from "./registry";

export { pipelineOf, templateOf, unknownContext } from "./context";
export type {
  DocumentKind,
  Json,
  Known,
  KnownPipeline,
  KnownTemplate,
  LintContext,
  LintDocument,
  LintFile,
  Rule,
  Subject,
  Weight,
} from "./model";
export { rootKeys } from "./model";
export { kindOf, parseLintDocument, type Parsed } from "./parse";
export { lintRules } from "./registry";

const allRules: readonly Rule[] = Object.values(lintRules);

/** What is known beyond the files, such as the tags of the delegates and the people of a user group. */
export type Surroundings = Partial<LintContext>;

/**
 * What is wrong with one document, whoever wrote it, in the order of its lines. Never throws, whatever the text is.
 * What is only unknown here, or against the habits of this project, is no problem of it: `lintNotes` has that.
 */
export function lintDocument(
  document: LintDocument,
  context: LintContext,
  rules: readonly Rule[] = allRules,
): Problem[] {
  return lintParsed(parseLintDocument(document), context, rules);
}

/** What is said about a document beside what is wrong: each thing once, where it stands first. Never throws. */
export function lintNotes(
  document: LintDocument,
  context: LintContext,
  weights: readonly Weight[] = ["house", "unchecked"],
): Problem[] {
  return noteOnce(weigh(parseLintDocument(document), context, allRules, weights));
}

/**
 * Problems of files that this project renders together, by file. The kind of a document follows from its folder; files of
 * other folders (policies) are left out. References are checked against the files and what `surroundings` adds.
 */
export function lintFiles(
  files: readonly LintFile[],
  surroundings: Surroundings = {},
  rules: readonly Rule[] = allRules,
  weights: readonly Weight[] = ["wrong", "house"],
): Problem[] {
  return weighFiles(files, surroundings, rules, weights);
}

/** What is not known in files that are rendered together, and was therefore not checked: each thing once. */
export function lintFileNotes(files: readonly LintFile[], surroundings: Surroundings = {}): Problem[] {
  return noteOnce(weighFiles(files, surroundings, allRules, ["unchecked"]));
}

function weighFiles(
  files: readonly LintFile[],
  surroundings: Surroundings,
  rules: readonly Rule[],
  weights: readonly Weight[],
): Problem[] {
  const parsed = files.flatMap((file) => {
    const kind = kindOf(file.path);
    return kind === undefined ? [] : [parseLintDocument({ ...file, kind })];
  });
  const subjects = parsed.flatMap(({ subject }) => subject ?? []);
  const unreadable = parsed.flatMap(({ subject, document }) => (subject === undefined ? document.kind : []));
  const context = { ...contextOf(subjects, unreadable), ...surroundings };
  return parsed.flatMap((each) => weigh(each, context, rules, weights));
}

/** What is wrong with a parsed document by the given rules, all of them by default, in the order of its lines. */
export function lintParsed(
  parsed: Parsed,
  context: LintContext,
  rules: readonly Rule[] = allRules,
): Problem[] {
  return weigh(parsed, context, rules, ["wrong"]);
}

/** What is wrong with a parsed document, and what of it is not known here and was not checked: each thing once. */
export function judgeParsed(
  parsed: Parsed,
  context: LintContext,
  rules: readonly Rule[] = allRules,
): { readonly problems: readonly Problem[]; readonly notes: readonly Problem[] } {
  const found = findings(parsed, context, rules, ["wrong", "unchecked"]);
  const of = (wanted: Weight): Problem[] =>
    found.flatMap(({ weight, problem }) => (weight === wanted ? problem : []));
  return { problems: [...unreadable(parsed), ...of("wrong")], notes: noteOnce(of("unchecked")) };
}

function weigh(
  parsed: Parsed,
  context: LintContext,
  rules: readonly Rule[],
  weights: readonly Weight[],
): Problem[] {
  const found = findings(parsed, context, rules, weights).map(({ problem }) => problem);
  return weights.includes("wrong") ? [...unreadable(parsed), ...found] : found;
}

function unreadable({ subject, problems }: Parsed): readonly Problem[] {
  return subject === undefined ? problems : [];
}

function findings(
  parsed: Parsed,
  context: LintContext,
  rules: readonly Rule[],
  weights: readonly Weight[],
): { readonly weight: Weight; readonly problem: Problem }[] {
  const { subject, locate } = parsed;
  if (subject === undefined) return [];
  const known: readonly Pick<Rule, "code" | "check">[] = isVersion1(subject)
    ? [{ code: "LINT004", check: () => [version1Note(subject)] }]
    : rules.filter(({ documents }) => documents.includes(subject.kind));
  const found = known.flatMap(({ code, check }) =>
    check(subject, context)
      .filter(({ weight = "wrong" }) => weights.includes(weight))
      .map((finding: Finding) => {
        const { message, hint } = inFileCharacters(parsed, subject, finding);
        const text = `${formatPath(finding.path)}: ${message}`;
        const problem: Problem = { code, message: text, hint, place: locate(finding) };
        return { weight: finding.weight ?? "wrong", problem };
      }),
  );
  const key = ({ problem: { place } }: { problem: Problem }): number =>
    (place?.line ?? 0) * 1e6 + (place?.column ?? 0);
  return found.sort((a, b) => key(a) - key(b));
}

function noteOnce(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, message }) => {
    const said = `${code} ${message.slice(message.indexOf(": "))}`;
    return !seen.has(said) && seen.add(said);
  });
}

/** `pipeline.stages[0].stage.name` */
function formatPath(path: Finding["path"]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}
