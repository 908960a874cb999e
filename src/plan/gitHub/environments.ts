/** GitHub's environments: which jobs may use them, from which branch, and who has to agree. */
import { gitHubEnvironments, gitHubTeams, type EnvironmentPlace } from "../../catalog/gitHubNames";
import type { GitHub, Platform } from "../../catalog/model";
import {
  gitHubObject,
  type GitHubInputs,
  type GitHubKey,
  type GitHubObject,
  type GitHubStack,
} from "./model";
import { repositoryKey, type RepositorySpec } from "./repository";
import { environmentValues } from "./values";

/**
 * For each stack the environment that plans it, the one that applies it and the one that looks for drift, then those of the
 * jobs that commit manifests and read approvals. Only the branch that Harness reads from may use any of them: a secret in one is out of reach of a branch
 * that anybody can push, which those of the repository are not.
 */
export function environmentObjects(
  spec: RepositorySpec,
  platform: Platform,
  github: GitHub,
  stacks: readonly GitHubStack[],
): GitHubObject[] {
  const perStack = stacks.flatMap((stack) => [
    ...environment(spec, platform, gitHubEnvironments.plan(stack.name), "plan", false),
    ...environment(
      spec,
      platform,
      gitHubEnvironments.harness(stack.name),
      "harness",
      github.reviewProduction && isProduction(platform, stack),
    ),
    ...environment(spec, platform, gitHubEnvironments.drift(stack.name), "drift", false),
  ]);
  const apps = [
    ...(github.app === undefined ? [] : (["manifests"] as const)),
    ...(github.ownersApp === undefined ? [] : (["owners"] as const)),
  ];
  return [
    ...perStack,
    ...apps.flatMap((place) => environment(spec, platform, gitHubEnvironments[place], place, false)),
  ];
}

function environment(
  spec: RepositorySpec,
  platform: Platform,
  name: string,
  place: EnvironmentPlace,
  agreed: boolean,
): GitHubObject[] {
  const here = { repository: spec.name, environment: name };
  const key: GitHubKey = `repositoryEnvironment/${name}`;
  const teams = agreed ? gitHubTeams(platform).filter(({ role }) => role === "platform") : [];
  return [
    gitHubObject(
      "repositoryEnvironment",
      name,
      {
        ...here,
        canAdminsBypass: false,
        ...(agreed ? agreement(teams) : {}),
        deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
      },
      // A reviewer must be able to read the repository.
      [repositoryKey(spec), ...teams.map((team): GitHubKey => `teamRepository/${spec.key}-${team.key}`)],
    ),
    gitHubObject(
      "repositoryEnvironmentDeploymentPolicy",
      name,
      { ...here, branchPattern: platform.repository.branch },
      [key],
    ),
    ...environmentValues(here, platform.github, place, key),
  ];
}

/** Nobody agrees to their own run. GitHub takes at most six reviewers (docs.github.com, Managing environments). */
function agreement(teams: ReturnType<typeof gitHubTeams>): Partial<GitHubInputs<"repositoryEnvironment">> {
  return {
    preventSelfReview: true,
    reviewers: [{ teams: teams.slice(0, 6).map(({ slug, id }) => id ?? { $team: slug }) }],
  };
}

function isProduction(platform: Platform, stack: GitHubStack): boolean {
  return stack.environments.some((key) => platform.environments[key]?.type === "Production");
}
