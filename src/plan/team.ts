/** A team: its user group, and what the group may do (R-149 … R-151). */
import { secretValue } from "../documents/expression";
import type { Platform, Service, Team } from "../catalog/model";
import { accessNames, identityOf, secretNames, serviceNames, teamNames } from "../catalog/names";
import { grant, resourceGroup, type Principal, type Resources } from "./grants";
import { projectKeys, type PlanContext } from "./context";
import type { PlannedObject, PlanUnit } from "./model";
import { secretKey } from "./secrets";
import { pipelineKey } from "./pipelineKey";
import { sortedSet } from "./sorting";
import { ownerTags, tagInputs } from "./tags";

/** The unit of a team; it goes when the team leaves platform.yaml, not with the team's last service. */
export function teamUnit(
  context: PlanContext,
  key: string,
  team: Team,
  services: readonly Service[],
): PlanUnit {
  const objects = [
    userGroup(context, key, team),
    ...(team.role === "platform"
      ? [platformGrant(context, key)]
      : memberAccess(context, key, team, services)),
  ];
  return { component: "Team", name: key, objects };
}

/** Members are never managed here: they come from the identity provider or are added by people. */
function userGroup(context: PlanContext, key: string, team: Team): PlannedObject {
  const identifier = teamNames.group(key);
  return {
    kind: "usergroup",
    name: identifier,
    inputs: {
      identifier,
      name: team.display,
      tags: tagInputs(ownerTags(context)),
      notificationConfigs: notificationConfigs(context.catalog.platform, team),
      ...ssoInputs(team),
    },
    dependsOn: accountSecrets(context.catalog.platform, team).map(secretKey),
  };
}

function platformGrant(context: PlanContext, key: string): PlannedObject {
  return grant(context, teamNames.assignment(key), {
    principal: principalOf(key),
    role: accessNames.platformRole,
    resources: accessNames.everything,
  });
}

function memberAccess(
  context: PlanContext,
  key: string,
  team: Team,
  services: readonly Service[],
): PlannedObject[] {
  const own = teamNames.resourceGroup(key);
  const principal = principalOf(key);
  return [
    resourceGroup(
      context,
      own,
      `${team.display} resources`,
      ownResources(services),
      services.length === 0 ? projectKeys(context) : services.map(pipelineKey),
    ),
    grant(context, teamNames.assignment(key), { principal, role: accessNames.teamRole, resources: own }),
    grant(context, teamNames.deliveryAssignment(key), {
      principal,
      role: accessNames.deliveryRole,
      resources: accessNames.deliveryResources,
    }),
  ];
}

/** A kind without identifiers means all of that kind to Harness, so a team without services gets no entry at all. */
function ownResources(services: readonly Service[]): Resources[] {
  if (services.length === 0) return [];
  return [
    {
      resourceType: "PIPELINE",
      identifiers: services.map((service) => serviceNames.pipeline(identityOf(service))),
    },
    {
      resourceType: "SERVICE",
      identifiers: services.map((service) => serviceNames.service(identityOf(service))),
    },
  ];
}

function principalOf(key: string): Principal {
  return { type: "USER_GROUP", identifier: teamNames.group(key), scopeLevel: "account" };
}

function notificationConfigs(platform: Platform, team: Team): Record<string, unknown>[] {
  const { email, slackWebhook, pagerdutyKey, msTeamsWebhook } = team;
  const reachable = accountSecrets(platform, team);
  const value = (secret: string) => secretValue(secretNames.reference(secret, "account"));
  const configs: Record<string, unknown>[] = [];
  if (email !== undefined) configs.push({ type: "EMAIL", groupEmail: email, sendEmailToAllUsers: false });
  if (slackWebhook !== undefined && reachable.includes(slackWebhook)) {
    configs.push({ type: "SLACK", slackWebhookUrl: value(slackWebhook) });
  }
  if (msTeamsWebhook !== undefined && reachable.includes(msTeamsWebhook)) {
    configs.push({ type: "MSTEAMS", microsoftTeamsWebhookUrl: value(msTeamsWebhook) });
  }
  if (pagerdutyKey !== undefined && reachable.includes(pagerdutyKey)) {
    configs.push({ type: "PAGERDUTY", pagerDutyKey: value(pagerdutyKey) });
  }
  return configs;
}

/** The group lives in the account, where secrets of the project are out of reach; those are left to the pipelines. */
function accountSecrets({ secrets }: Platform, team: Team): string[] {
  const named = [team.slackWebhook, team.pagerdutyKey, team.msTeamsWebhook].filter(
    (secret) => secret !== undefined,
  );
  return sortedSet(named.filter((secret) => secrets[secret]?.scope === "account"));
}

/** Harness wants the group's id and name to be the same for SAML, and no users beside them. */
function ssoInputs({ sso }: Team): Record<string, unknown> {
  if (sso === undefined) return {};
  return {
    ssoLinked: true,
    linkedSsoType: sso.type,
    linkedSsoId: sso.id,
    linkedSsoDisplayName: sso.display,
    ssoGroupId: sso.group,
    ssoGroupName: sso.group,
  };
}
