/** Who we are on GitHub, read from the environment that GitHub Actions sets or a person exports. */
import { problem } from "@harness-catalog/problems";

/** A token, or an App and its installation (preferred: its tokens last an hour). */
export type Credentials =
  | { readonly type: "token"; readonly token: string }
  | {
      readonly type: "app";
      readonly appId: string;
      readonly installationId: string;
      readonly privateKey: string;
    };

/** Where GitHub is and who we are there. */
export interface GitHubAccess {
  /** `https://api.github.com`, or that of a GitHub Enterprise server. */
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly credentials: Credentials;
  /** Milliseconds that the waiting times of retries are counted in; 1,000 by default. */
  readonly retryUnit?: number;
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads `GITHUB_API_URL`, `GITHUB_REPOSITORY`, and either `GITHUB_APP_ID`, `GITHUB_APP_INSTALLATION_ID` and
 * `GITHUB_APP_PRIVATE_KEY`, or `GITHUB_TOKEN` (`GH_TOKEN`).
 * @param repository `owner/name` instead of `GITHUB_REPOSITORY`
 * @throws CatalogError GIT001 without credentials, GIT002 without a repository
 */
export function accessFromEnv(env: Env, repository = value(env, "GITHUB_REPOSITORY")): GitHubAccess {
  if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw problem(
      "GIT002",
      repository === undefined ? "no repository is named" : `"${repository}" is no repository`,
      "set GITHUB_REPOSITORY to owner/name",
    );
  }
  return {
    apiUrl: value(env, "GITHUB_API_URL") ?? "https://api.github.com",
    repository,
    credentials: credentialsOf(env),
  };
}

function credentialsOf(env: Env): Credentials {
  const appId = value(env, "GITHUB_APP_ID");
  const installationId = value(env, "GITHUB_APP_INSTALLATION_ID");
  const privateKey = value(env, "GITHUB_APP_PRIVATE_KEY");
  if (appId !== undefined && installationId !== undefined && privateKey !== undefined) {
    return { type: "app", appId, installationId, privateKey };
  }
  const token = value(env, "GITHUB_TOKEN") ?? value(env, "GH_TOKEN");
  if (token !== undefined) return { type: "token", token };
  throw problem(
    "GIT001",
    "there are no credentials for GitHub",
    "set GITHUB_TOKEN, or GITHUB_APP_ID, GITHUB_APP_INSTALLATION_ID and GITHUB_APP_PRIVATE_KEY",
  );
}

function value(env: Env, name: string): string | undefined {
  const found = env[name];
  return found === undefined || found === "" ? undefined : found;
}
