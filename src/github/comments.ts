/** One comment of ours on a pull request, found again by its author and a marker that people do not see. */
import type { GitHub } from "./client";
import { onGitHub } from "./failure";
import { ownTexts } from "./viewer";

/** What became of a comment. */
export interface CommentOutcome {
  readonly url: string;
  readonly done: "created" | "updated" | "unchanged";
}

/**
 * Writes the comment that carries `marker`: the first one of ours that starts with it is changed, further ones are
 * deleted, and without one it is created. What others wrote is left alone, marker or not.
 * @param marker an HTML comment such as `<!-- harness-catalog plan dev -->`; put in front of `body`
 * @throws CatalogError GIT003
 */
export function putComment(
  github: GitHub,
  number: number,
  marker: string,
  body: string,
): Promise<CommentOutcome> {
  const { owner, repo, octokit } = github;
  const text = `${marker}\n${body}`;
  return onGitHub(`the comment on pull request ${number}`, async () => {
    const place = { owner, repo, issue_number: number };
    const all = await octokit.paginate(octokit.rest.issues.listComments, { ...place, per_page: 100 });
    const isOurs = await ownTexts(github);
    const [first, ...extra] = all.filter(({ user, body }) => isOurs(user) && body?.startsWith(marker));
    for (const { id } of extra) await octokit.rest.issues.deleteComment({ owner, repo, comment_id: id });
    if (first === undefined) {
      const { data } = await octokit.rest.issues.createComment({ ...place, body: text });
      return { url: data.html_url, done: "created" };
    }
    if (first.body === text) return { url: first.html_url, done: "unchanged" };
    const { data } = await octokit.rest.issues.updateComment({
      owner,
      repo,
      comment_id: first.id,
      body: text,
    });
    return { url: data.html_url, done: "updated" };
  });
}
