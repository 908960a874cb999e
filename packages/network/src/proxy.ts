/** Which proxy a URL goes through, by the environment. Pure. */
import { BlockList, isIP } from "node:net";
import { problem } from "@harness-catalog/problems";
import { bare, isLoopback } from "./loopback";

type Env = Readonly<Record<string, string | undefined>>;

/** A proxy and where it is named. */
export interface Proxy {
  /** Its address without user and password, such as `http://proxy.company.com:3128`. */
  readonly address: string;
  /** Value of `Proxy-Authorization`; undefined without a user. A secret. */
  readonly authorization: string | undefined;
  /** Host, port and variable, for messages. */
  readonly shown: string;
}

/** Variables by scheme, first match first: the order of Go, whose tools run beside this program. */
const variables: Readonly<Record<string, readonly string[]>> = {
  "https:": ["HTTPS_PROXY", "https_proxy"],
  "http:": ["HTTP_PROXY", "http_proxy"],
};

/**
 * The proxy for a URL; undefined: none. The rules are those of Go (golang.org/x/net/http/httpproxy), so that this
 * program and the Go tools it runs agree.
 * @throws CatalogError NET001 when the variable holds no URL of a proxy
 */
export function proxyFor(url: URL, env: Env): Proxy | undefined {
  const variable = variables[url.protocol]?.find((name) => env[name]);
  if (variable === undefined || isLoopback(url.hostname)) return undefined;
  const list = env["NO_PROXY"] || env["no_proxy"] || "";
  if (isSpared(url, list)) return undefined;
  return proxyOf(variable, env[variable]!.trim());
}

/** True when the environment names a proxy for anything. */
export function namesProxy(env: Env): boolean {
  return Object.values(variables)
    .flat()
    .some((name) => env[name]);
}

/**
 * Whether a NO_PROXY list spares a URL. Entries: `*`; an address; a network (`10.0.0.0/8`); a name, which means itself
 * and all below it; `.name` or `*.name`, only what is below it. Each but a network may end with `:port`.
 */
export function isSpared(url: URL, list: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const [, network, bits] = /^([0-9a-f.:]+)\/(\d+)$/.exec(entry) ?? [];
  if (network !== undefined) return inNetwork(host, network, Number(bits));
  const { name, only } = splitPort(entry);
  if (only !== undefined && only !== port) return false;
  if (isIP(host) !== 0) return sameAddress(bare(name), host);
  const wanted = bare(name.replace(/^\*\./, "."));
  if (wanted.startsWith(".")) return host.endsWith(wanted);
  return wanted !== "" && (host === wanted || host.endsWith(`.${wanted}`));
}

/** `host:443`, `[::1]:443`, or either without a port; a bare IPv6 address has colons and no port. */
function splitPort(entry: string): { readonly name: string; readonly only: string | undefined } {
  if (isIP(entry) !== 0) return { name: entry, only: undefined };
  const [, name = entry, only] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry) ?? [];
  return { name, only };
}

function inNetwork(host: string, network: string, bits: number): boolean {
  const kind = isIP(network);
  if (kind === 0 || isIP(host) !== kind || bits > (kind === 4 ? 32 : 128)) return false;
  const family = kind === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(host, family);
}

function sameAddress(one: string, other: string): boolean {
  const kind = isIP(one);
  return kind !== 0 && inNetwork(other, one, kind === 4 ? 32 : 128);
}

function proxyOf(variable: string, value: string): Proxy {
  const text = value.includes("://") ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.hostname === "") {
    // The value may hold a password, so it is not quoted.
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1];
    const what = scheme === undefined || /^https?$/i.test(scheme) ? "no URL" : `a proxy of kind ${scheme}`;
    throw problem("NET001", `${variable} holds ${what}`, "write it as http://host:port; see docs/network.md");
  }
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const user = `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    address: `${url.protocol}//${url.hostname}:${port}`,
    authorization: user === ":" ? undefined : `Basic ${Buffer.from(user).toString("base64")}`,
    shown: `${url.hostname}:${port} (${variable})`,
  };
}

/** A password may hold a bare `%`. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
