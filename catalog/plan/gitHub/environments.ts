/** GitHub's environments: one for each stack, with its secrets and the people that let it be applied. */
import { gitHubEnvironment, gitHubTeams } from "../../gitHubNames";
import type { Platform } from "../../model";
import { sortedSet } from "../sorting";
import {
  gitHubObject,
  type GitHubInputs,
  type GitHubKey,
  type GitHubObject,
  type GitHubStack,
  type GivenValue,
} from "./model";
import { repositoryKey, type RepositorySpec } from "./repository";

/**
 * The environment of a stack. Only the branch that Harness reads from may deploy to it. Where the stack hosts
 * production, a platform team must agree, and nobody to their own run.
 */
export function environmentObjects(
  spec: RepositorySpec,
  platform: Platform,
  stack: GitHubStack,
): GitHubObject[] {
  const environment = gitHubEnvironment(stack.name);
  const here = { repository: spec.name, environment };
  const key: GitHubKey = `repositoryEnvironment/${environment}`;
  const production = stack.environments.some((each) => platform.environments[each]?.type === "Production");
  const teams = gitHubTeams(platform).filter(({ role }) => role === "platform");
  return [
    gitHubObject(
      "repositoryEnvironment",
      environment,
      {
        ...here,
        canAdminsBypass: false,
        ...(production ? agreement(teams.map(({ slug }) => slug)) : {}),
        deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
      },
      // A reviewer must be able to read the repository.
      [repositoryKey(spec), ...teams.map((team): GitHubKey => `teamRepository/${spec.key}-${team.key}`)],
    ),
    gitHubObject(
      "repositoryEnvironmentDeploymentPolicy",
      environment,
      { ...here, branchPattern: platform.repository.branch },
      [key],
    ),
    ...sortedSet(platform.github?.secrets ?? []).map((secretName) =>
      gitHubObject(
        "actionsEnvironmentSecret",
        `${environment}-${secretName}`,
        { ...here, secretName, value: givenValue(stack.name, secretName) },
        [key],
      ),
    ),
    ...sortedSet(platform.github?.variables ?? []).map((variableName) =>
      gitHubObject(
        "actionsEnvironmentVariable",
        `${environment}-${variableName}`,
        { ...here, variableName, value: givenValue(stack.name, variableName) },
        [key],
      ),
    ),
  ];
}

/** GitHub takes at most six reviewers (docs.github.com, Managing environments for deployment). */
function agreement(teams: readonly string[]): Partial<GitHubInputs<"repositoryEnvironment">> {
  return {
    preventSelfReview: true,
    reviewers: [{ teams: teams.slice(0, 6).map((slug) => ({ $team: slug })) }],
  };
}

/** `PROD_HARNESS_PLATFORM_API_KEY`, or `harness-catalog:github.prod.HARNESS_PLATFORM_API_KEY` of the stack's configuration. */
function givenValue(stack: string, name: string): GivenValue {
  const prefix = stack.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  return { $value: { variable: `${prefix}_${name}`, config: `github.${stack}.${name}` } };
}
