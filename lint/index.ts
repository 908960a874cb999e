/** Checks of rendered Harness documents that are stricter than the schema Harness publishes. */
import type { Problem } from "../errors";
import { contextOf } from "./context";
import type { Finding, LintContext, LintDocument, LintFile, Rule } from "./model";
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
} from "./model";
export { kindOf, parseLintDocument, type Parsed } from "./parse";
export { lintRules } from "./registry";

const allRules: readonly Rule[] = Object.values(lintRules);

/** What is known beyond the files, such as the tags of the delegates and the people of a user group. */
export type Surroundings = Partial<LintContext>;

/** Problems of one document, in the order of its lines. Never throws, whatever the text is. */
export function lintDocument(
  document: LintDocument,
  context: LintContext,
  rules: readonly Rule[] = allRules,
): Problem[] {
  return lintParsed(parseLintDocument(document), context, rules);
}

/**
 * Problems of files that are rendered together, by file. The kind of a document follows from its folder; files of
 * other folders (policies) are left out. References are checked against the files and what `surroundings` adds.
 */
export function lintFiles(
  files: readonly LintFile[],
  surroundings: Surroundings = {},
  rules: readonly Rule[] = allRules,
): Problem[] {
  const parsed = files.flatMap((file) => {
    const kind = kindOf(file.path);
    return kind === undefined ? [] : [parseLintDocument({ ...file, kind })];
  });
  const subjects = parsed.flatMap(({ subject }) => subject ?? []);
  const unreadable = parsed.flatMap(({ subject, document }) => (subject === undefined ? document.kind : []));
  const context = { ...contextOf(subjects, unreadable), ...surroundings };
  return parsed.flatMap((each) => lintParsed(each, context, rules));
}

/** Problems of a parsed document by the given rules, all of them by default, in the order of its lines. Never throws. */
export function lintParsed(
  { subject, problems, locate }: Parsed,
  context: LintContext,
  rules: readonly Rule[] = allRules,
): Problem[] {
  if (subject === undefined) return [...problems];
  const found = rules
    .filter(({ documents }) => documents.includes(subject.kind))
    .flatMap(({ code, check }) =>
      check(subject, context).map((finding: Finding): Problem => {
        const { path, message, hint } = finding;
        return { code, message: `${formatPath(path)}: ${message}`, hint, place: locate(finding) };
      }),
    );
  const key = ({ place }: Problem): number => (place?.line ?? 0) * 1e6 + (place?.column ?? 0);
  return found.sort((a, b) => key(a) - key(b));
}

/** `pipeline.stages[0].stage.name` */
function formatPath(path: Finding["path"]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join("");
}
