/** What the policies are told: the platform, as this account hosts it. */
import { parse } from "yaml";
import type { PolicyName, PolicySettings, TemplateVersions, Week } from "../../policies";
import type { Platform } from "../model";
import { policySetNames, targetNames } from "../names";
import type { HostedEnvironment, PlanContext } from "./context";
import { approvalGate } from "./gates";
import type { PlannedObject } from "./model";
import { sortedEntries, sortedSet } from "./sorting";
import { templateLibrary } from "./templateLibrary";

/** Approvals that open the window where the platform does not say. */
const usualEmergencyApprovers = 3;

/** What the settings are made from. */
export interface PolicyFacts extends PlanContext {
  /** Templates of the account, by version. */
  readonly allowed: PolicySettings["mandatory_templates"];
}

/** Gathers the facts: what Harness has of templates is what pipelines may use. */
export function policyFacts(context: PlanContext): PolicyFacts {
  return { ...context, allowed: allowedTemplates(context) };
}

/** Settings of every policy; each is computed when it is asked for. */
export const policySettings: {
  readonly [Name in PolicyName]: (facts: PolicyFacts) => PolicySettings[Name];
} = {
  change_window: ({ catalog: { platform } }) => ({
    windows: week(platform.changeWindow?.open ?? {}),
    service_windows: {},
    emergency_approvers: emergencyApprovers(platform),
  }),
  approval_rules: (facts) => ({
    approvals: Object.fromEntries(
      facts.environments.map((environment) => [idOf(environment), approvalsBefore(facts, environment)]),
    ),
    window_environments:
      facts.catalog.platform.changeWindow === undefined
        ? []
        : facts.environments.filter(isProduction).map(idOf),
    window_policy_set: policySetNames.changeWindow,
    emergency_approvers: emergencyApprovers(facts.catalog.platform),
    hotfix_templates: Object.keys(facts.allowed.pipeline_templates),
  }),
  required_stages: (facts) => ({
    environments: facts.environments.map((environment) => {
      const rehearsal = rehearsalOf(facts, environment);
      return { identifier: idOf(environment), ...(rehearsal === undefined ? {} : { rehearsal }) };
    }),
    hotfix_templates: Object.keys(facts.allowed.pipeline_templates),
  }),
  mandatory_templates: ({ allowed }) => allowed,
  no_scripts: () => ({}),
  connector_rules: (facts) => ({
    infrastructures: Object.fromEntries(
      hostedClusters(facts).map(({ identifier, environment, cluster }) => [
        identifier,
        {
          connector:
            cluster.ecs?.connector ?? targetNames.kubernetesConnector(environment.label, cluster.region),
          delegateSelectors: sortedSet(cluster.delegateSelectors),
          production: isProduction(environment),
        },
      ]),
    ),
  }),
  namespace_rules: (facts) => ({
    regions: Object.fromEntries(
      hostedClusters(facts)
        .filter(({ cluster }) => cluster.target === "kubernetes")
        .map(({ identifier, cluster }) => [identifier, cluster.region]),
    ),
  }),
  resource_limits: ({ catalog: { platform } }) => ({ sizes: platform.sizes }),
};

function idOf({ label }: HostedEnvironment): string {
  return targetNames.environment(label);
}

function isProduction({ type }: HostedEnvironment): boolean {
  return type === "Production";
}

function approvalsBefore(context: PlanContext, environment: HostedEnvironment): number {
  return isProduction(environment) ? (approvalGate(context, environment)?.approvers.length ?? 0) : 0;
}

/** The last pre-production environment before production; undefined when another account hosts it (CAT043 has the same rule). */
function rehearsalOf(context: PlanContext, environment: HostedEnvironment): string | undefined {
  if (!isProduction(environment)) return undefined;
  const { environments } = context.catalog.platform;
  const before = Object.entries(environments)
    .filter(([, { type, order }]) => type === "PreProduction" && order < environment.order)
    .sort(([, a], [, b]) => a.order - b.order)
    .at(-1)?.[0];
  const hosted = context.environments.find(({ key }) => key === before);
  return hosted === undefined ? undefined : idOf(hosted);
}

function hostedClusters({ catalog, environments }: PlanContext) {
  return sortedEntries(catalog.platform.clusters).flatMap(([, cluster]) => {
    const environment = environments.find(({ key }) => key === cluster.environment);
    if (environment === undefined) return [];
    const identifier = targetNames.infrastructure(environment.label, cluster.region, cluster.target);
    return [{ identifier, environment, cluster }];
  });
}

function allowedTemplates(context: PlanContext): PolicySettings["mandatory_templates"] {
  const all = templateLibrary(context).objects.map((object) => ({ object, type: typeOf(object) }));
  const versions = (wanted: boolean): TemplateVersions => {
    const found: Record<string, string[]> = {};
    for (const { object, type } of all) {
      const { identifier, version } = object.inputs as { identifier: string; version: string };
      if ((type === "Pipeline") === wanted) (found[identifier] ??= []).push(version);
    }
    return found;
  };
  return { templates: versions(false), pipeline_templates: versions(true) };
}

function typeOf({ inputs }: PlannedObject): string {
  return (parse(inputs["templateYaml"] as string) as { template: { type: string } }).template.type;
}

function emergencyApprovers({ changeWindow }: Platform): number {
  return changeWindow?.emergencyApprovers ?? usualEmergencyApprovers;
}

function week(open: NonNullable<Platform["changeWindow"]>["open"]): Week {
  return Object.fromEntries(
    Object.entries(open).map(([day, { from, to }]) => [
      day,
      { from: minuteOfDay(from), to: minuteOfDay(to) },
    ]),
  );
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
