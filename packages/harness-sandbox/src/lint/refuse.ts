/** Documents are refused for whatever the lint finds wrong in them; what it does not know is taken, and said. */
import { judgeParsed, lintRules, parseLintDocument, type DocumentKind, type Subject } from "harness-lint";
import type { Problem } from "@harness-catalog/problems";
import type { Account } from "../account";
import { invalid } from "../refusal";
import type { Scope } from "../scope";
import { checkLength } from "../yaml/document";
import { contextFor } from "./context";
import { lintExceptions } from "./exceptions";

const enforced = Object.entries(lintRules).flatMap(([id, rule]) => (id in lintExceptions ? [] : rule));

const titles: Readonly<Record<DocumentKind, string>> = {
  pipeline: "pipeline",
  template: "template",
  trigger: "trigger",
  inputSet: "input set",
  service: "service",
  environment: "environment",
  infrastructure: "infrastructure",
};

/** How many findings a refusal names before it only counts them. */
const named = 20;

/**
 * Reads a document of a kind that the lint knows.
 * @returns the document, with what stands under its root key as `root`.
 * @throws Refusal 400 with everything that is wrong with it, or that it is larger than Harness takes.
 */
export function readLinted(account: Account, kind: DocumentKind, text: string, scope: Scope): Subject {
  checkLength(text, titles[kind]);
  const parsed = parseLintDocument({ path: kind, text, kind });
  const { problems, notes } = judgeParsed(parsed, contextFor(account, kind, scope), enforced);
  if (parsed.subject === undefined || problems.length > 0) throw refusal(titles[kind], problems);
  account.unchecked.push(...notes.map(line));
  return parsed.subject;
}

function refusal(what: string, problems: readonly Problem[]): Error {
  const first = problems.slice(0, named).map(line);
  const more = problems.length > named ? [`and ${problems.length - named} more`] : [];
  return invalid(`Invalid YAML for ${what}: ${[...first, ...more].join("; ")}`);
}

/** `12:7 pipeline.stages[0]: … (cure) [LINT004]` */
function line({ code, message, hint, place }: Problem): string {
  return `${place?.line ?? 1}:${place?.column ?? 1} ${message} (${hint}) [${code}]`;
}
