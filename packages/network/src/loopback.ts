/** This machine talking to itself: the engine, the provider, the sandbox. None of it may leave through a proxy. */
import { BlockList, isIP } from "node:net";

type Env = Readonly<Record<string, string | undefined>>;

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** True for `localhost`, names below it, 127.0.0.0/8 and ::1 (RFC 6761, RFC 1122, RFC 4291), with or without brackets. */
export function isLoopback(host: string): boolean {
  const name = bare(host);
  const kind = isIP(name);
  if (kind !== 0) return loopback.check(name, kind === 4 ? "ipv4" : "ipv6");
  return name === "localhost" || name.endsWith(".localhost");
}

/** A host in lower case, without the brackets of IPv6 and the dot of the root. */
export function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}

const proxyVariables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
const direct = ["localhost", "127.0.0.1", "::1"];

/**
 * The variables to add to an environment so that everything started in it spares the loopback, empty where no proxy is
 * named. curl (and so git) and the gRPC of Node.js send the loopback through a proxy unless NO_PROXY names it; the
 * latter reads the variables in lower case only, and `no_grpc_proxy` before `no_proxy` (its http_proxy.ts).
 */
export function loopbackDirect(env: Env): Record<string, string> {
  if (!proxyVariables.some((name) => env[name])) return {};
  const named = (env["NO_PROXY"] || env["no_proxy"] || "").split(",").map((entry) => entry.trim());
  const all = [...new Set([...named.filter((entry) => entry !== ""), ...direct])].join(",");
  const ofGrpc = env["no_grpc_proxy"];
  return {
    NO_PROXY: all,
    no_proxy: all,
    ...(ofGrpc ? { no_grpc_proxy: `${ofGrpc},${direct.join(",")}` } : {}),
  };
}
