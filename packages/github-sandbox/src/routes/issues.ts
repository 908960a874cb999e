/** Issues and the comments of issues and pull requests. */
import type { Context, Hono } from "hono";
import {
  bodyOf,
  instant,
  notFound,
  paged,
  repositoryOf,
  textOf,
  unprocessable,
  type Env,
  type Parts,
} from "../call";
import type { Comment, Issue, Repository } from "../model";
import { commentView, issueView } from "../views";

/** GitHub's limit of a comment or issue. */
const maxBody = 65_536;

export function issueRoutes(app: Hono<Env>, parts: Parts): void {
  const base = "/repos/:owner/:repo/issues";
  const origin = (context: Context<Env>) => new URL(context.req.url).origin;

  app.post(base, async (context) => {
    const repository = repositoryOf(parts, context);
    const body = await bodyOf(context);
    const at = instant(parts);
    const issue: Issue = {
      number: repository.nextNumber,
      user: context.get("login"),
      createdAt: at,
      updatedAt: at,
      title: textOf(body, "title", "Issue"),
      body: bodyText(body, "Issue") ?? "",
      state: "open",
      labels: labelsOf(body) ?? [],
      comments: [],
    };
    parts.store.putIssue(repository.fullName, issue);
    return context.json(issueView(origin(context), repository, issue), 201);
  });

  app.get(base, (context) => {
    const repository = repositoryOf(parts, context);
    const { state = "open", labels, creator } = context.req.query();
    const wanted = labels?.split(",") ?? [];
    const found = Object.values(repository.issues)
      .filter((issue) => state === "all" || issue.state === state)
      .filter((issue) => wanted.every((label) => issue.labels.includes(label)))
      .filter((issue) => creator === undefined || issue.user === creator)
      .sort((a, b) => b.number - a.number);
    return paged(
      context,
      found.map((issue) => issueView(origin(context), repository, issue)),
    );
  });

  app.get(`${base}/:number{[0-9]+}`, (context) => {
    const repository = repositoryOf(parts, context);
    return context.json(issueView(origin(context), repository, issueOf(repository, context)));
  });

  app.patch(`${base}/:number{[0-9]+}`, async (context) => {
    const repository = repositoryOf(parts, context);
    const issue = issueOf(repository, context);
    const body = await bodyOf(context);
    const changed: Issue = {
      ...issue,
      title: typeof body["title"] === "string" ? body["title"] : issue.title,
      body: bodyText(body, "Issue") ?? issue.body,
      state: body["state"] === "closed" || body["state"] === "open" ? body["state"] : issue.state,
      labels: labelsOf(body) ?? issue.labels,
      updatedAt: instant(parts),
    };
    parts.store.putIssue(repository.fullName, changed);
    return context.json(issueView(origin(context), repository, changed));
  });

  app.get(`${base}/:number{[0-9]+}/comments`, (context) => {
    const repository = repositoryOf(parts, context);
    const issue = issueOf(repository, context);
    const views = issue.comments.map((one) => commentView(origin(context), repository, issue.number, one));
    return paged(context, views);
  });

  app.post(`${base}/:number{[0-9]+}/comments`, async (context) => {
    const repository = repositoryOf(parts, context);
    const issue = issueOf(repository, context);
    const text = bodyText(await bodyOf(context), "IssueComment") ?? "";
    if (text === "") throw unprocessable("IssueComment", "body", "missing_field");
    const at = instant(parts);
    const id = parts.store.takeId();
    const comment: Comment = { id, user: context.get("login"), createdAt: at, updatedAt: at, body: text };
    parts.store.putIssue(repository.fullName, { ...issue, comments: [...issue.comments, comment] });
    return context.json(commentView(origin(context), repository, issue.number, comment), 201);
  });

  app.patch(`${base}/comments/:id`, async (context) => {
    const repository = repositoryOf(parts, context);
    const { issue, comment } = commentOf(repository, context);
    const text = bodyText(await bodyOf(context), "IssueComment") ?? comment.body;
    const changed: Comment = { ...comment, body: text, updatedAt: instant(parts) };
    const comments = issue.comments.map((one) => (one.id === comment.id ? changed : one));
    parts.store.putIssue(repository.fullName, { ...issue, comments });
    return context.json(commentView(origin(context), repository, issue.number, changed));
  });

  app.delete(`${base}/comments/:id`, (context) => {
    const repository = repositoryOf(parts, context);
    const { issue, comment } = commentOf(repository, context);
    const comments = issue.comments.filter((one) => one.id !== comment.id);
    parts.store.putIssue(repository.fullName, { ...issue, comments });
    return context.body(null, 204);
  });
}

function bodyText(body: Readonly<Record<string, unknown>>, resource: string): string | undefined {
  const text = body["body"];
  if (typeof text !== "string") return undefined;
  if (text.length > maxBody) {
    throw unprocessable(resource, "body", "custom", `body is too long (maximum is ${maxBody} characters)`);
  }
  return text;
}

function labelsOf(body: Readonly<Record<string, unknown>>): string[] | undefined {
  const labels = body["labels"];
  return Array.isArray(labels)
    ? labels.filter((label): label is string => typeof label === "string")
    : undefined;
}

function issueOf(repository: Repository, context: Context<Env>): Issue {
  const issue = repository.issues[context.req.param("number") ?? ""];
  if (issue === undefined) throw notFound();
  return issue;
}

function commentOf(repository: Repository, context: Context<Env>): { issue: Issue; comment: Comment } {
  const id = Number(context.req.param("id"));
  for (const issue of Object.values(repository.issues)) {
    const comment = issue.comments.find((one) => one.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}
