/** Triggers. Nothing in the published schema of triggers is closed. */
import { parseDocument } from "yaml";
import { cronFault, cronWords } from "../cron";
import type { Finding, LintContext, Path, Rule, Subject } from "../model";
import { cure } from "../suggest";
import { entries, isExpression, isMapping, mapping, text, valueAt } from "../values";
import { isRegex } from "./approvals";
import { givenVariables } from "./references";

const operators = "In NotIn Equals NotEquals Regex EndsWith StartsWith Contains DoesNotContain".split(" ");
const sources = "Webhook Artifact Manifest Scheduled MultiRegionArtifact SystemEvent".split(" ");
const hosts =
  "AzureRepo Github Gitlab Bitbucket Custom AwsCodeCommit Harness EventRelay HarnessArtifactRegistry".split(
    " ",
  );
const gitEvents =
  "PullRequest Push IssueComment Release Delete Create PullRequestReview MergeQueue MergeRequest MRComment PRComment Tag".split(
    " ",
  );
const actions = (
  "Close Edit Open Reopen Label Unlabel Synchronize ReadyForReview Create Delete Assign Unassign Merge Update Sync " +
  "Submitted Dismissed Edited Publish Unpublish Prerelease Release ReviewReady ReviewRequested ReviewRequestRemoved"
).split(" ");

/** Plain keys of conditions, by event. Others are expressions over the payload. */
const pushKeys = ["changedFiles", "targetBranch"];
const pullKeys = [...pushKeys, "sourceBranch"];
const keysByEvent: Readonly<Record<string, readonly string[]>> = {
  Push: pushKeys,
  Tag: pushKeys,
  PullRequest: pullKeys,
  MergeRequest: pullKeys,
};

const webhook: Path = ["source", "spec"];

function conditions(subject: Subject): Finding[] {
  const host = mapping(valueAt(subject.root, webhook));
  const inner = mapping(host["spec"]);
  const custom = host["type"] === "Custom";
  const spec = custom ? inner : mapping(inner["spec"]);
  const at = [...subject.at, ...webhook, "spec", ...(custom ? [] : ["spec"])];
  const plain = custom ? [] : (keysByEvent[String(inner["type"])] ?? []);
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
  if (plain.includes(key) || new RegExp(String.raw`^<\+(?:${root}|eventPayload)[.\[].+>$`).test(key))
    return [];
  const hint = plain.length > 0 ? `${cure(key, plain)} or <+${root}.…>` : `write <+${root}.…>`;
  return [{ path, message: `${JSON.stringify(value ?? null)} is no key that this event has`, hint }];
}

function comparison({ operator, value }: Readonly<Record<string, unknown>>, path: Path): Finding[] {
  if (!operators.includes(String(operator))) {
    const message = `${JSON.stringify(operator ?? null)} is no operator`;
    return [{ path: [...path, "operator"], message, hint: cure(String(operator), operators) }];
  }
  if (typeof value !== "string") {
    const message = `${JSON.stringify(value ?? null)} is no text to compare with`;
    return [{ path: [...path, "value"], message, hint: "write it in quotes" }];
  }
  if (operator !== "Regex" || isExpression(value) || isRegex(value)) return [];
  return [{ path: [...path, "value"], message: `"${value}" is no regular expression`, hint: "correct it" }];
}

function source(subject: Subject): Finding[] {
  const { type, spec } = mapping(subject.root["source"]);
  const at = [...subject.at, "source"];
  if (subject.root["source"] === undefined) return []; // a missing key is reported as such
  if (!sources.includes(String(type))) return [notOne(type, [...at, "type"], sources)];
  if (type === "Scheduled") {
    const schedule = mapping(spec)["type"];
    return schedule === "Cron" ? [] : [notOne(schedule, [...at, "spec", "type"], ["Cron"])];
  }
  if (type !== "Webhook") return [];
  const host = mapping(spec);
  if (!hosts.includes(String(host["type"]))) return [notOne(host["type"], [...at, "spec", "type"], hosts)];
  const event = mapping(host["spec"]);
  if (["Custom", "EventRelay", "HarnessArtifactRegistry"].includes(String(host["type"]))) return [];
  const path = [...at, "spec", "spec"];
  if (!gitEvents.includes(String(event["type"])))
    return [notOne(event["type"], [...path, "type"], gitEvents)];
  const inner = mapping(event["spec"]);
  const needsConnector = host["type"] !== "Harness" && text(inner["connectorRef"]) === undefined;
  const missing = {
    path: [...path, "spec", "connectorRef"],
    message: "the source has no connectorRef",
    hint: "add the Git connector",
  };
  const given = Array.isArray(inner["actions"]) ? (inner["actions"] as unknown[]) : [];
  return [
    ...(needsConnector ? [missing] : []),
    ...given.flatMap((action, index) =>
      actions.includes(String(action)) ? [] : [notOne(action, [...path, "spec", "actions", index], actions)],
    ),
  ];
}

function notOne(value: unknown, path: Path, allowed: readonly string[]): Finding {
  return {
    path,
    message: `${JSON.stringify(value ?? null)} is not one of ${allowed.join(", ")}`,
    hint: cure(String(value), allowed),
  };
}

/** `inputYaml` is a text that holds YAML: it is read as Harness reads it when the trigger fires. */
function inputs(subject: Subject, { pipelines }: LintContext): Finding[] {
  const { inputYaml: given, inputSetRefs, pipelineIdentifier } = subject.root;
  const path = [...subject.at, "inputYaml"];
  if (given === undefined) return [];
  const both = Array.isArray(inputSetRefs) && inputSetRefs.length > 0;
  if (both)
    return [{ path, at: "key", message: "inputYaml and inputSetRefs exclude each other", hint: "keep one" }];
  if (typeof given !== "string") {
    return [{ path, message: "inputYaml is not text", hint: 'write it as a block: "inputYaml: |"' }];
  }
  if (given.trim() === "") return [];
  const document = parseDocument(given);
  const value: unknown = document.errors.length === 0 ? document.toJS() : undefined;
  const pipeline = mapping(value)["pipeline"];
  if (!isMapping(pipeline))
    return [
      { path, message: "inputYaml is no YAML with a pipeline", hint: 'write "pipeline:" and its inputs' },
    ];
  if (Object.keys(pipeline).length === 0) return []; // nothing is given, to whichever pipeline
  const identifier = text(pipeline["identifier"]);
  if (identifier !== pipelineIdentifier) {
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
