/** What every part of the plan is made from: the catalog, the account's share of it, and where objects live. */
import { problem } from "@harness-catalog/problems";
import type { ProjectScope } from "../documents/entity";
import { orderedEnvironments } from "../catalog/effective";
import type { Catalog, Environment } from "../catalog/model";
import type { ObjectKey, PlanScope } from "./model";

/** An environment with its catalog key. */
export type HostedEnvironment = Environment & { readonly key: string };

/** Shared by all builders; holds nothing that changes. */
export interface PlanContext {
  readonly catalog: Catalog;
  readonly scope: PlanScope;
  readonly project: ProjectScope;
  /** Environments this account hosts, in promotion order. */
  readonly environments: readonly HostedEnvironment[];
}

/** @throws CatalogError CAT012 when the stack hosts an environment the platform does not declare. */
export function planContext(catalog: Catalog, scope: PlanScope): PlanContext {
  const { organization, project } = catalog.platform;
  return {
    catalog,
    scope,
    project: { organization: organization.identifier, project: project.identifier },
    environments: hosted(catalog, scope),
  };
}

/** Inputs that put an object into the project. */
export function projectInputs({ project }: PlanContext): {
  readonly orgId: string;
  readonly projectId: string;
} {
  return { orgId: project.organization, projectId: project.project };
}

/** What must exist before the first object of the project. */
export function projectKeys({ catalog: { platform } }: PlanContext): ObjectKey[] {
  if (platform.project.manage) return [`project/${platform.project.identifier}`];
  return organizationKeys(platform);
}

/** What must exist before the project. */
export function organizationKeys({ organization }: Catalog["platform"]): ObjectKey[] {
  return organization.manage ? [`organization/${organization.identifier}`] : [];
}

function hosted({ platform }: Catalog, scope: PlanScope): HostedEnvironment[] {
  return orderedEnvironments(platform, [...new Set(scope.environments)]).map((key) => {
    const environment = platform.environments[key];
    if (environment !== undefined) return { key, ...environment };
    const known = Object.keys(platform.environments).sort().join(", ");
    throw problem(
      "CAT012",
      `stack "${scope.stack}" hosts environment "${key}", which is not one of ${known}`,
      "correct `environments` in the configuration of the stack",
    );
  });
}
