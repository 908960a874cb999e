/** The class of `@pulumi/github` for each kind of planned object. A kind without a class does not compile. */
import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import type { GitHubArgs, GitHubKind } from "../../src/plan/gitHub/model";

type Classes = {
  readonly [Kind in GitHubKind]: new (
    name: string,
    args: GitHubArgs[Kind],
    opts?: pulumi.CustomResourceOptions,
  ) => pulumi.CustomResource;
};

export const gitHubClasses: Classes = {
  repository: github.Repository,
  repositoryVulnerabilityAlerts: github.RepositoryVulnerabilityAlerts,
  workflowRepositoryPermissions: github.WorkflowRepositoryPermissions,
  actionsRepositoryPermissions: github.ActionsRepositoryPermissions,
  teamRepository: github.TeamRepository,
  issueLabel: github.IssueLabel,
  repositoryEnvironment: github.RepositoryEnvironment,
  repositoryEnvironmentDeploymentPolicy: github.RepositoryEnvironmentDeploymentPolicy,
  actionsSecret: github.ActionsSecret,
  actionsVariable: github.ActionsVariable,
  actionsEnvironmentSecret: github.ActionsEnvironmentSecret,
  actionsEnvironmentVariable: github.ActionsEnvironmentVariable,
  repositoryWebhook: github.RepositoryWebhook,
  repositoryRuleset: github.RepositoryRuleset,
};
