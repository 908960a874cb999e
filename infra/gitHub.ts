/** GitHub's part of the program. What loads `@pulumi/github` is itself loaded late, by the stack that manages GitHub. */
import * as pulumi from "@pulumi/pulumi";
import { tokenVariable } from "../src/catalog/gitHubNames";
import type { Catalog } from "../src/catalog/model";
import { planGitHub, type GitHubPlan, type GitHubRepositoryUnit, type GitHubStack } from "../src/plan/gitHub";
import type { GitHubValues } from "../components/gitHub";
import { missingImportIds } from "../components/gitHub/importId";
import { CatalogError, problem } from "@harness-catalog/problems";
import type { StackFile } from "./stackFiles";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the next run needs to know of GitHub. */
export interface GitHubOutputs {
  /** Number of objects on GitHub. */
  readonly objects: number;
  /** Objects that hold a value, such as an environment's secret; they stay where a later run lacks it. */
  readonly values: readonly string[];
  /** Protected repositories: `company/platform-next` by the name of the unit. */
  readonly protected: Readonly<Record<string, string>>;
}

/**
 * Refuses a run that would let a protected repository go, or move it to another organization, before anything is
 * registered. The engine alone would refuse too late: it deletes rules, environments and teams first.
 * @param last what the last run left
 * @param plan what this run wants; undefined when the stack no longer manages GitHub
 * @throws CatalogError CMD002
 */
export function assertRepositoriesKept(last: GitHubOutputs | undefined, plan: GitHubPlan | undefined): void {
  for (const [name, repository] of Object.entries(last?.protected ?? {})) {
    const owner = plan?.units.find((unit) => unit.name === name)?.owner;
    if (owner === repository.split("/")[0]) continue;
    const what = owner === undefined ? "let go of" : `move to ${owner}`;
    throw problem(
      "CMD002",
      `this run would ${what} the protected repository ${repository}, and delete its rules, environments and secrets`,
      "write `deletionProtection: false` under github in platform.yaml and run `up` once, then do it",
    );
  }
}

/**
 * Refuses a run that is to take over an object whose id nobody gives, before anything is registered.
 * @throws CatalogError CMD011, for every such object at once
 */
export function assertImportIdsGiven(plan: GitHubPlan | undefined, imports: ReadonlySet<string>): void {
  const objects = (plan?.units ?? []).flatMap((unit) => unit.objects);
  const problems = missingImportIds(objects, imports);
  if (problems.length > 0) throw new CatalogError(problems);
}

/** What {@link registerGitHub} is given. */
export interface GitHubRun {
  readonly plan: GitHubPlan;
  readonly imports: ReadonlySet<string>;
  readonly env: Environment;
  /** `values` of the last run. */
  readonly held: readonly string[];
}

/**
 * The plan of the stack that manages GitHub.
 * @throws CatalogError CMD026 when a second stack does too, or platform.yaml says nothing about GitHub
 */
export function gitHubPlan(catalog: Catalog, files: readonly StackFile[]): GitHubPlan {
  const managers = files.filter(({ gitHub }) => gitHub).map(({ name }) => name);
  if (managers.length > 1) {
    throw problem(
      "CMD026",
      `stacks ${managers.join(", ")} all have harness-catalog:github`,
      "leave it in one of them: a repository has one owner",
    );
  }
  if (catalog.platform.github === undefined) {
    throw problem(
      "CMD026",
      "the stack has harness-catalog:github, and platform.yaml has no github section",
      "add the section, or remove the setting from the stack's file",
    );
  }
  return planGitHub(catalog, gitHubStacks(catalog, files));
}

/** Stacks that workflows work on: those whose file names their account. */
export function gitHubStacks(
  { platform }: Pick<Catalog, "platform">,
  files: readonly StackFile[],
): GitHubStack[] {
  return files
    .filter(({ account }) => account !== undefined)
    .map(({ name, environments }) => ({
      name,
      environments: environments ?? Object.keys(platform.environments),
    }));
}

/** Registers every repository with the provider of its organization. */
export async function registerGitHub({ plan, imports, env, held }: GitHubRun): Promise<GitHubOutputs> {
  const { GitHubRepository, gitHubProvider } = await import("../components/gitHub/index.js");
  const config = new pulumi.Config("harness-catalog");
  const values: GitHubValues = ({ variable, config: key }) => {
    const value = env[variable];
    return value === undefined || value === "" ? config.getSecret(key) : pulumi.secret(value);
  };
  const owners = [...new Set(plan.units.map(({ owner }) => owner))];
  const providers = new Map(
    owners.map((owner) => [owner, gitHubProvider(owner, tokenOf(owner, config, env))]),
  );
  const repositories = plan.units.map(
    (unit) =>
      new GitHubRepository({
        unit,
        provider: providers.get(unit.owner)!,
        values,
        imports,
        held: new Set(held),
      }),
  );
  await tell(
    plan,
    repositories.flatMap(({ withoutValue }) => withoutValue),
  );
  return {
    objects: repositories.reduce((sum, { nodes }) => sum + nodes.size, 0),
    values: repositories.flatMap(({ withValue }) => withValue).sort(),
    protected: protectedRepositories(plan),
  };
}

/**
 * A token for one organization: an App's token is good for one only. GITHUB_TOKEN is left to the plugin, so that it
 * becomes no input and stands in no state.
 */
function tokenOf(owner: string, config: pulumi.Config, env: Environment): pulumi.Output<string> | undefined {
  const value = env[tokenVariable(owner)];
  return value === undefined || value === ""
    ? config.getSecret(`githubToken.${owner}`)
    : pulumi.secret(value);
}

/** Protected repositories of a plan: `company/platform-next` by the name of the unit. */
export function protectedRepositories({ units }: Pick<GitHubPlan, "units">): GitHubOutputs["protected"] {
  return Object.fromEntries(units.filter(({ protect }) => protect).map(repositoryOf));
}

function repositoryOf({ name, owner, objects }: GitHubRepositoryUnit): [unit: string, repository: string] {
  const repository = objects.find(({ kind }) => kind === "repository");
  const own = repository?.kind === "repository" ? repository.inputs.name : undefined;
  return [name, `${owner}/${typeof own === "string" ? own : name}`];
}

async function tell(plan: GitHubPlan, withoutValue: readonly string[]): Promise<void> {
  for (const { subject, message } of plan.notices) await pulumi.log.info(`${subject}: ${message}`);
  if (withoutValue.length === 0) return;
  await pulumi.log.info(
    `not made on GitHub, because nobody has given a value here: ${withoutValue.join(", ")} (see docs/github.md)`,
  );
}
