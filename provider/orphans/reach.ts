/** Whether anybody answers at an endpoint. Sends no key, and asks for nothing. */
import { setTimeout as pause } from "node:timers/promises";
import { problem } from "../../errors";
import { shownEndpoint } from "../../errors/connection";
import { transportFor, type Transport } from "../api/transport";

/** Milliseconds one attempt may take, and a pause before the next. */
const patience = 5000;
const between = 500;
const attempts = 3;

/**
 * Asks an endpoint whether it is there. A run that begins with calls would try each of them for minutes.
 * @param env says which proxies there are
 * @param send how a request is sent
 * @param wait how a pause is made
 * @throws CatalogError HAR006 after three attempts that no answer came to; any HTTP answer at all is one
 */
export async function assertReachable(
  endpoint: string,
  env: NodeJS.ProcessEnv,
  send: Transport = transportFor(env),
  wait: (milliseconds: number) => Promise<unknown> = pause,
): Promise<void> {
  const request = { method: "HEAD", url: endpoint, headers: {}, body: undefined };
  let reason = "";
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await wait(between);
    try {
      const answer = await send(request, AbortSignal.timeout(patience));
      if (answer.outcome.kind === "answer") return;
      reason = answer.reason;
    } catch {
      reason = `no answer within ${patience / 1000} s`;
    }
  }
  throw problem(
    "HAR006",
    `nobody answers at ${shownEndpoint(endpoint)}: ${reason}`,
    "check HARNESS_ENDPOINT (harness:endpoint) and the network, then run the command again",
  );
}
