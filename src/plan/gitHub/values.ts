/** Secrets and variables of the workflows: which there are and where a value comes from, never the value. */
import { manifestsAppVariable, ownersAppVariable, type EnvironmentPlace } from "../../catalog/gitHubNames";
import type { GitHub } from "../../catalog/model";
import { sortedSet } from "../sorting";
import { gitHubObject, type GitHubKey, type GitHubObject, type GivenValue } from "./model";
import { repositoryKey, type RepositorySpec } from "./repository";

/** What every workflow of the repository can read. The Apps of the workflows are known from the catalog. */
export function repositoryValues(spec: RepositorySpec, github: GitHub): GitHubObject[] {
  const repository = spec.name;
  const after = [repositoryKey(spec)];
  const { secrets, variables } = github;
  const apps = [
    [manifestsAppVariable, github.app],
    [ownersAppVariable, github.ownersApp],
  ] as const;
  const known = apps.flatMap(([name, app]) => (app === undefined ? [] : [name]));
  return [
    ...sortedSet(secrets.repository).map((secretName) =>
      gitHubObject(
        "actionsSecret",
        secretName,
        { repository, secretName, value: given("repository", secretName) },
        after,
      ),
    ),
    ...apps.flatMap(([variableName, app]) =>
      app === undefined
        ? []
        : [
            gitHubObject(
              "actionsVariable",
              variableName,
              { repository, variableName, value: String(app) },
              after,
            ),
          ],
    ),
    ...sortedSet(variables.repository)
      .filter((name) => known.every((each) => each !== name))
      .map((variableName) =>
        gitHubObject(
          "actionsVariable",
          variableName,
          { repository, variableName, value: given("repository", variableName) },
          after,
        ),
      ),
  ];
}

/** What the jobs of one environment can read. */
export function environmentValues(
  here: { readonly repository: string; readonly environment: string },
  github: GitHub | undefined,
  place: EnvironmentPlace,
  after: GitHubKey,
): GitHubObject[] {
  const { environment } = here;
  return [
    ...sortedSet(github?.secrets[place] ?? []).map((secretName) =>
      gitHubObject(
        "actionsEnvironmentSecret",
        `${environment}-${secretName}`,
        { ...here, secretName, value: given(environment, secretName) },
        [after],
      ),
    ),
    ...sortedSet(github?.variables[place] ?? []).map((variableName) =>
      gitHubObject(
        "actionsEnvironmentVariable",
        `${environment}-${variableName}`,
        { ...here, variableName, value: given(environment, variableName) },
        [after],
      ),
    ),
  ];
}

/**
 * Variable `HARNESS_PROD_API_KEY`, or `harness-catalog:github.harness-prod.API_KEY` of the stack's configuration, for
 * API_KEY of the environment harness-prod.
 */
export function given(place: string, name: string): GivenValue {
  const prefix = place.toUpperCase().replace(/[^A-Z0-9]/g, "_");
  return { $value: { variable: `${prefix}_${name}`, config: `github.${place}.${name}` } };
}
