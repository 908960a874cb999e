/** What the policies are told: the platform, as this account hosts it. */
import type { PolicyName, PolicySettings, TemplateVersions, Week } from "../policies";
import type { Platform } from "../catalog/model";
import { policySetNames, targetNames } from "../catalog/names";
import type { HostedEnvironment, PlanContext } from "./context";
import { sortedEntries, sortedSet } from "./sorting";
import { neededVersions } from "./templateLibrary";

/** Approvals that open the window where the platform does not say. */
const usualEmergencyApprovers = 3;

/** Settings of every policy; each is computed when it is asked for. */
export const policySettings: {
  readonly [Name in PolicyName]: (context: PlanContext) => PolicySettings[Name];
} = {
  change_window: ({ catalog: { platform, services } }) => ({
    windows: week(platform.changeWindow?.open ?? {}),
    service_windows: Object.fromEntries(
      services.flatMap(({ name, changeWindow }) =>
        changeWindow === undefined ? [] : [[name, week(changeWindow.open)]],
      ),
    ),
    emergency_approvers: emergencyApprovers(platform),
  }),
  approval_rules: (context) => ({
    approvals: Object.fromEntries(
      context.environments.map((environment) => [idOf(environment), approvalsBefore(environment)]),
    ),
    window_environments:
      context.catalog.platform.changeWindow === undefined
        ? []
        : context.environments.filter(isProduction).map(idOf),
    window_policy_set: policySetNames.changeWindow,
    emergency_approvers: emergencyApprovers(context.catalog.platform),
    hotfix_templates: Object.keys(allowedTemplates(context).pipeline_templates),
  }),
  required_stages: (context) => ({
    environments: context.environments.map((environment) => {
      const rehearsal = rehearsalOf(context, environment);
      return { identifier: idOf(environment), ...(rehearsal === undefined ? {} : { rehearsal }) };
    }),
    hotfix_templates: Object.keys(allowedTemplates(context).pipeline_templates),
  }),
  mandatory_templates: allowedTemplates,
  no_scripts: () => ({}),
  connector_rules: (context) => ({
    infrastructures: Object.fromEntries(
      hostedClusters(context).map(({ identifier, environment, cluster }) => [
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
  namespace_rules: (context) => ({
    regions: Object.fromEntries(
      hostedClusters(context)
        .filter(({ cluster }) => cluster.target === "kubernetes")
        .map(({ identifier, cluster }) => [identifier, cluster.region]),
    ),
  }),
  resource_limits: ({ catalog: { platform } }) => ({ sizes: platform.sizes }),
  secret_expressions: () => ({}),
  workload_rules: () => ({}),
};

function idOf({ label }: HostedEnvironment): string {
  return targetNames.environment(label);
}

function isProduction({ type }: HostedEnvironment): boolean {
  return type === "Production";
}

function approvalsBefore({ type, gate }: HostedEnvironment): number {
  return type === "Production" && gate.type === "approval" ? new Set(gate.approvers).size : 0;
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

/** The templates this account gets: what Harness has is what pipelines may use. */
function allowedTemplates(context: PlanContext): PolicySettings["mandatory_templates"] {
  const all = neededVersions(context);
  const versions = (wanted: boolean): TemplateVersions => {
    const found: Record<string, string[]> = {};
    for (const { identifier, label, type } of all)
      if ((type === "Pipeline") === wanted) (found[identifier] ??= []).push(label);
    return found;
  };
  return { templates: versions(false), pipeline_templates: versions(true) };
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
