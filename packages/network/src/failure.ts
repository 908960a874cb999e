/** Why a request got no answer, with the cure where the network and not the server is in the way. */
import type { Problem } from "@harness-catalog/problems";
import type { Proxy } from "./proxy";

type Env = Readonly<Record<string, string | undefined>>;

/** A request without an answer. Its message names no secret: no path, no query, no user of a proxy. */
export class NetworkFailure extends Error {
  constructor(
    /** What the system or the TLS library calls it, such as `ECONNREFUSED`. */
    readonly reason: string,
    /** True when nothing can have reached the server. */
    readonly unsent: boolean,
    /** True when the same again fails the same way until somebody changes a setting. */
    readonly lasting: boolean,
    message: string,
    /** Code and cure where it is a matter of proxies or certificates. */
    readonly known: Pick<Problem, "code" | "hint"> | undefined,
  ) {
    super(message);
    this.name = "NetworkFailure";
  }
}

/** Errors that come before anything was sent. */
const unconnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Codes of OpenSSL for a chain that ends at nobody this machine trusts (Node.js manual, "X509 certificate error codes"). */
const untrusted = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "CERT_UNTRUSTED",
]);

/** Certificates that no trust makes right. */
const wrongCertificate: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "it has expired",
  CERT_NOT_YET_VALID: "it is not valid yet; is the clock of this machine right?",
  ERR_TLS_CERT_ALTNAME_INVALID: "it is for another host",
  UND_ERR_PRX_TLS: "that of the proxy is for another host",
  CERT_REVOKED: "it was revoked",
};

/** Explains what `fetch` threw. Pure. */
export function failureOf(error: unknown, url: URL, proxy: Proxy | undefined, env: Env): NetworkFailure {
  const { code, message } = systemError(error);
  const way = proxy === undefined ? url.origin : `${url.origin} through the proxy ${proxy.shown}`;
  const refusal = proxy === undefined ? undefined : statusOfProxy(message);
  if (proxy !== undefined && refusal !== undefined) return refusedBy(proxy, refusal, url);
  if (untrusted.has(code)) {
    const what = `${way}: the certificate is of an authority that this machine does not trust: ${code}`;
    return new NetworkFailure(code, true, true, what, { code: "NET002", hint: trustHint(env) });
  }
  const wrong = Object.hasOwn(wrongCertificate, code) ? wrongCertificate[code] : undefined;
  if (wrong !== undefined) {
    const hint = "whoever runs that server or a proxy before it has to renew it";
    return new NetworkFailure(code, true, true, `${way}: the certificate cannot be used: ${wrong}`, {
      code: "NET002",
      hint,
    });
  }
  const unsent = unconnected.has(code);
  const known =
    proxy !== undefined && unsent
      ? { code: "NET001" as const, hint: `check the proxy and its variable; ${spare(url)}` }
      : undefined;
  return new NetworkFailure(code, unsent, false, `${way} failed: ${code}`, known);
}

/** The failure of a proxy that answers a request, or the wish for a tunnel, with this status. */
export function refusedBy(proxy: Proxy, status: number, url: URL): NetworkFailure {
  const words =
    status === 407
      ? "asks for a user and password, or refuses those given"
      : status === 403
        ? "does not let this host through"
        : "could not reach it";
  const hint =
    status === 407
      ? "write them as http://user:password@host:port, special characters as %XX"
      : `ask those who run the proxy; ${spare(url)}`;
  const message = `${url.origin}: the proxy ${proxy.shown} ${words}: ${status}`;
  return new NetworkFailure(String(status), true, status < 500, message, { code: "NET001", hint });
}

function spare(url: URL): string {
  return `where ${url.hostname} is reached without it, add that to NO_PROXY`;
}

function trustHint(env: Env): string {
  const file = env["NODE_EXTRA_CA_CERTS"];
  return file
    ? `is your company's authority in ${file}, which NODE_EXTRA_CA_CERTS names? See docs/network.md`
    : "set NODE_EXTRA_CA_CERTS to a PEM file with your company's authority; see docs/network.md";
}

/** undici says it in words only. */
function statusOfProxy(message: string): number | undefined {
  const found = /^Proxy response \((\d{3})\)|^Proxy Authentication Required \((407)\)/.exec(message);
  return found === null ? undefined : Number(found[1] ?? found[2]);
}

interface SystemError {
  readonly code?: unknown;
  readonly message?: string;
  readonly name?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** The system's code is on the innermost cause, or on the first of several when more addresses were tried. */
function systemError(error: unknown): { readonly code: string; readonly message: string } {
  let inner = asError(error);
  for (
    let next = inner.cause ?? inner.errors?.[0];
    next !== undefined;
    next = inner.cause ?? inner.errors?.[0]
  )
    inner = asError(next);
  const { code, message = "", name } = inner;
  return { code: typeof code === "string" ? code : message || name || "no reason given", message };
}

function asError(value: unknown): SystemError {
  return typeof value === "object" && value !== null ? value : { message: String(value) };
}
