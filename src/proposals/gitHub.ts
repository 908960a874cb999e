/** Pull requests on GitHub, as proposals need them. */
import { findPullRequest, openPullRequest, type GitHub } from "../github";
import type { PullRequest, PullRequests } from "./pullRequests";

/** Every call throws CatalogError GIT003 when GitHub refuses or cannot be reached. */
export function pullRequestsOn(github: GitHub): PullRequests {
  return {
    newest: async (branch) => {
      const found = await findPullRequest(github, branch, "all");
      return found === undefined ? undefined : read(found);
    },
    open: async ({ branch, base, title, body }) =>
      read(await openPullRequest(github, { head: branch, base, title, body })),
  };
}

function read(found: NonNullable<Awaited<ReturnType<typeof findPullRequest>>>): PullRequest {
  const { number, url, merged, headCommit, state } = found;
  return { number, url, state: merged ? "merged" : state, head: headCommit };
}
