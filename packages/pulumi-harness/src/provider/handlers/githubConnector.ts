import { type InputsOf, specs } from "../../sdk/spec";
import { compact } from "../values";
import { connector } from "./connector";
import type { Json } from "./lists";

type Inputs = InputsOf<typeof specs.githubConnector>;

/** A type and what belongs to it, as the API nests choices. */
interface Choice {
  readonly type?: string;
  readonly spec?: Json | null;
}

export const githubConnector = connector(specs.githubConnector, {
  type: "Github",
  toSpec: (inputs) => ({
    url: inputs.url,
    validationRepo: inputs.validationRepo,
    authentication: authenticationOf(inputs.credentials),
    apiAccess: apiAccessOf(inputs.apiAuthentication),
    delegateSelectors: inputs.delegateSelectors,
    executeOnDelegate: inputs.executeOnDelegate,
    type: inputs.connectionType,
  }),
  fromSpec: (spec) => ({
    url: spec["url"],
    validationRepo: spec["validationRepo"],
    connectionType: spec["type"],
    credentials: credentialsFrom(spec["authentication"] as Choice | undefined),
    apiAuthentication: apiFrom(spec["apiAccess"] as Choice | undefined),
    delegateSelectors: spec["delegateSelectors"],
    executeOnDelegate: spec["executeOnDelegate"],
  }),
});

function authenticationOf({ http, ssh }: Inputs["credentials"]): object {
  if (ssh !== undefined) return { type: "Ssh", spec: { sshKeyRef: ssh.sshKeyRef } };
  if (http?.githubApp !== undefined)
    return { type: "Http", spec: { type: "GithubApp", spec: http.githubApp } };
  if (http?.anonymouses !== undefined) return { type: "Http", spec: { type: "Anonymous", spec: null } };
  const { username, usernameRef, tokenRef } = http ?? {};
  return { type: "Http", spec: { type: "UsernameToken", spec: { username, usernameRef, tokenRef } } };
}

function apiAccessOf(api: Inputs["apiAuthentication"]): object | undefined {
  if (api === undefined) return undefined;
  if (api.githubApp !== undefined) return { type: "GithubApp", spec: api.githubApp };
  return { type: "Token", spec: { tokenRef: api.tokenRef } };
}

function credentialsFrom(authentication: Choice | undefined): object | undefined {
  if (authentication === undefined) return undefined;
  if (authentication.type === "Ssh") return { ssh: compact(authentication.spec ?? {}) };
  const http = (authentication.spec ?? {}) as Choice;
  if (http.type === "Anonymous") return { http: { anonymouses: [{}] } };
  if (http.type === "GithubApp") return { http: { githubApp: compact(http.spec ?? {}) } };
  return { http: compact(http.spec ?? {}) };
}

function apiFrom(api: Choice | undefined): object | undefined {
  if (api === undefined || api === null) return undefined;
  return api.type === "GithubApp" ? { githubApp: compact(api.spec ?? {}) } : compact(api.spec ?? {});
}
