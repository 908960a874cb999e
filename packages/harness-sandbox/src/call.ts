import type { Account } from "./account";
import type { Json } from "./entity";
import { isObject } from "./fields";
import { invalid } from "./refusal";
import { scopeOf, type Scope } from "./scope";

/** One request, read completely, so that handlers need not wait and a call is one indivisible step. */
export interface Call {
  readonly account: Account;
  readonly method: string;
  /** Path without the `/gateway` prefix. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly search: URLSearchParams;
  readonly header: (name: string) => string | undefined;
  /** The body as text, empty where there is none. */
  readonly body: string;
}

/** The answer of a handler. No `body` means no content. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A path parameter of the route. */
export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}

/** A query parameter; absent and empty are both undefined. */
export function query(call: Call, name: string): string | undefined {
  const value = call.search.get(name);
  return value === null || value === "" ? undefined : value;
}

/** @throws Refusal 400 when the query parameter is missing. */
export function requiredQuery(call: Call, name: string): string {
  const value = query(call, name);
  if (value === undefined) throw invalid(`query param ${name} must not be null`);
  return value;
}

export function isForced(call: Call): boolean {
  return query(call, "forceDelete") === "true";
}

/** Scope of a call of `/ng/api` and its relatives. @throws Refusal 400 for a project without an organization. */
export function queryScope(call: Call): Scope {
  return checkedScope(query(call, "orgIdentifier"), query(call, "projectIdentifier"));
}

/** Scope named inside a body. @throws Refusal 400 for a project without an organization. */
export function bodyScope(body: Json): Scope {
  return checkedScope(optionalText(body.orgIdentifier), optionalText(body.projectIdentifier));
}

/** Scope of a call of `/v1`, from its path. */
export function pathScope(call: Call): Scope {
  return scopeOf(call.params.org, call.params.project);
}

/** The body as a JSON object. @throws Refusal 400 when it is anything else. */
export function jsonBody(call: Call): Record<string, unknown> {
  const parsed = parseBody(call);
  if (!isObject(parsed)) throw invalid("the request body must be a JSON object");
  return parsed;
}

/** The body as a JSON object, or empty when there is no body at all. @throws Refusal 400 when it is anything else. */
export function optionalJsonBody(call: Call): Record<string, unknown> {
  return call.body.trim() === "" ? {} : jsonBody(call);
}

/** The body as a list of JSON objects. @throws Refusal 400 when it is anything else. */
export function jsonList(call: Call): Record<string, unknown>[] {
  const parsed = parseBody(call);
  if (!Array.isArray(parsed) || !parsed.every(isObject))
    throw invalid("the request body must be a list of objects");
  return parsed;
}

/** The body as a list of texts. @throws Refusal 400 when it is anything else. */
export function textList(call: Call): string[] {
  const parsed = parseBody(call);
  if (!Array.isArray(parsed) || parsed.some((item) => typeof item !== "string"))
    throw invalid("the request body must be a list of texts");
  return parsed as string[];
}

function parseBody(call: Call): unknown {
  try {
    return JSON.parse(call.body) as unknown;
  } catch {
    throw invalid("Unable to process JSON: the request body is not valid JSON");
  }
}

function checkedScope(org: string | undefined, project: string | undefined): Scope {
  if (org === undefined && project !== undefined) {
    throw invalid(`projectIdentifier [${project}] needs an orgIdentifier`);
  }
  return scopeOf(org, project);
}

function optionalText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
