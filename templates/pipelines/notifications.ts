/** Who hears of what happens in a pipeline. */
import type { Expression } from "./expression";
import type { Yaml, YamlMap } from "./yaml";

/** Ways to reach a team; those that are missing get no rule. */
export interface Channels {
  /** Expression of the Slack webhook. */
  readonly slackWebhook?: Expression | undefined;
  /** Expression of the PagerDuty integration key. */
  readonly pagerdutyKey?: Expression | undefined;
  readonly email?: string | undefined;
}

/** Slack and mail: what needs a person. PagerDuty: failures in production only, nobody is woken for the others. */
export function notificationRules(channels: Channels, productionStages: readonly string[]): Yaml[] {
  const { slackWebhook, pagerdutyKey, email } = channels;
  const needsPeople: Yaml = [{ type: "PipelineFailed" }, { type: "WaitingForUserAction" }];
  const productionFails: Yaml = [{ type: "StageFailed", forStages: productionStages }];
  return [
    ...when(slackWebhook, (webhookUrl) =>
      rule("slack", needsPeople, "Slack", { userGroups: [], webhookUrl }),
    ),
    ...when(productionStages.length === 0 ? undefined : pagerdutyKey, (integrationKey) =>
      rule("pagerduty", productionFails, "PagerDuty", { userGroups: [], integrationKey }),
    ),
    ...when(email, (address) =>
      rule("email", needsPeople, "Email", { userGroups: [], recipients: [address] }),
    ),
  ];
}

function when<T extends string>(value: T | undefined, build: (value: T) => Yaml): Yaml[] {
  return value === undefined ? [] : [build(value)];
}

function rule(identifier: string, pipelineEvents: Yaml, type: string, spec: YamlMap): Yaml {
  return { name: identifier, identifier, enabled: true, pipelineEvents, notificationMethod: { type, spec } };
}
