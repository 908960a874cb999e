/** Notification rules of a pipeline. Source: published schema, v0/pipeline/notification-rules.yaml. */
import type { Finding, Path, Rule, Subject } from "../model";
import { cure } from "../suggest";
import { entries, isExpression, list, mapping, text, type Placed } from "../values";

const events = (
  "AllEvents PipelineStart PipelineSuccess PipelineFailed PipelineEnd PipelinePaused PipelineResumed StageStart " +
  "StageSuccess StageFailed StepFailed TriggerFailed WaitingForUserAction"
).split(" ");

/** Method → key that says where the message goes. All of them may name user groups instead. */
const targets: Readonly<Record<string, string>> = {
  Slack: "webhookUrl",
  Email: "recipients",
  PagerDuty: "integrationKey",
  MsTeams: "msTeamKeys",
  Webhook: "webhookUrl",
  Datadog: "url",
};

/** Rules stand in the pipeline; the schema leaves those of a pipeline template unchecked. */
function rulesOf(subject: Subject): Placed<Readonly<Record<string, unknown>>>[] {
  const inside = subject.kind === "template" ? ["spec", "notificationRules"] : ["notificationRules"];
  const holder = subject.kind === "template" ? mapping(subject.root["spec"]) : subject.root;
  const rules = entries(holder["notificationRules"], [...subject.at, ...inside]);
  // a template brings method and events of its own. Source: published schema, v0/pipeline/notification-rules.yaml
  return rules.filter(({ value }) => value["template"] === undefined);
}

function reach(subject: Subject): Finding[] {
  return rulesOf(subject).flatMap(({ path, value }): Finding[] => {
    const { type, spec } = mapping(value["notificationMethod"]);
    const target = Object.hasOwn(targets, String(type)) ? targets[String(type)] : undefined;
    if (target === undefined || isExpression(spec)) return [];
    const at = [...path, "notificationMethod", "spec"];
    const given = mapping(spec);
    const where = given[target];
    const somewhere = Array.isArray(where) ? where.length > 0 : typeof where === "string" && where !== "";
    const groups = isExpression(given["userGroups"]) || list(given["userGroups"]).length > 0;
    if (!somewhere && !groups) {
      const place: Path =
        spec === undefined ? [...path, "notificationMethod", "type"] : [...at, "userGroups"];
      return [
        {
          path: place,
          message: `the ${String(type)} rule reaches nobody`,
          hint: `add ${target} or a user group`,
        },
      ];
    }
    return type === "Email" ? recipients(where, [...at, "recipients"]) : [];
  });
}

function recipients(value: unknown, path: Path): Finding[] {
  return list(value).flatMap((address, index) =>
    isExpression(address) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(address))
      ? []
      : [
          {
            path: [...path, index],
            message: `${JSON.stringify(address)} is no mail address`,
            hint: "write it as team@example.com",
          },
        ],
  );
}

function eventsAndMethods(subject: Subject): Finding[] {
  return rulesOf(subject).flatMap(({ path, value }): Finding[] => {
    const method = text(mapping(value["notificationMethod"])["type"]);
    const given = entries(value["pipelineEvents"], [...path, "pipelineEvents"]);
    return [
      ...(given.length === 0 && !isExpression(value["pipelineEvents"])
        ? [
            {
              path: [...path, "pipelineEvents"],
              message: "the rule has no event",
              hint: "add PipelineFailed, or what it is for",
            },
          ]
        : []),
      ...given
        .filter(({ value: event }) => !isExpression(event["type"]) && !events.includes(String(event["type"])))
        .map((event) => ({
          path: [...event.path, "type"],
          message: `${JSON.stringify(event.value["type"] ?? null)} is no event`,
          hint: cure(String(event.value["type"]), events),
        })),
      ...(method !== undefined && (isExpression(method) || Object.hasOwn(targets, method))
        ? []
        : [
            {
              path: [...path, "notificationMethod", "type"],
              message: `${JSON.stringify(method ?? null)} is no way to notify`,
              hint: cure(String(method), Object.keys(targets)),
            },
          ]),
    ];
  });
}

export const notificationRules = {
  notificationReach: {
    code: "LINT054",
    title: "Notification rules say where the message goes",
    documents: ["pipeline", "template"],
    check: reach,
  },
  notificationEvent: {
    code: "LINT055",
    title: "Notification rules have events and a method that Harness has",
    documents: ["pipeline", "template"],
    check: eventsAndMethods,
  },
} as const satisfies Record<string, Rule>;
