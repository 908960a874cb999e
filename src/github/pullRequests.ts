/** Pull requests of one repository. Every write looks first, so that doing it again changes nothing. */
import type { GitHub } from "./client";
import { hasStatus, onGitHub } from "./failure";

/** What a pull request is to say. */
export interface PullRequestText {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
}

/** A pull request as GitHub has it. */
export interface PullRequest extends PullRequestText {
  readonly number: number;
  /** For people. */
  readonly url: string;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly headCommit: string;
}

/** The newest pull request from a branch; undefined when there is none. @throws CatalogError GIT003 */
export function findPullRequest(
  github: GitHub,
  head: string,
  state: "open" | "all" = "open",
): Promise<PullRequest | undefined> {
  const { owner, repo, octokit } = github;
  return onGitHub(`pull requests of ${owner}/${repo}`, async () => {
    const { data } = await octokit.rest.pulls.list({
      owner,
      repo,
      state,
      head: `${owner}:${head}`,
      per_page: 1,
    });
    return data[0] === undefined ? undefined : read(data[0]);
  });
}

/**
 * Opens a pull request. One that is open already for the branch gets the title and body where they differ.
 * @returns the pull request, and whether it is new
 * @throws CatalogError GIT003
 */
export async function openPullRequest(
  github: GitHub,
  text: PullRequestText,
): Promise<PullRequest & { readonly isNew: boolean }> {
  const found = await findPullRequest(github, text.head);
  if (found !== undefined) return { ...(await rewrite(github, found, text)), isNew: false };
  const { owner, repo, octokit } = github;
  try {
    const { data } = await octokit.rest.pulls.create({ owner, repo, ...text });
    return { ...read(data), isNew: true };
  } catch (error) {
    // Somebody was faster, or the first try was carried out and its answer was lost.
    const other = hasStatus(error, 422) ? await findPullRequest(github, text.head) : undefined;
    if (other !== undefined) return { ...(await rewrite(github, other, text)), isNew: false };
    return onGitHub(`opening a pull request for ${text.head}`, () => Promise.reject(error as Error));
  }
}

/** Closes a pull request without merging it. @throws CatalogError GIT003 */
export function closePullRequest(github: GitHub, number: number): Promise<PullRequest> {
  const { owner, repo, octokit } = github;
  return onGitHub(`closing pull request ${number}`, async () =>
    read((await octokit.rest.pulls.update({ owner, repo, pull_number: number, state: "closed" })).data),
  );
}

async function rewrite(
  github: GitHub,
  found: PullRequest,
  { title, body }: PullRequestText,
): Promise<PullRequest> {
  if (found.title === title && found.body === body) return found;
  const { owner, repo, octokit } = github;
  return onGitHub(`changing pull request ${found.number}`, async () =>
    read((await octokit.rest.pulls.update({ owner, repo, pull_number: found.number, title, body })).data),
  );
}

function read(data: {
  number: number;
  html_url: string;
  state: string;
  title: string;
  body: string | null;
  merged_at: string | null;
  head: { ref: string; sha: string };
  base: { ref: string };
}): PullRequest {
  return {
    number: data.number,
    url: data.html_url,
    state: data.state === "open" ? "open" : "closed",
    merged: data.merged_at !== null,
    title: data.title,
    body: data.body ?? "",
    head: data.head.ref,
    headCommit: data.head.sha,
    base: data.base.ref,
  };
}
