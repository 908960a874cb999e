/** How repositories, issues, pull requests and comments look in answers: the fields clients read. */
import type { Comment, Hook, Issue, PullPart, Repository } from "./model";

type View = Readonly<Record<string, unknown>>;

export function userView(login: string): View {
  return { login, type: login.endsWith("[bot]") ? "Bot" : "User" };
}

export function repositoryView(base: string, repository: Repository): View {
  const [owner = "", name = ""] = repository.fullName.split("/");
  const api = `${base}/repos/${repository.fullName}`;
  return {
    name,
    full_name: repository.fullName,
    owner: userView(owner),
    private: true,
    default_branch: repository.defaultBranch,
    url: api,
    html_url: `${base}/${repository.fullName}`,
    clone_url: `${base}/${repository.fullName}.git`,
    archive_url: `${api}/{archive_format}{/ref}`,
    trees_url: `${api}/git/trees{/sha}`,
    permissions: { admin: true, push: true, pull: true },
  };
}

export function commentView(base: string, repository: Repository, number: number, comment: Comment): View {
  return {
    id: comment.id,
    url: `${base}/repos/${repository.fullName}/issues/comments/${comment.id}`,
    html_url: `${base}/${repository.fullName}/issues/${number}#issuecomment-${comment.id}`,
    user: userView(comment.user),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}

export function issueView(base: string, repository: Repository, issue: Issue): View {
  const api = `${base}/repos/${repository.fullName}`;
  const kind = issue.pull === undefined ? "issues" : "pull";
  return {
    number: issue.number,
    url: `${api}/issues/${issue.number}`,
    html_url: `${base}/${repository.fullName}/${kind}/${issue.number}`,
    user: userView(issue.user),
    title: issue.title,
    body: issue.body,
    state: issue.state,
    labels: issue.labels.map((name) => ({ name })),
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    ...(issue.pull === undefined ? {} : { pull_request: { url: `${api}/pulls/${issue.number}` } }),
  };
}

/** @param commits what the two branches stand at; undefined for a branch that is gone */
export function pullView(
  base: string,
  repository: Repository,
  issue: Issue & { readonly pull: PullPart },
  commits: { readonly head?: string | undefined; readonly base?: string | undefined },
): View {
  const repo = repositoryView(base, repository);
  const [owner = ""] = repository.fullName.split("/");
  const { pull } = issue;
  const side = (ref: string, sha: string | undefined) => ({
    ref,
    sha: sha ?? null,
    label: `${owner}:${ref}`,
    user: userView(owner),
    repo,
  });
  const { pull_request: _self, ...shared } = issueView(base, repository, issue);
  return {
    ...shared,
    url: `${base}/repos/${repository.fullName}/pulls/${issue.number}`,
    draft: pull.draft,
    head: side(pull.head, commits.head ?? pull.lastHead),
    base: side(pull.base, commits.base),
    merged: pull.merge !== undefined,
    merged_at: pull.merge?.at ?? null,
    merged_by: pull.merge === undefined ? null : userView(pull.merge.by),
    merge_commit_sha: pull.merge?.commit ?? null,
  };
}

/** The secret never comes back. */
export function hookView(base: string, repository: Repository, hook: Hook): View {
  return {
    id: hook.id,
    type: "Repository",
    name: "web",
    active: true,
    events: hook.events,
    config: { url: hook.url, content_type: "json", secret: "********" },
    url: `${base}/repos/${repository.fullName}/hooks/${hook.id}`,
  };
}
