/** What a stack wants of GitHub, and what it may not do there. Pure. */
import type { Catalog } from "../src/catalog/model";
import { planGitHub, type GitHubPlan, type GitHubRepositoryUnit, type GitHubStack } from "../src/plan/gitHub";
import { missingImportIds } from "../components/gitHub/importId";
import { CatalogError, problem } from "@harness-catalog/problems";
import type { StackFile } from "./stackFiles";

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

/** Protected repositories of a plan: `company/platform-next` by the name of the unit. */
export function protectedRepositories({ units }: Pick<GitHubPlan, "units">): GitHubOutputs["protected"] {
  return Object.fromEntries(units.filter(({ protect }) => protect).map(repositoryOf));
}

function repositoryOf({ name, owner, objects }: GitHubRepositoryUnit): [unit: string, repository: string] {
  const repository = objects.find(({ kind }) => kind === "repository");
  const own = repository?.kind === "repository" ? repository.inputs.name : undefined;
  return [name, `${owner}/${typeof own === "string" ? own : name}`];
}
