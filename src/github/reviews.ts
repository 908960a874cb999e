/** Who has approved a pull request, who is in a team, and the word on a commit that follows from it. */
import type { GitHub } from "./client";
import { onGitHub } from "./failure";

/** A pull request as those who judge its approvals need it. */
export interface Approvals {
  readonly number: number;
  readonly head: string;
  readonly author: string;
  /** Logins of those whose last word is an approval of the commit at its head; never its author. */
  readonly approvers: readonly string[];
}

/**
 * Numbers of open pull requests that would bring a commit into a branch. One that ends in the same commit and goes elsewhere
 * shows its reviewers another difference: their word is none about this branch.
 * @throws CatalogError GIT003
 */
export function pullRequestsOf(
  { owner, repo, octokit }: GitHub,
  commit: string,
  branch: string,
): Promise<number[]> {
  return onGitHub(`pull requests of commit ${commit.slice(0, 7)}`, async () => {
    const query = { owner, repo, commit_sha: commit, per_page: 100 };
    const found = await octokit.paginate(octokit.rest.repos.listPullRequestsAssociatedWithCommit, query);
    return found
      .filter(({ state, head, base }) => state === "open" && head.sha === commit && base.ref === branch)
      .map(({ number }) => number);
  });
}

/**
 * Approvals of an older commit do not count: nobody has seen what came after it.
 * @param commit what is judged; the head of the pull request when it is left out
 * @throws CatalogError GIT003
 */
export function approvalsOf(
  { owner, repo, octokit }: GitHub,
  number: number,
  commit?: string,
): Promise<Approvals> {
  return onGitHub(`the reviews of pull request ${number}`, async () => {
    const place = { owner, repo, pull_number: number };
    const { data } = await octokit.rest.pulls.get(place);
    const reviews = await octokit.paginate(octokit.rest.pulls.listReviews, { ...place, per_page: 100 });
    const [head, author] = [commit ?? data.head.sha, data.user?.login ?? ""];
    const last = new Map<string, boolean>();
    // In the order in which they were given. A comment takes nothing back.
    for (const { user, state, commit_id: seen } of reviews) {
      if (user === null || state === "COMMENTED" || state === "PENDING") continue;
      last.set(user.login, state === "APPROVED" && seen === head);
    }
    const approvers = [...last].flatMap(([login, approves]) => (approves && login !== author ? [login] : []));
    return { number, head, author, approvers };
  });
}

/** Logins of a team's members. Needs an App or token that may read the organization's members. @throws CatalogError GIT003 */
export function membersOf({ octokit }: GitHub, org: string, slug: string): Promise<string[]> {
  return onGitHub(`the members of @${org}/${slug}`, async () => {
    const query = { org, team_slug: slug, per_page: 100 };
    const members = await octokit.paginate(octokit.rest.teams.listMembersInOrg, query);
    return members.map(({ login }) => login);
  });
}

/** What a commit's status says. */
export interface Status {
  readonly context: string;
  readonly state: "success" | "pending" | "failure";
  /** Cut to the 140 characters that GitHub takes. */
  readonly description: string;
}

/** Puts a status on a commit; the last one of a context counts. @throws CatalogError GIT003 */
export function putStatus({ owner, repo, octokit }: GitHub, sha: string, status: Status): Promise<void> {
  const { context, state } = status;
  const description =
    status.description.length > 140 ? `${status.description.slice(0, 139)}…` : status.description;
  return onGitHub(`the status ${context} of ${sha.slice(0, 7)}`, async () => {
    await octokit.rest.repos.createCommitStatus({ owner, repo, sha, context, state, description });
  });
}
