/** A client in front of scripted answers, on virtual time. */
import { Client } from "../../src/provider/api/client";
import { Limiter } from "../../src/provider/api/limiter";
import { settingsFrom } from "../../src/provider/api/settings";
import type { HttpAnswer, HttpRequest } from "../../src/provider/api/transport";
import { virtualClock } from "./provider";

const settings = settingsFrom(
  { accountId: "acct", platformApiKey: "key", endpoint: "https://h.example/gateway/" },
  { HARNESS_DEADLINE_SECONDS: "60" },
);

/** An answer of that status; a text is sent as it is. */
export function answer(status: number, body: unknown = {}, more: Partial<HttpAnswer> = {}): HttpAnswer {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    outcome: { kind: "answer", status },
    body: text,
    serverTime: 0,
    hasNext: undefined,
    reason: "",
    ...more,
  };
}

/** A connection that broke after the request may have been sent. */
export const broken: HttpAnswer = { ...answer(0), outcome: { kind: "broken" }, reason: "ECONNRESET" };
/** A connection that was never made. */
export const unconnected: HttpAnswer = {
  ...answer(0),
  outcome: { kind: "unconnected" },
  reason: "ECONNREFUSED",
};

/** A client whose transport gives these answers in turn, the last one for ever. */
export function scripted(...answers: HttpAnswer[]) {
  const clock = virtualClock();
  const sent: HttpRequest[] = [];
  const logged: string[] = [];
  const cancel = new AbortController();
  const limiter = new Limiter({ perMinute: undefined, burst: 1, concurrency: 4 }, clock);
  const log = {
    write: (...words: unknown[]) => logged.push(words.slice(0, 3).join(" ")),
    close: () => undefined,
  };
  const client = new Client(settings, limiter, clock, log, cancel.signal, async (request) => {
    sent.push(request);
    return answers[Math.min(sent.length, answers.length) - 1] ?? answer(200);
  });
  return { client, clock, sent, logged, cancel };
}

/** Takes every 2xx answer of Harness for a success. */
export const proves = () => true;
/** A call that may be repeated. */
export const get = { style: "ng", method: "GET", path: "/ng/api/x/y", proves } as const;
/** A call that may not. */
export const post = { style: "ng", method: "POST", path: "/ng/api/x", body: { a: 1 }, proves } as const;
