import { CatalogError, problem } from "@harness-catalog/problems";
import { NetworkFailure } from "@harness-catalog/network";

/** What octokit throws: an error with the status of the answer. */
interface RequestFailure {
  readonly status?: number;
  readonly message: string;
  /** What `fetch` threw, where there is no answer; octokit then makes up a status 500. */
  readonly cause?: unknown;
}

const cures: Readonly<Record<number, string>> = {
  401: "the token is wrong or has expired: renew it",
  403: "the token may not do this: docs/github.md lists the permissions",
  404: "check the repository's name, and that the token may see it",
  422: "GitHub refuses these values",
};

/** Runs calls to GitHub; a failure becomes a problem with a cure. @throws CatalogError GIT003, NET001, NET002 */
export async function onGitHub<T>(what: string, calls: () => Promise<T>): Promise<T> {
  try {
    return await calls();
  } catch (error) {
    if (error instanceof CatalogError) throw error;
    const { status, message } = error as RequestFailure;
    const cause = error instanceof NetworkFailure ? error : (error as RequestFailure).cause;
    if (cause instanceof CatalogError) throw cause;
    if (cause instanceof NetworkFailure) {
      const { code, hint } = cause.known ?? { code: "GIT003", hint: "check the network and GITHUB_API_URL" };
      throw problem(code, `${what}: ${cause.message}`, hint);
    }
    const cure = status === undefined ? "check the network and GITHUB_API_URL" : cures[status];
    const said = status === undefined ? message : `${status} ${message}`;
    throw problem(
      "GIT003",
      `${what}: GitHub answers ${said}`,
      cure ?? "run the command again; nothing is done twice",
    );
  }
}

/** True for an answer of this status. */
export function hasStatus(error: unknown, status: number): boolean {
  return (error as RequestFailure).status === status;
}
