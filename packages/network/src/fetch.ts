/** The one way out by HTTP: the `fetch` of provider, GitHub client and commands, through the proxies the environment names. */
import type { Dispatcher } from "undici";
import { CatalogError } from "@harness-catalog/problems";
import { failureOf, refusedBy } from "./failure";
import { namesProxy, proxyFor } from "./proxy";

type Env = Readonly<Record<string, string | undefined>>;
type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` for an environment. Without a proxy it is that of Node.js; otherwise that of undici, since the one of
 * Node.js knows no proxy before version 24 and spares the loopback in none. Certificates are checked as Node.js does,
 * with those of NODE_EXTRA_CA_CERTS.
 *
 * It throws a {@link NetworkFailure} where there is no answer, CatalogError NET001 where a variable names no proxy, and
 * the signal's reason when that is aborted.
 */
export function fetchFor(env: Env): Fetch {
  let opened: Promise<Fetch> | undefined;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const proxy = proxyFor(url, env);
    try {
      opened ??= namesProxy(env) ? throughProxies(env) : Promise.resolve(globalThis.fetch);
      const response = await (await opened)(input, init);
      if (proxy !== undefined && response.status === 407) throw refusedBy(proxy, 407, url);
      return response;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // an abort, or what is explained already
      if (error.cause instanceof CatalogError) throw error.cause;
      throw failureOf(error, url, proxy, env);
    }
  };
}

async function throughProxies(env: Env): Promise<Fetch> {
  const { Agent, Dispatcher, ProxyAgent, fetch } = await import("undici");
  const direct = new Agent();
  const proxies = new Map<string, Dispatcher>();
  const agentFor = (origin: string | URL): Dispatcher => {
    const proxy = proxyFor(new URL(origin), env);
    if (proxy === undefined) return direct;
    const known = proxies.get(proxy.shown);
    if (known !== undefined) return known;
    const agent = new ProxyAgent({
      uri: proxy.address,
      // Proxies let tunnels through to port 443 only; plain HTTP is asked for by its whole URL, as curl and Go do.
      proxyTunnel: false,
      ...(proxy.authorization === undefined ? {} : { token: proxy.authorization }),
    });
    proxies.set(proxy.shown, agent);
    return agent;
  };
  /** Chooses for each request, as a redirect may lead to a host of the other kind. */
  class ByOrigin extends Dispatcher {
    override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      return agentFor(options.origin ?? "").dispatch(options, handler);
    }
  }
  const dispatcher = new ByOrigin();
  // The types of undici and of Node.js name the same things twice.
  return (input, init) =>
    (fetch as unknown as Fetch)(input, { ...init, dispatcher } as unknown as RequestInit);
}
