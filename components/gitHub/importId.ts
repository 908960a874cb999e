/** Import ids of GitHub's objects, in the forms that `@pulumi/github` documents for each class. */
import { gitHubKey, type GitHubKind, type GitHubObject } from "../../src/plan/gitHub/model";
import { CatalogError, type Problem } from "@harness-catalog/problems";

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
 * A problem for each object that is to be taken over, whose id only GitHub knows, and is not given: CMD011.
 * @param imports `kind/name`, or `kind/name=id`
 */
export function missingImportIds(objects: readonly GitHubObject[], imports: ReadonlySet<string>): Problem[] {
  return objects
    .filter((object) => imports.has(gitHubKey(object)) && ids[object.kind] === undefined)
    .filter((object) => givenId(object, imports) === undefined)
    .map(missingId);
}

/**
 * The id under which an object that exists is taken over; undefined when it is not asked for.
 * @param imports `kind/name`, or `kind/name=id` for those whose id only GitHub knows
 * @throws CatalogError CMD011 when the id is needed and not given
 */
export function gitHubImportId(object: GitHubObject, imports: ReadonlySet<string>): string | undefined {
  const given = givenId(object, imports);
  if (given !== undefined || !imports.has(gitHubKey(object))) return given;
  const id = ids[object.kind]?.(object.inputs);
  if (id === undefined) throw new CatalogError([missingId(object)]);
  return id.join(":");
}

function givenId(object: GitHubObject, imports: ReadonlySet<string>): string | undefined {
  const start = `${gitHubKey(object)}=`;
  return [...imports].find((each) => each.startsWith(start))?.slice(start.length);
}

function missingId(object: GitHubObject): Problem {
  const key = gitHubKey(object);
  return {
    code: "CMD011",
    message: `--import ${key} lacks an id that only GitHub knows`,
    hint: `write ${key}=<id>, with the id that GitHub shows`,
  };
}
