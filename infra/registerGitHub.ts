/** GitHub's part of the program. What loads `@pulumi/github` is itself loaded late, by the stack that manages GitHub. */
import * as pulumi from "@pulumi/pulumi";
import { tokenVariable } from "../src/catalog/gitHubNames";
import type { GitHubPlan } from "../src/plan/gitHub";
import type { GitHubValues } from "../components/gitHub";
import { protectedRepositories, type GitHubOutputs } from "./gitHub";

type Environment = Readonly<Record<string, string | undefined>>;

/** What {@link registerGitHub} is given. */
export interface GitHubRun {
  readonly plan: GitHubPlan;
  readonly imports: ReadonlySet<string>;
  readonly env: Environment;
  /** `values` of the last run. */
  readonly held: readonly string[];
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

async function tell(plan: GitHubPlan, withoutValue: readonly string[]): Promise<void> {
  for (const { subject, message } of plan.notices) await pulumi.log.info(`${subject}: ${message}`);
  if (withoutValue.length === 0) return;
  await pulumi.log.info(
    `not made on GitHub, because nobody has given a value here: ${withoutValue.join(", ")} (see docs/github.md)`,
  );
}
