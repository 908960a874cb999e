/** What every route of the local GitHub gets, and how it refuses. */
import { HTTPException } from "hono/http-exception";
import type { Context } from "hono";
import type { Repository } from "./model";
import type { Store } from "./store";

/** What the server is put together from. */
export interface Parts {
  readonly store: Store;
  /** Who a token belongs to. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Logins of the members of each team, by `organization/slug`. */
  readonly teams: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called after a change that GitHub tells webhooks about. */
  readonly announce: (repository: string, event: string, payload: Readonly<Record<string, unknown>>) => void;
}

/** Variables of a request: who calls. */
export type Env = { Variables: { login: string } };

/** GitHub's body of a refusal. */
export interface RefusalBody {
  readonly message: string;
  readonly errors?: readonly Readonly<Record<string, unknown>>[];
}

/** A refusal as GitHub words it: `{message, errors, documentation_url}`. */
export function refusal(status: 401 | 404 | 405 | 409 | 422, body: RefusalBody): HTTPException {
  return new HTTPException(status, {
    res: Response.json(
      { ...body, documentation_url: "https://docs.github.com/rest", status: String(status) },
      { status },
    ),
  });
}

export const notFound = () => refusal(404, { message: "Not Found" });

/** Refuses a body in which a field is missing or breaks a rule. */
export function unprocessable(
  resource: string,
  field: string,
  code: string,
  message?: string,
): HTTPException {
  return refusal(422, {
    message: "Validation Failed",
    errors: [{ resource, field, code, ...(message === undefined ? {} : { message }) }],
  });
}

/** The repository `owner/name`. @throws a 404, as GitHub answers for what a token may not see */
export function repositoryNamed(parts: Parts, fullName: string): Repository {
  const found = parts.store.repository(fullName);
  if (found === undefined) throw notFound();
  return found;
}

/** The repository the path names. */
export function repositoryOf(parts: Parts, context: Context<Env>): Repository {
  const { owner, repo } = context.req.param() as { owner: string; repo: string };
  return repositoryNamed(parts, `${owner}/${repo}`);
}

/** The JSON object in the body. GitHub answers 400 to anything else. */
export async function bodyOf(context: Context<Env>): Promise<Record<string, unknown>> {
  const text = await context.req.text();
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new HTTPException(400, { res: Response.json({ message: "Problems parsing JSON" }, { status: 400 }) });
}

/** A required text of the body. */
export function textOf(body: Readonly<Record<string, unknown>>, field: string, resource: string): string {
  const value = body[field];
  if (typeof value !== "string" || value === "") throw unprocessable(resource, field, "missing_field");
  return value;
}

/**
 * One page of a list, with GitHub's `Link` header. 30 elements a page, at most 100.
 * @param key of the list in an answer that is an object; such answers also tell how many there are
 */
export function paged(context: Context<Env>, list: readonly unknown[], key?: string): Response {
  const url = new URL(context.req.url);
  const size = Math.min(100, Math.max(1, Number(url.searchParams.get("per_page") ?? 30) || 30));
  const page = Math.max(1, Number(url.searchParams.get("page") ?? 1) || 1);
  const headers: Record<string, string> = {};
  if (page * size < list.length) {
    url.searchParams.set("page", String(page + 1));
    headers["Link"] = `<${url.toString()}>; rel="next"`;
  }
  const elements = list.slice((page - 1) * size, page * size);
  const body = key === undefined ? elements : { total_count: list.length, [key]: elements };
  return Response.json(body, { headers });
}

/** The instant of a change, as GitHub writes it. */
export function instant(parts: Parts): string {
  return new Date(parts.now()).toISOString().replace(/\.\d+Z$/, "Z");
}
