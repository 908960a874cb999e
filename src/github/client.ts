/** The one client of GitHub's REST API: octokit with retries, for github.com, GitHub Enterprise or the local GitHub. */
import type { Octokit } from "@octokit/rest" with { "resolution-mode": "import" };
import { fetchFor, isLoopback, NetworkFailure } from "@harness-catalog/network";
import type { GitHubAccess } from "./credentials";
import { onGitHub } from "./failure";

/** One repository on GitHub. */
export interface GitHub {
  readonly owner: string;
  readonly repo: string;
  readonly octokit: Octokit;
  /** A token for git over HTTPS; that of an App lasts an hour. @throws CatalogError GIT003 */
  token(): Promise<string>;
}

/**
 * Opens a repository. Makes no call.
 * Calls that fail with 5xx, 429 or a secondary rate limit are repeated three times, with the wait GitHub asks for; writes
 * keep the distance GitHub asks for, except from a local GitHub.
 * @param env names the proxies
 */
export async function connect(
  access: GitHubAccess,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<GitHub> {
  const [{ Octokit }, { retry }, { throttling }, { createAppAuth }] = await Promise.all([
    import("@octokit/rest"),
    import("@octokit/plugin-retry"),
    import("@octokit/plugin-throttling"),
    import("@octokit/auth-app"),
  ]);
  const { credentials } = access;
  const again = (_wait: number, _options: unknown, _octokit: unknown, retries: number) => retries < 3;
  const octokit = new (Octokit.plugin(failAtOnce, retry, throttling))({
    baseUrl: access.apiUrl,
    userAgent: "harness-catalog",
    request: { fetch: fetchFor(env) },
    ...(credentials.type === "token"
      ? { auth: credentials.token }
      : {
          authStrategy: createAppAuth,
          auth: {
            appId: credentials.appId,
            installationId: credentials.installationId,
            privateKey: credentials.privateKey,
          },
        }),
    retry: { retryAfterBaseValue: access.retryUnit ?? 1000 },
    throttle: {
      enabled: !isLocal(access.apiUrl),
      onRateLimit: again,
      onSecondaryRateLimit: again,
      fallbackSecondaryRateRetryAfter: 30,
      retryAfterBaseValue: access.retryUnit ?? 1000,
    },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const [owner = "", repo = ""] = access.repository.split("/");
  return {
    owner,
    repo,
    octokit,
    token: () =>
      onGitHub("a token for git", async () => {
        const wanted = credentials.type === "token" ? undefined : { type: "installation" };
        return ((await octokit.auth(wanted)) as { token: string }).token;
      }),
  };
}

/** Hands a refusal of the proxy, or a certificate that is not trusted, past the repetitions, which would not mend it. */
function failAtOnce(octokit: { readonly hook: Octokit["hook"] }): void {
  octokit.hook.error("request", (error) => {
    throw error.cause instanceof NetworkFailure && error.cause.lasting ? error.cause : error;
  });
}

function isLocal(apiUrl: string): boolean {
  return isLoopback(new URL(apiUrl).hostname);
}
