/** Reviews of pull requests, members of teams, and statuses of commits. */
import type { Hono } from "hono";
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
import type { CommitStatus, Repository, Review } from "../model";
import { pullView, repositoryView, userView } from "../views";
import { pullOf, pullsOf } from "./pulls";

const verdicts: Readonly<Record<string, Review["state"]>> = {
  APPROVE: "APPROVED",
  REQUEST_CHANGES: "CHANGES_REQUESTED",
  COMMENT: "COMMENTED",
};
const states = ["error", "failure", "pending", "success"] as const;

export function reviewRoutes(app: Hono<Env>, parts: Parts): void {
  const reviews = "/repos/:owner/:repo/pulls/:number/reviews";

  app.post(reviews, async (context) => {
    const repository = repositoryOf(parts, context);
    const pull = pullOf(repository, context);
    const body = await bodyOf(context);
    const state = verdicts[textOf(body, "event", "PullRequestReview")];
    if (state === undefined) throw unprocessable("PullRequestReview", "event", "invalid");
    const user = context.get("login");
    // GitHub: "Can not approve your own pull request".
    if (user === pull.user && state !== "COMMENTED")
      throw refusal(422, { message: "Can not approve your own pull request" });
    const dir = parts.store.gitDir(repository.fullName);
    const commit = (await resolveName(dir, `refs/heads/${pull.pull.head}`)) ?? "";
    const review: Review = { id: parts.store.takeId(), user, state, commit, at: instant(parts) };
    const kept = [...(pull.pull.reviews ?? []), review];
    parts.store.putIssue(repository.fullName, { ...pull, pull: { ...pull.pull, reviews: kept } });
    return context.json(reviewView(review));
  });

  app.get(reviews, (context) => {
    const { pull } = pullOf(repositoryOf(parts, context), context);
    return paged(context, (pull.reviews ?? []).map(reviewView));
  });

  app.get("/orgs/:org/teams/:team/members", (context) => {
    const { org, team } = context.req.param();
    const members = parts.teams[`${org}/${team}`];
    if (members === undefined) throw notFound();
    return paged(context, members.map(userView));
  });

  app.get("/repos/:owner/:repo/commits/:sha/pulls", async (context) => {
    const repository = repositoryOf(parts, context);
    const dir = parts.store.gitDir(repository.fullName);
    const base = new URL(context.req.url).origin;
    const views = await Promise.all(
      pullsOf(repository).map(async (pull) => {
        const head = pull.pull.lastHead ?? (await resolveName(dir, `refs/heads/${pull.pull.head}`));
        return head === context.req.param("sha") ? [pullView(base, repository, pull, { head })] : [];
      }),
    );
    return paged(context, views.flat());
  });

  app.post("/repos/:owner/:repo/statuses/:sha", async (context) => {
    const repository = repositoryOf(parts, context);
    const body = await bodyOf(context);
    const state = states.find((each) => each === textOf(body, "state", "Status"));
    if (state === undefined) throw unprocessable("Status", "state", "invalid");
    const description = typeof body["description"] === "string" ? body["description"] : "";
    if (description.length > 140) throw unprocessable("Status", "description", "custom", "is too long");
    const status: CommitStatus = {
      sha: context.req.param("sha"),
      context: typeof body["context"] === "string" ? body["context"] : "default",
      state,
      description,
      user: context.get("login"),
      at: instant(parts),
    };
    parts.store.put({ ...repository, statuses: [status, ...(repository.statuses ?? [])] });
    return context.json(statusView(status), 201);
  });

  /** Those of a commit, the newest first. */
  const statusesOf = async (repository: Repository, name: string) => {
    const sha = (await resolveName(parts.store.gitDir(repository.fullName), `${name}^{commit}`)) ?? name;
    return { sha, own: (repository.statuses ?? []).filter((status) => status.sha === sha) };
  };

  app.get("/repos/:owner/:repo/commits/:sha/statuses", async (context) => {
    const { own } = await statusesOf(repositoryOf(parts, context), context.req.param("sha"));
    return paged(
      context,
      own.map((status) => ({ ...statusView(status), creator: userView(status.user) })),
    );
  });

  app.get("/repos/:owner/:repo/commits/:sha/status", async (context) => {
    const repository = repositoryOf(parts, context);
    const { sha, own } = await statusesOf(repository, context.req.param("sha"));
    const last = own.filter(
      (status, index) => own.findIndex((each) => each.context === status.context) === index,
    );
    return context.json({
      sha,
      state: combined(last),
      statuses: last.map(statusView),
      total_count: last.length,
      repository: repositoryView(new URL(context.req.url).origin, repository),
    });
  });
}

/** GitHub: failure if any context failed, pending if there is none or one is pending, else success. */
function combined(statuses: readonly CommitStatus[]): string {
  if (statuses.some(({ state }) => state === "error" || state === "failure")) return "failure";
  return statuses.length === 0 || statuses.some(({ state }) => state === "pending") ? "pending" : "success";
}

function reviewView({ id, user, state, commit, at }: Review) {
  return { id, user: userView(user), state, commit_id: commit, submitted_at: at, body: "" };
}

function statusView({ context, state, description, at }: CommitStatus) {
  return { context, state, description, created_at: at };
}
