/** Triggers. Nothing in the published schema of triggers is closed. */
import { parseDocument } from "yaml";
import { cronFault, cronWords } from "../cron";
import type { Finding, Json, LintContext, Path, Rule, Subject } from "../model";
import { listWords } from "@harness-catalog/problems/suggest";
import { cure } from "../suggest";
import { eventActions, gitEvents, triggerSources, webhookHosts } from "../tables/names";
import { entries, isExpression, isMapping, list, mapping, plainValue, text, valueAt } from "../values";
import { isRegex } from "../regex";
import { judgeWord } from "../vocabulary";
import { givenVariables } from "./references";

const operators = "In NotIn Equals NotEquals Regex EndsWith StartsWith Contains DoesNotContain".split(" ");
/**
 * Plain keys of conditions: a push has one branch, other events may belong to a pull request, as comments do. Other keys are
 * expressions over the payload. Source: developer.harness.io, "Webhook triggers reference".
 */
const pushKeys = ["changedFiles", "targetBranch"];
const pullKeys = [...pushKeys, "sourceBranch"];
const keysByEvent: Readonly<Record<string, readonly string[]>> = { Push: pushKeys, Tag: pushKeys };

const webhook: Path = ["source", "spec"];

function conditions(subject: Subject): Finding[] {
  const host = mapping(valueAt(subject.root, webhook));
  const inner = mapping(host["spec"]);
  const custom = host["type"] === "Custom";
  const spec = custom ? inner : mapping(inner["spec"]);
  const at = [...subject.at, ...webhook, "spec", ...(custom ? [] : ["spec"])];
  const plain = custom ? [] : (keysByEvent[String(inner["type"])] ?? pullKeys);
  return [
    ...entries(spec["payloadConditions"], [...at, "payloadConditions"]).flatMap(({ path, value }) => [
      ...keyFindings(value["key"], [...path, "key"], "trigger.payload", plain),
      ...comparison(value, path),
    ]),
    ...entries(spec["headerConditions"], [...at, "headerConditions"]).flatMap(({ path, value }) => [
      ...keyFindings(value["key"], [...path, "key"], "trigger.header", []),
      ...comparison(value, path),
    ]),
  ];
}

function keyFindings(value: unknown, path: Path, root: string, plain: readonly string[]): Finding[] {
  const key = text(value) ?? "";
  if (plain.includes(key) || isExpression(key)) return [];
  const hint = plain.length > 0 ? `use ${plain.join(", ")} or <+${root}.…>` : `write <+${root}.…>`;
  if (key === "" || pullKeys.includes(key))
    return [{ path, message: `${JSON.stringify(value ?? null)} is no key that this event has`, hint }];
  return judgeWord({ path, word: key, what: "key of this event" }, new Set(plain));
}

function comparison({ operator, value }: Readonly<Record<string, unknown>>, path: Path): Finding[] {
  if (!operators.includes(String(operator))) {
    const message = `${JSON.stringify(operator ?? null)} is no operator`;
    return [{ path: [...path, "operator"], message, hint: cure(String(operator), operators) }];
  }
  if (value === undefined || value === null) {
    return [{ path: [...path, "value"], message: "there is nothing to compare with", hint: "add a value" }];
  }
  if (typeof value !== "string") {
    const message = `${JSON.stringify(value)} is no text to compare with`;
    return [{ path: [...path, "value"], weight: "house", message, hint: "write it in quotes" }];
  }
  if (operator !== "Regex" || isExpression(value) || isRegex(value)) return [];
  return [{ path: [...path, "value"], message: `"${value}" is no regular expression`, hint: "correct it" }];
}

/** Source: v0/trigger/trigger_type/scheduled_trigger.yaml, which has no other. */
function schedule(type: unknown, path: Path): Finding[] {
  if (type === "Cron" || isExpression(type)) return [];
  return [{ path, message: `${JSON.stringify(type ?? null)} is no schedule`, hint: 'did you mean "Cron"?' }];
}

/** Hosts whose events have a connector and a type; others have parts of their own. */
const gitHosts = ["AzureRepo", "Github", "Gitlab", "Bitbucket", "AwsCodeCommit", "Harness"];

function source(subject: Subject): Finding[] {
  const { type, spec } = mapping(subject.root["source"]);
  const at = [...subject.at, "source"];
  if (subject.root["source"] === undefined) return []; // a missing key is reported as such
  const kind = word(type, [...at, "type"], "source of triggers", triggerSources);
  if (type === "Scheduled") return schedule(mapping(spec)["type"], [...at, "spec", "type"]);
  if (type !== "Webhook") return kind;
  const host = mapping(spec);
  const named = word(host["type"], [...at, "spec", "type"], "webhook", webhookHosts);
  if (!gitHosts.includes(String(host["type"]))) return named;
  return event(mapping(host["spec"]), [...at, "spec", "spec"], host["type"] !== "Harness");
}

function event({ type, spec }: Json, path: Path, needsConnector: boolean): Finding[] {
  const inner = mapping(spec);
  const missing = {
    path: [...path, "spec", "connectorRef"],
    message: "the source has no connectorRef",
    hint: "add the Git connector",
  };
  return [
    ...word(type, [...path, "type"], "event", gitEvents),
    ...(needsConnector && text(inner["connectorRef"]) === undefined ? [missing] : []),
    ...list(inner["actions"]).flatMap((action, index) =>
      word(action, [...path, "spec", "actions", index], "action", eventActions),
    ),
  ];
}

function word(value: unknown, path: Path, what: string, known: ReadonlySet<string>): Finding[] {
  if (isExpression(value)) return [];
  if (typeof value === "string") return judgeWord({ path, word: value, what }, known);
  const message = `${JSON.stringify(value ?? null)} is no ${what}`;
  return [{ path, message, hint: `use one of ${listWords([...known])}` }];
}

/** `inputYaml` is a text that holds YAML: it is read as Harness reads it when the trigger fires. */
function inputs(subject: Subject, { pipelines }: LintContext): Finding[] {
  const { inputYaml: given, inputSetRefs, pipelineIdentifier } = subject.root;
  const path = [...subject.at, "inputYaml"];
  if (given === undefined) return [];
  const both = Array.isArray(inputSetRefs) && inputSetRefs.length > 0;
  if (both)
    return [
      {
        path,
        at: "key",
        weight: "house",
        message: "inputYaml and inputSetRefs exclude each other",
        hint: "keep one",
      },
    ];
  if (typeof given !== "string") {
    return [{ path, message: "inputYaml is not text", hint: 'write it as a block: "inputYaml: |"' }];
  }
  if (given.trim() === "" || /^<\+.*>$/.test(given.trim())) return [];
  const document = parseDocument(given);
  const value: unknown = document.errors.length === 0 ? plainValue(document) : undefined;
  if (document.errors.length === 0 && isEmpty(value)) return []; // what is written when there is nothing to give
  const pipeline = mapping(value)["pipeline"];
  if (!isMapping(pipeline))
    return [
      { path, message: "inputYaml is no YAML with a pipeline", hint: 'write "pipeline:" and its inputs' },
    ];
  if (Object.keys(pipeline).length === 0) return []; // nothing is given, to whichever pipeline
  const identifier = text(pipeline["identifier"]);
  const open = identifier === undefined || isExpression(identifier) || isExpression(pipelineIdentifier);
  if (!open && identifier !== pipelineIdentifier) {
    const message = `the inputs are for the pipeline ${JSON.stringify(identifier ?? null)}, the trigger runs ${JSON.stringify(pipelineIdentifier ?? null)}`;
    return [{ path, part: identifier, message, hint: "name the same pipeline" }];
  }
  const declared = pipelines?.get(identifier ?? "")?.variables;
  if (declared === undefined) return [];
  return givenVariables(pipeline, path, declared).map(({ message, hint, path: at }) => ({
    path,
    part: String(valueAt(value, ["pipeline", ...at.slice(path.length)])),
    message,
    hint,
  }));
}

/** Nothing but comments, or a mapping without keys. */
function isEmpty(value: unknown): boolean {
  return value === null || (isMapping(value) && Object.keys(value).length === 0);
}

/** The type says which of two grammars it is; Harness takes an expression without one as UNIX. */
function schedules(subject: Subject): Finding[] {
  if (valueAt(subject.root, ["source", "type"]) !== "Scheduled") return [];
  const at: Path = ["source", "spec", "spec"];
  const { expression, type } = mapping(valueAt(subject.root, at));
  if (isExpression(expression) || isExpression(type)) return [];
  const grammar = type === "QUARTZ" ? "QUARTZ" : "UNIX";
  const fault = typeof expression === "string" ? cronFault(expression, grammar) : "it is not text";
  if (fault === undefined) return [];
  const { fields, example } = cronWords(grammar);
  const message = `${JSON.stringify(expression ?? null)} is no cron expression of type ${grammar}: ${fault}`;
  const hint = `write ${fields}, such as "${example}"`;
  return [{ path: [...subject.at, ...at, "expression"], message, hint }];
}

export const triggerRules = {
  triggerCondition: {
    code: "LINT060",
    title: "Conditions of a trigger have a key of the event, an operator and a text",
    documents: ["trigger"],
    check: conditions,
  },
  triggerSource: {
    code: "LINT061",
    title: "Sources of triggers are known and complete",
    documents: ["trigger"],
    check: source,
  },
  triggerInputs: {
    code: "LINT062",
    title: "Inputs of a trigger fit the pipeline it runs",
    documents: ["trigger"],
    check: inputs,
  },
  triggerSchedule: {
    code: "LINT063",
    title: "Schedules are cron expressions",
    documents: ["trigger"],
    check: schedules,
  },
} as const satisfies Record<string, Rule>;
