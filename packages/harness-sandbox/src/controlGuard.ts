/**
 * Who may steer the account. Its control takes no key, so a page in the browser of the same machine could reach it: by a
 * form or a script of its own origin (CSRF), or under a name of its own that it points to 127.0.0.1 (DNS rebinding).
 */
import { BlockList, isIP } from "node:net";

/** What of a request the decision needs, from its headers. */
export interface Caller {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: how a browser sees page and target to each other (W3C Fetch Metadata). */
  readonly site: string | undefined;
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/**
 * Why a request is refused; undefined: it is not. Its `Host` must be a loopback address or `localhost`, with any port, as
 * a tunnel may change that. A browser sends `Origin` with everything but plain reads; it must be the page of this very
 * host. A read that a page of another origin or port causes is refused too, but not the address bar or a link.
 */
export function refusalOf({ host, origin, site }: Caller, isPage: boolean): string | undefined {
  if (host === undefined || !isLoopbackHost(host)) return "the sandbox answers under a loopback address only";
  if (origin !== undefined && origin !== `http://${host}`)
    return "the page of another origin may not do this";
  if (!isPage && site !== undefined && site !== "same-origin" && site !== "none") {
    return "the page of another site may not do this";
  }
  return undefined;
}

function isLoopbackHost(host: string): boolean {
  if (!URL.canParse(`http://${host}`)) return false;
  const url = new URL(`http://${host}`);
  // Anything but a host and a port would be read differently by somebody else.
  if (url.host !== host.toLowerCase() && url.host !== host.toLowerCase().replace(/:80$/, "")) return false;
  const name = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const kind = isIP(name);
  return kind === 0 ? name === "localhost" : loopback.check(name, kind === 4 ? "ipv4" : "ipv6");
}
