/** How the people of a service are reached, with the secrets that takes. */
import { secretValue } from "../documents/expression";
import type { Channels } from "../documents/notifications";
import { approversOf, contactOf } from "../catalog/effective";
import type { Service } from "../catalog/model";
import { teamNames } from "../catalog/names";
import type { PlanContext } from "./context";
import type { EnvironmentDeployment } from "./deployments";
import type { ObjectKey } from "./model";
import { secretKey, secretReference } from "./secrets";
import { sortedSet } from "./sorting";

/** Channels of a service, and the secrets its pipeline then depends on. */
export function channelsOf(
  { catalog }: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): { readonly channels: Channels; readonly secrets: readonly ObjectKey[] } {
  const { slackWebhook, pagerdutyKey, email } = contactOf(catalog, service);
  const { teams, datadog } = catalog.platform;
  const msTeamsWebhook = teams[service.team]?.msTeamsWebhook;
  const value = (secret: string) => secretValue(secretReference(catalog.platform, secret));
  const optional = (secret: string | undefined) => (secret === undefined ? undefined : value(secret));
  const approvers = deployments.flatMap(({ environment }) => approversOf(catalog, service, environment.key));
  const used = [slackWebhook, pagerdutyKey, msTeamsWebhook, datadog?.apiKey];
  return {
    channels: {
      slackWebhook: optional(slackWebhook),
      pagerdutyKey: optional(pagerdutyKey),
      msTeamsWebhook: optional(msTeamsWebhook),
      email,
      datadog: datadog === undefined ? undefined : { url: datadog.url, apiKey: value(datadog.apiKey) },
      approvers: sortedSet(
        approvers.map((approver) => teamNames.groupRef(approver === "owner" ? service.team : approver)),
      ),
    },
    secrets: used.filter((secret) => secret !== undefined).map(secretKey),
  };
}
