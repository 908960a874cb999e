/** Where an object lives, in the spellings of the API. */
import type { Query } from "../api/client";

/** Scope inputs of any resource. */
export interface Scoped {
  readonly orgId?: string | undefined;
  readonly projectId?: string | undefined;
}

/** Scope as query parameters of `/ng/api`, `/pipeline/api`, `/authz/api`, `/resourcegroup/api` and `/pm/api`. */
export function scopeQuery({ orgId, projectId }: Scoped): Query {
  return { orgIdentifier: orgId, projectIdentifier: projectId };
}

/** Scope as the members of a body. */
export function scopeBody({ orgId, projectId }: Scoped): {
  orgIdentifier?: string;
  projectIdentifier?: string;
} {
  return {
    ...(orgId === undefined ? {} : { orgIdentifier: orgId }),
    ...(projectId === undefined ? {} : { projectIdentifier: projectId }),
  };
}

/** Scope as the start of a `/v1` path. */
export function scopePath({ orgId, projectId }: Scoped): string {
  const org = orgId === undefined ? "" : `/orgs/${segment(orgId)}`;
  return `/v1${org}${projectId === undefined ? "" : `/projects/${segment(projectId)}`}`;
}

/** Scope as one text, for keys and messages: `org/project`, `org` or `account`. */
export function scopeName({ orgId, projectId }: Scoped): string {
  return [orgId ?? "account", ...(projectId === undefined ? [] : [projectId])].join("/");
}

/** A path segment, encoded. */
export function segment(value: string | undefined): string {
  return encodeURIComponent(value ?? "");
}
