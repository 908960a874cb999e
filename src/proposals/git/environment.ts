/** The environment git runs in: no prompts, no redirection by inherited variables, credentials for one host only. */
import { loopbackDirect } from "@harness-catalog/network";
import type { GitSettings } from "./run";

/** Git's own variables that make sense to inherit; all others (GIT_DIR, GIT_INDEX_FILE, …) would redirect it. */
const inherited = [
  "GIT_SSH",
  "GIT_SSH_COMMAND",
  "GIT_SSL_CAINFO",
  "GIT_SSL_CAPATH",
  "GIT_CONFIG_GLOBAL",
  "GIT_EXEC_PATH",
];

/** Secrets that git has no use for. */
const withheld = /TOKEN|SECRET|PASSWORD|PASSPHRASE|API_KEY|PRIVATE_KEY/i;

/**
 * Settings for a remote. A token, or the user and password in a URL, go to git as an HTTP header by `GIT_CONFIG_*`
 * variables, bound to the remote's origin: they stand in no command line, no file and no other host's request.
 *
 * @param token of a user or a GitHub App installation; used for http(s) remotes only
 */
export function gitSettings(
  remote: string,
  env: Readonly<Record<string, string | undefined>>,
  { token, timeoutMs = 60_000 }: { readonly token?: string | undefined; readonly timeoutMs?: number } = {},
): GitSettings {
  const origin = httpOrigin(remote);
  const login = token === undefined ? userOf(remote) : `x-access-token:${token}`;
  const basic = login === undefined ? "" : Buffer.from(login).toString("base64");
  const credentials: Record<string, string> =
    login === undefined || origin === undefined
      ? {}
      : {
          GIT_CONFIG_COUNT: "1",
          GIT_CONFIG_KEY_0: `http.${origin}/.extraHeader`,
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
        };
  return {
    env: { ...passedOn(env), ...loopbackDirect(env), ...quiet(env), ...credentials },
    timeoutMs,
    secrets: login === undefined ? [] : [login.slice(login.indexOf(":") + 1), basic],
  };
}

/** The remote without user and password, for command lines and files; one that is no http(s) URL stays as it is. */
export function withoutUser(remote: string): string {
  if (userOf(remote) === undefined) return remote;
  const url = new URL(remote);
  url.username = "";
  url.password = "";
  return url.href;
}

/** `user:password` of an http(s) URL. */
function userOf(remote: string): string | undefined {
  if (httpOrigin(remote) === undefined) return undefined;
  const { username, password } = new URL(remote);
  return username === "" && password === "" ? undefined : `${decoded(username)}:${decoded(password)}`;
}

/** A password may hold a bare `%`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function passedOn(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = Object.entries(env).filter(
    ([name, value]) =>
      value !== undefined && !withheld.test(name) && (!name.startsWith("GIT_") || inherited.includes(name)),
  );
  return Object.fromEntries(kept) as Record<string, string>;
}

function quiet(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return {
    GIT_TERMINAL_PROMPT: "0",
    GIT_ASKPASS: "",
    SSH_ASKPASS: "",
    GCM_INTERACTIVE: "never",
    GIT_SSH_COMMAND: env["GIT_SSH_COMMAND"] ?? "ssh -oBatchMode=yes",
    GIT_OPTIONAL_LOCKS: "0",
    LC_ALL: "C",
  };
}

function httpOrigin(remote: string): string | undefined {
  if (!/^https?:\/\//i.test(remote)) return undefined;
  return URL.canParse(remote) ? new URL(remote).origin : undefined;
}
