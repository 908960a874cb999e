/**
 * GitHub's objects as plain data, with the exact inputs of the classes of `@pulumi/github`. Only its types are used
 * here: an input that the SDK does not know does not compile, and nothing of the SDK is loaded.
 */
import type * as github from "@pulumi/github";
import type { Unwrap } from "@pulumi/pulumi";
import type { Notice } from "../model";

/** Kinds of object and their arguments, by the name of the class in `@pulumi/github`. */
export interface GitHubArgs {
  repository: github.RepositoryArgs;
  repositoryVulnerabilityAlerts: github.RepositoryVulnerabilityAlertsArgs;
  workflowRepositoryPermissions: github.WorkflowRepositoryPermissionsArgs;
  actionsRepositoryPermissions: github.ActionsRepositoryPermissionsArgs;
  teamRepository: github.TeamRepositoryArgs;
  issueLabel: github.IssueLabelArgs;
  repositoryEnvironment: github.RepositoryEnvironmentArgs;
  repositoryEnvironmentDeploymentPolicy: github.RepositoryEnvironmentDeploymentPolicyArgs;
  actionsSecret: github.ActionsSecretArgs;
  actionsVariable: github.ActionsVariableArgs;
  actionsEnvironmentSecret: github.ActionsEnvironmentSecretArgs;
  actionsEnvironmentVariable: github.ActionsEnvironmentVariableArgs;
  repositoryWebhook: github.RepositoryWebhookArgs;
  repositoryRuleset: github.RepositoryRulesetArgs;
}

export type GitHubKind = keyof GitHubArgs;

/** `kind/name`, unique within a plan; also what `up --import` takes. */
export type GitHubKey = `${GitHubKind}/${string}`;

/** Stands where the number of a team goes, which only GitHub knows. */
export interface TeamNumber {
  readonly $team: string;
}

/** Stands where a value of an environment goes: from the variable, else from the stack's configuration. */
export interface GivenValue {
  readonly $value: { readonly variable: string; readonly config: string };
}

/** Arguments as data: no outputs, and placeholders where a value is not part of the catalog. */
export type Planned<T> = T extends string
  ? T | GivenValue
  : T extends number
    ? T | TeamNumber
    : T extends boolean | undefined
      ? T
      : T extends readonly (infer Item)[]
        ? readonly Planned<Item>[]
        : { readonly [Key in keyof T]: Planned<T[Key]> };

/** Inputs of one kind. */
export type GitHubInputs<Kind extends GitHubKind> = Planned<Unwrap<GitHubArgs[Kind]>>;

interface Described<Kind extends GitHubKind> {
  readonly kind: Kind;
  /** Pulumi logical name, unique within its kind and fixed for the life of the object. */
  readonly name: string;
  readonly inputs: GitHubInputs<Kind>;
  /** Objects that must exist before this one. */
  readonly dependsOn: readonly GitHubKey[];
}

/** One object of GitHub. */
export type GitHubObject = { [Kind in GitHubKind]: Described<Kind> }[GitHubKind];

/** One repository and everything about it, in an order in which each object stands after what it depends on. */
export interface GitHubRepositoryUnit {
  /** `catalog`, or the key in `github.repositories`; fixed when the repository is renamed. */
  readonly name: string;
  /** Organization; each has a provider of its own. */
  readonly owner: string;
  /** Whether the engine refuses to delete or replace the repository. */
  readonly protect: boolean;
  readonly objects: readonly GitHubObject[];
}

/** A stack as far as GitHub is concerned. */
export interface GitHubStack {
  readonly name: string;
  /** Catalog keys of the environments that its account hosts. */
  readonly environments: readonly string[];
}

/** Everything that belongs on GitHub. */
export interface GitHubPlan {
  readonly units: readonly GitHubRepositoryUnit[];
  readonly notices: readonly Notice[];
}

/** Builds an object; checks its inputs against its kind. */
export function gitHubObject<Kind extends GitHubKind>(
  kind: Kind,
  name: string,
  inputs: GitHubInputs<Kind>,
  dependsOn: readonly GitHubKey[],
): GitHubObject {
  return { kind, name, inputs, dependsOn } as GitHubObject;
}

/** The key of an object. */
export function gitHubKey({ kind, name }: Pick<GitHubObject, "kind" | "name">): GitHubKey {
  return `${kind}/${name}`;
}
