/** One issue of ours a subject (such as the drift of a stack), found again by its author and a marker. */
import type { GitHub } from "./client";
import { onGitHub } from "./failure";
import { ownTexts } from "./viewer";

/** What an issue is to say. */
export interface IssueText {
  /** An HTML comment; put in front of `body`. */
  readonly marker: string;
  readonly title: string;
  readonly body: string;
  /** Labels it has; the first one is what it is looked up by. */
  readonly labels: readonly [string, ...string[]];
}

/** What became of an issue. */
export interface IssueOutcome {
  readonly number: number;
  readonly url: string;
  readonly done: "created" | "updated" | "unchanged" | "closed";
}

/** Opens the issue of a subject, or brings the open one up to date. @throws CatalogError GIT003 */
export function putIssue(github: GitHub, { marker, title, body, labels }: IssueText): Promise<IssueOutcome> {
  const { owner, repo, octokit } = github;
  const text = `${marker}\n${body}`;
  return onGitHub(`the issue "${title}"`, async () => {
    const found = await findOpen(github, marker, labels[0]);
    if (found === undefined) {
      const { data } = await octokit.rest.issues.create({
        owner,
        repo,
        title,
        body: text,
        labels: [...labels],
      });
      return { number: data.number, url: data.html_url, done: "created" };
    }
    const { number, html_url: url } = found;
    if (found.title === title && found.body === text) return { number, url, done: "unchanged" };
    await octokit.rest.issues.update({ owner, repo, issue_number: number, title, body: text });
    return { number, url, done: "updated" };
  });
}

/** Closes the open issue of a subject, with a last comment. Undefined when there is none. @throws CatalogError GIT003 */
export function closeIssue(
  github: GitHub,
  { marker, labels }: Pick<IssueText, "marker" | "labels">,
  comment: string,
): Promise<IssueOutcome | undefined> {
  const { owner, repo, octokit } = github;
  return onGitHub("closing an issue", async () => {
    const found = await findOpen(github, marker, labels[0]);
    if (found === undefined) return undefined;
    const place = { owner, repo, issue_number: found.number };
    await octokit.rest.issues.createComment({ ...place, body: comment });
    await octokit.rest.issues.update({ ...place, state: "closed" });
    return { number: found.number, url: found.html_url, done: "closed" };
  });
}

/** Only ours: an issue of somebody else that looks like it changes nothing. */
async function findOpen(github: GitHub, marker: string, label: string) {
  const { owner, repo, octokit } = github;
  const query = { owner, repo, state: "open", labels: label, per_page: 100 } as const;
  const all = await octokit.paginate(octokit.rest.issues.listForRepo, query);
  const isOurs = await ownTexts(github);
  return all.find(
    ({ user, pull_request: pull, body }) => pull === undefined && isOurs(user) && body?.startsWith(marker),
  );
}
