import type { Req } from "../client";
import { newOrganization, post } from "../requests";

/** Where the objects of a case live, with organization and project of its own, as the official tests make them. */
export interface Place {
  /** Calls that make the organization and the project. */
  readonly given: readonly Req[];
  /** Scope in a query string. */
  readonly query: string;
  /** Scope in a body. */
  readonly fields: { readonly orgIdentifier?: string; readonly projectIdentifier?: string };
  /** Start of the `/v1` paths. */
  readonly v1: string;
  /** Scope as lines of YAML, each indented by two blanks. */
  readonly yaml: string;
}

export const inAccount: Place = { given: [], query: "", fields: {}, v1: "/v1", yaml: "" };

/** An organization with this identifier. */
export function inOrganization(id: string): Place {
  return {
    given: [newOrganization(id, { name: `${id}_updated` })],
    query: `orgIdentifier=${id}`,
    fields: { orgIdentifier: id },
    v1: `/v1/orgs/${id}`,
    yaml: `  orgIdentifier: ${id}\n`,
  };
}

/** A project in an organization, both with this identifier. */
export function inProject(id: string): Place {
  const organization = inOrganization(id);
  const project = { orgIdentifier: id, identifier: id, name: id, color: "#472848" };
  return {
    given: [...organization.given, post(`/ng/api/projects?${organization.query}`, { project })],
    query: `${organization.query}&projectIdentifier=${id}`,
    fields: { ...organization.fields, projectIdentifier: id },
    v1: `${organization.v1}/projects/${id}`,
    yaml: `${organization.yaml}  projectIdentifier: ${id}\n`,
  };
}
