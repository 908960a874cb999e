/** Who hears of what happens in a pipeline (R-215 … R-219). */
import type { Expression } from "./expression";
import type { Yaml, YamlMap } from "./yaml";

/** Ways to reach people; those that are missing get no rule. */
export interface Channels {
  /** Expression of the Slack webhook. */
  readonly slackWebhook?: Expression | undefined;
  /** Expression of the PagerDuty integration key. */
  readonly pagerdutyKey?: Expression | undefined;
  /** Expression of the webhook of a Microsoft Teams channel. */
  readonly msTeamsWebhook?: Expression | undefined;
  readonly email?: string | undefined;
  readonly datadog?: { readonly url: string; readonly apiKey: Expression } | undefined;
  /** User groups that open the gates of this pipeline. */
  readonly approvers: readonly string[];
}

/** What a channel is told of: how a delivery ended, and when it waits for a person. */
const deliveries: Yaml = [
  { type: "PipelineSuccess" },
  { type: "PipelineFailed" },
  { type: "WaitingForUserAction" },
];

/** What a person is written about: what needs one. */
const needsPeople: Yaml = [{ type: "PipelineFailed" }, { type: "WaitingForUserAction" }];

/**
 * One rule for each way there is. PagerDuty: failures in production only, nobody is woken for the others. Datadog: every
 * end of a run, as an event. Approvers: when a gate waits for them, also where they are not of the team.
 */
export function notificationRules(channels: Channels, productionStages: readonly string[]): Yaml[] {
  const { slackWebhook, pagerdutyKey, msTeamsWebhook, email, datadog, approvers } = channels;
  const productionFails: Yaml = [{ type: "StageFailed", forStages: productionStages }];
  return [
    ...when(slackWebhook, (webhookUrl) => rule("slack", deliveries, "Slack", { userGroups: [], webhookUrl })),
    ...when(msTeamsWebhook, (key) =>
      rule("msteams", deliveries, "MsTeams", { userGroups: [], msTeamKeys: [key] }),
    ),
    ...when(productionStages.length === 0 ? undefined : pagerdutyKey, (integrationKey) =>
      rule("pagerduty", productionFails, "PagerDuty", { userGroups: [], integrationKey }),
    ),
    ...when(email, (address) =>
      rule("email", needsPeople, "Email", { userGroups: [], recipients: [address] }),
    ),
    ...when(approvers.length === 0 ? undefined : approvers, (userGroups) =>
      rule("approvers", [{ type: "WaitingForUserAction" }], "Email", { userGroups, recipients: [] }),
    ),
    ...when(datadog, ({ url, apiKey }) =>
      rule("datadog", [{ type: "PipelineEnd" }], "Datadog", { url, apiKey }),
    ),
  ];
}

function when<T>(value: T | undefined, build: (value: T) => Yaml): Yaml[] {
  return value === undefined ? [] : [build(value)];
}

function rule(identifier: string, pipelineEvents: Yaml, type: string, spec: YamlMap): Yaml {
  return { name: identifier, identifier, enabled: true, pipelineEvents, notificationMethod: { type, spec } };
}
