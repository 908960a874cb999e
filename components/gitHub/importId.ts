/** Import ids of GitHub's objects, in the forms that `@pulumi/github` documents for each class. */
import type { GitHubKind, GitHubObject } from "../../catalog/plan/gitHub/model";
import { problem } from "../../errors";

type Inputs = Readonly<Record<string, unknown>>;

/** Kinds whose id follows from their inputs. Rulesets, webhooks and branch policies have a number that only GitHub knows. */
const ids: Partial<Record<GitHubKind, (inputs: Inputs) => readonly unknown[]>> = {
  repository: ({ name }) => [name],
  repositoryVulnerabilityAlerts: ({ repository }) => [repository],
  workflowRepositoryPermissions: ({ repository }) => [repository],
  actionsRepositoryPermissions: ({ repository }) => [repository],
  teamRepository: ({ teamId, repository }) => [teamId, repository],
  issueLabel: ({ repository, name }) => [repository, name],
  repositoryEnvironment: ({ repository, environment }) => [repository, environment],
  actionsSecret: ({ repository, secretName }) => [repository, secretName],
  actionsVariable: ({ repository, variableName }) => [repository, variableName],
  actionsEnvironmentSecret: ({ repository, environment, secretName }) => [
    repository,
    environment,
    secretName,
  ],
  actionsEnvironmentVariable: ({ repository, environment, variableName }) => [
    repository,
    environment,
    variableName,
  ],
};

/**
 * The id under which an object that exists is taken over; undefined when it is not asked for.
 * @param imports `kind/name`, or `kind/name=id` for those whose id only GitHub knows
 * @throws CatalogError CMD011 when the id is needed and not given
 */
export function gitHubImportId(
  { kind, name, inputs }: GitHubObject,
  imports: ReadonlySet<string>,
): string | undefined {
  const key = `${kind}/${name}`;
  const given = [...imports].find((each) => each.startsWith(`${key}=`));
  if (given !== undefined) return given.slice(key.length + 1);
  if (!imports.has(key)) return undefined;
  const id = ids[kind]?.(inputs);
  if (id === undefined) {
    throw problem(
      "CMD011",
      `--import ${key} lacks an id that only GitHub knows`,
      `write ${key}=<id>, with the id that GitHub shows`,
    );
  }
  return id.join(":");
}
