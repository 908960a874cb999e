/** Pull requests: opened, listed, changed and merged with real git. */
import type { Context, Hono } from "hono";
import {
  bodyOf,
  instant,
  notFound,
  paged,
  refusal,
  repositoryOf,
  textOf,
  unprocessable,
  type Env,
  type Parts,
} from "../call";
import { resolveName } from "../git";
import { merge, mergeMethods, type MergeMethod } from "../merge";
import type { Issue, PullPart, Repository } from "../model";
import { pullView } from "../views";

/** An issue that is a pull request. */
export type Pull = Issue & { readonly pull: PullPart };

export function pullRoutes(app: Hono<Env>, parts: Parts): void {
  const base = "/repos/:owner/:repo/pulls";
  const view = async (context: Context<Env>, repository: Repository, pull: Pull) => {
    const dir = parts.store.gitDir(repository.fullName);
    const commits = {
      head: pull.pull.lastHead ?? (await resolveName(dir, `refs/heads/${pull.pull.head}`)),
      base: await resolveName(dir, `refs/heads/${pull.pull.base}`),
    };
    return pullView(new URL(context.req.url).origin, repository, pull, commits);
  };
  const answer = async (context: Context<Env>, action: string, pull: Pull, status: 200 | 201 = 200) => {
    const repository = repositoryOf(parts, context);
    parts.store.putIssue(repository.fullName, pull);
    const shown = await view(context, repository, pull);
    parts.announce(repository.fullName, "pull_request", { action, number: pull.number, pull_request: shown });
    return context.json(shown, status);
  };

  app.post(base, async (context) => {
    const repository = repositoryOf(parts, context);
    const body = await bodyOf(context);
    const title = textOf(body, "title", "PullRequest");
    const head = textOf(body, "head", "PullRequest").replace(/^[^:]*:/, "");
    const into = textOf(body, "base", "PullRequest");
    await assertBranches(parts.store.gitDir(repository.fullName), head, into);
    const twin = pullsOf(repository).find(
      ({ pull, state }) => state === "open" && pull.head === head && pull.base === into,
    );
    if (twin !== undefined) {
      const message = `A pull request already exists for ${repository.fullName.split("/")[0]}:${head}.`;
      throw refusal(422, {
        message: "Validation Failed",
        errors: [{ resource: "PullRequest", code: "custom", message }],
      });
    }
    const at = instant(parts);
    const pull: Pull = {
      number: repository.nextNumber,
      user: context.get("login"),
      createdAt: at,
      updatedAt: at,
      title,
      body: typeof body["body"] === "string" ? body["body"] : "",
      state: "open",
      labels: [],
      comments: [],
      pull: { head, base: into, draft: body["draft"] === true },
    };
    return answer(context, "opened", pull, 201);
  });

  app.get(base, async (context) => {
    const repository = repositoryOf(parts, context);
    const { state = "open", head, base: into } = context.req.query();
    const wantedHead = head?.replace(/^[^:]*:/, "");
    const found = pullsOf(repository)
      .filter((one) => state === "all" || one.state === state)
      .filter(({ pull }) => wantedHead === undefined || pull.head === wantedHead)
      .filter(({ pull }) => into === undefined || pull.base === into)
      .sort((a, b) => b.number - a.number);
    return paged(context, await Promise.all(found.map((one) => view(context, repository, one))));
  });

  app.get(`${base}/:number`, async (context) => {
    const repository = repositoryOf(parts, context);
    return context.json(await view(context, repository, pullOf(repository, context)));
  });

  app.patch(`${base}/:number`, async (context) => {
    const pull = pullOf(repositoryOf(parts, context), context);
    const body = await bodyOf(context);
    const state = body["state"] === "closed" || body["state"] === "open" ? body["state"] : pull.state;
    const changed: Pull = {
      ...pull,
      state,
      title: typeof body["title"] === "string" ? body["title"] : pull.title,
      body: typeof body["body"] === "string" ? body["body"] : pull.body,
      updatedAt: instant(parts),
    };
    const action = state === pull.state ? "edited" : state === "closed" ? "closed" : "reopened";
    return answer(context, action, changed);
  });

  app.put(`${base}/:number/merge`, async (context) => {
    const repository = repositoryOf(parts, context);
    const pull = pullOf(repository, context);
    const body = await bodyOf(context);
    const method = (body["merge_method"] ?? "merge") as MergeMethod;
    if (!mergeMethods.includes(method)) throw unprocessable("PullRequest", "merge_method", "invalid");
    if (pull.state === "closed") throw refusal(405, { message: "Pull Request is not mergeable" });
    const dir = parts.store.gitDir(repository.fullName);
    const head = await resolveName(dir, `refs/heads/${pull.pull.head}`);
    if (typeof body["sha"] === "string" && body["sha"] !== head) {
      throw refusal(409, { message: "Head branch was modified. Review and try the merge again." });
    }
    const at = instant(parts);
    const login = context.get("login");
    const commit = await merge(dir, {
      ...pull.pull,
      number: pull.number,
      title: pull.title,
      method,
      login,
      at,
    });
    if (commit === undefined || head === undefined)
      throw refusal(405, { message: "Pull Request is not mergeable" });
    const done: PullPart = { ...pull.pull, lastHead: head, merge: { at, commit, by: login } };
    await answer(context, "closed", { ...pull, state: "closed", updatedAt: at, pull: done });
    return context.json({ sha: commit, merged: true, message: "Pull Request successfully merged" });
  });
}

async function assertBranches(dir: string, head: string, base: string): Promise<void> {
  const [from, into] = [
    await resolveName(dir, `refs/heads/${head}`),
    await resolveName(dir, `refs/heads/${base}`),
  ];
  if (from === undefined) throw unprocessable("PullRequest", "head", "invalid");
  if (into === undefined) throw unprocessable("PullRequest", "base", "invalid");
  if (from === into) {
    throw unprocessable("PullRequest", "base", "custom", `No commits between ${base} and ${head}`);
  }
}

/** Every pull request of a repository. */
export function pullsOf(repository: Repository): Pull[] {
  return Object.values(repository.issues).filter((issue): issue is Pull => issue.pull !== undefined);
}

/** The pull request the path names. */
export function pullOf(repository: Repository, context: Context<Env>): Pull {
  const issue = repository.issues[context.req.param("number") ?? ""];
  if (issue?.pull === undefined) throw notFound();
  return issue as Pull;
}
