/** Secrets and variables of the workflows: which there are and where a value comes from, never the value. */
import { manifestsAppVariable } from "../../gitHubNames";
import type { GitHub } from "../../model";
import { sortedSet } from "../sorting";
import { gitHubObject, type GitHubKey, type GitHubObject, type GivenValue } from "./model";
import { repositoryKey, type RepositorySpec } from "./repository";

/** What every workflow of the repository can read. The App that commits manifests is known from the catalog. */
export function repositoryValues(spec: RepositorySpec, github: GitHub): GitHubObject[] {
  const repository = spec.name;
  const after = [repositoryKey(spec)];
  const { secrets, variables, app } = github;
  return [
    ...sortedSet(secrets.repository).map((secretName) =>
      gitHubObject(
        "actionsSecret",
        secretName,
        { repository, secretName, value: given("repository", secretName) },
        after,
      ),
    ),
    ...(app === undefined
      ? []
      : [
          gitHubObject(
            "actionsVariable",
            manifestsAppVariable,
            { repository, variableName: manifestsAppVariable, value: String(app) },
            after,
          ),
        ]),
    ...sortedSet(variables.repository)
      .filter((name) => name !== manifestsAppVariable || app === undefined)
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
  place: "harness" | "drift" | "manifests",
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
