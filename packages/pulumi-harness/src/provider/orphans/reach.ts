/** Whether anybody listens at an endpoint. Opens a connection and closes it: no request, no key. */
import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { problem } from "@harness-catalog/problems";
import { shownEndpoint } from "@harness-catalog/problems/connection";
import { proxyFor } from "@harness-catalog/network";

/** Milliseconds one attempt may take, and a pause before the next. */
const patience = 5000;
const between = 500;
const attempts = 3;

/** Tries to connect; undefined when somebody listens, else why not. */
export type Knock = (host: string, port: number) => Promise<string | undefined>;

/**
 * Asks whether anybody listens at an endpoint: a run that begins with calls would try each of them for minutes. An endpoint
 * behind a proxy is not asked; whoever is in the way there is told by the first call.
 * @param env says which proxies there are
 * @param knock how a connection is tried
 * @param wait how a pause is made
 * @throws CatalogError HAR006 after three attempts
 */
export async function assertReachable(
  endpoint: string,
  env: NodeJS.ProcessEnv,
  knock: Knock = knockAt,
  wait: (milliseconds: number) => Promise<unknown> = pause,
): Promise<void> {
  if (!URL.canParse(endpoint)) return; // the provider refuses it, with its own words
  const url = new URL(endpoint);
  if (proxyFor(url, env) !== undefined) return;
  const port = Number(url.port || (url.protocol === "http:" ? 80 : 443));
  let reason: string | undefined;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await wait(between);
    reason = await knock(url.hostname.replace(/^\[|\]$/g, ""), port);
    if (reason === undefined) return;
  }
  throw problem(
    "HAR006",
    `nobody answers at ${shownEndpoint(endpoint)}: ${reason}`,
    "check HARNESS_ENDPOINT (harness:endpoint) and the network, then run the command again",
  );
}

function knockAt(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patience });
    const end = (reason: string | undefined) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once("connect", () => end(undefined));
    socket.once("timeout", () => end(`no answer within ${patience / 1000} s`));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
