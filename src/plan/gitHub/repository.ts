/** A repository, who may write to it, and what its workflows may do. */
import { gitHubTeams } from "../../catalog/gitHubNames";
import type { Platform } from "../../catalog/model";
import { sortedEntries, sortedSet } from "../sorting";
import { gitHubObject, type GitHubKey, type GitHubObject } from "./model";

/** What every repository says of itself. */
export interface RepositorySpec {
  /** Name of its unit; begins the names of its objects. */
  readonly key: string;
  readonly name: string;
  readonly visibility: string;
  readonly description?: string | undefined;
  readonly allowedActions: readonly string[];
}

/** The object of a repository. */
export function repositoryKey({ key }: Pick<RepositorySpec, "key">): GitHubKey {
  return `repository/${key}`;
}

/**
 * The repository and its settings: merges are squashed, merged branches go, workflows may only read and only use
 * actions of GitHub and of the list, each pinned by its commit.
 */
export function repositoryObjects(spec: RepositorySpec): GitHubObject[] {
  const { key, name, visibility, description, allowedActions } = spec;
  const after = [repositoryKey(spec)];
  return [
    gitHubObject(
      "repository",
      key,
      {
        name,
        visibility,
        ...(description === undefined ? {} : { description }),
        allowMergeCommit: false,
        allowRebaseMerge: false,
        allowSquashMerge: true,
        allowUpdateBranch: true,
        // What is not said here, the provider switches off.
        hasIssues: true,
        deleteBranchOnMerge: true,
        // Should it be deleted after all, GitHub keeps it, read-only.
        archiveOnDestroy: true,
      },
      [],
    ),
    gitHubObject("repositoryVulnerabilityAlerts", key, { repository: name, enabled: true }, after),
    gitHubObject(
      "workflowRepositoryPermissions",
      key,
      { repository: name, defaultWorkflowPermissions: "read", canApprovePullRequestReviews: false },
      after,
    ),
    gitHubObject(
      "actionsRepositoryPermissions",
      key,
      {
        repository: name,
        enabled: true,
        allowedActions: "selected",
        allowedActionsConfig: {
          githubOwnedAllowed: true,
          verifiedAllowed: false,
          patternsAlloweds: sortedSet(allowedActions),
        },
        shaPinningRequired: true,
      },
      after,
    ),
  ];
}

/** Access of the platform's teams: code owners need to be able to write (docs.github.com, About code owners). */
export function teamObjects(spec: RepositorySpec, platform: Platform): GitHubObject[] {
  return gitHubTeams(platform).map(({ key, slug, role }) =>
    gitHubObject(
      "teamRepository",
      `${spec.key}-${key}`,
      { repository: spec.name, teamId: slug, permission: role === "platform" ? "maintain" : "push" },
      [repositoryKey(spec)],
    ),
  );
}

/** Labels of issues and pull requests. */
export function labelObjects(
  spec: RepositorySpec,
  labels: NonNullable<Platform["github"]>["labels"],
): GitHubObject[] {
  return sortedEntries(labels).map(([name, { color, description }]) =>
    gitHubObject(
      "issueLabel",
      `${spec.key}-${name}`,
      { repository: spec.name, name, color, ...(description === undefined ? {} : { description }) },
      [repositoryKey(spec)],
    ),
  );
}
