/** What a wire, a gateway or a tired service may answer to any call. One name an answer. */
import type { HttpAnswer } from "../../src/provider/api/transport";
import { listFaults } from "./listFaults";
import type { Between } from "./wire";

/** One fault. */
export interface WireFault {
  readonly answer: Between;
  /** Answers that are a success where they are the endpoint's own: there the fault is none and the call is carried out. */
  readonly ownOf?: (status: number) => boolean;
}

const wrappers = [
  "organization",
  "project",
  "connector",
  "secret",
  "role",
  "resourceGroup",
  "roleAssignment",
  "serviceAccount",
  "service",
  "environment",
  "infrastructure",
  "monitoredService",
  "template",
];

/** An object that nobody asked for, wherever an answer may hold one. */
const other = { identifier: "other", name: "other", slug: "other" };
const otherEntity = { ...other, ...Object.fromEntries(wrappers.map((key) => [key, other])) };

const page = "<html><body><h1>Sign in</h1></body></html>";

function answer(status: number, body: unknown, retryAfter?: number): HttpAnswer {
  return {
    outcome: { kind: "answer", status, ...(retryAfter === undefined ? {} : { retryAfter }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
    serverTime: 0,
    hasNext: undefined,
    reason: "",
  };
}

/** As the transport gives an answer that sends the call elsewhere. */
const redirected: HttpAnswer = {
  ...answer(0, ""),
  outcome: { kind: "unconnected", lasting: true },
  reason: "redirected",
};

const broken = (reason: string): HttpAnswer => ({ ...answer(0, ""), outcome: { kind: "broken" }, reason });

/** An answer in the shape of the service that owns the path, as the sandbox shapes its own. */
function refusal(url: string, status: number, code: string, message: string): HttpAnswer {
  if (url.includes("/v1/") && !url.includes("/pm/")) return answer(status, { code, message });
  if (url.includes("/pm/")) return answer(status, { name: code, id: "x", message, fault: status >= 500 });
  return answer(status, {
    status: status >= 500 ? "ERROR" : "FAILURE",
    code,
    message,
    correlationId: "c",
    responseMessages: [],
  });
}

const says = (status: number, body: unknown, retryAfter?: number): WireFault => ({
  answer: async () => answer(status, body, retryAfter),
});

const refuses = (status: number, code: string, message: string): WireFault => ({
  answer: async ({ url }) => refusal(url, status, code, message),
});

/** Carries the call out and answers something else. */
const after = (what: (real: HttpAnswer, url: string) => HttpAnswer): WireFault => ({
  answer: async ({ url }, carryOut) => what(await carryOut(), url),
});

const failure = (status: string) => ({ status, code: "UNKNOWN_ERROR", message: "something went wrong" });

/** Every fault by its name. */
export const wireFaults: Readonly<Record<string, WireFault>> = {
  "200 ERROR": says(200, failure("ERROR")),
  "200 ERROR, done": after(() => answer(200, failure("ERROR"))),
  "200 FAILURE": says(200, failure("FAILURE")),
  "200 empty": says(200, ""),
  "200 empty, done": after(() => answer(200, "")),
  "200 []": says(200, []),
  "200 null": says(200, "null"),
  "200 {}": says(200, {}),
  "200 data null": says(200, { status: "SUCCESS", data: null, correlationId: "c" }),
  "200 HTML": says(200, page),
  "200 HTML, done": after(() => answer(200, page)),
  "200 truncated, done": after(({ body }) => answer(200, body.slice(0, Math.max(1, body.length / 2)))),
  "200 another object": says(200, { status: "SUCCESS", data: otherEntity, ...otherEntity }),
  "200 another object, done": after(() =>
    answer(200, { status: "SUCCESS", data: otherEntity, ...otherEntity }),
  ),
  "200 a list of others": says(200, { status: "SUCCESS", data: { content: [otherEntity], totalPages: 1 } }),
  "200 an empty page": {
    answer: async ({ url }) =>
      answer(200, /\/(v1|pm)\//.test(url) ? [] : { status: "SUCCESS", data: { content: [], totalPages: 0 } }),
  },
  "204": { ...says(204, ""), ownOf: (status) => status === 204 },
  "404 JSON of a gateway": says(404, { message: "no Route matched with those values" }),
  "404 JSON of a framework": says(404, { code: 404, message: "HTTP 404 Not Found" }),
  "404 HTML": says(404, page),
  "404 of the object": refuses(404, "RESOURCE_NOT_FOUND_EXCEPTION", "it is not there"),
  "404 of the project": refuses(404, "RESOURCE_NOT_FOUND_EXCEPTION", "Project [prj1] not found"),
  "404 of the account": refuses(404, "RESOURCE_NOT_FOUND_EXCEPTION", "Account [acct] not found"),
  "401": refuses(401, "INVALID_TOKEN", "Token is not valid"),
  "403": refuses(403, "ACCESS_DENIED", "Missing permission"),
  "403 HTML of a firewall": says(403, page),
  "409": refuses(409, "CONFLICT", "somebody else is writing"),
  "400 duplicate": refuses(400, "DUPLICATE_FIELD", "it exists already"),
  "429": says(429, ""),
  "429 with Retry-After": says(429, { message: "slow down" }, 30),
  "500": refuses(500, "UNKNOWN_ERROR", "failed"),
  "500, done": after((_real, url) => refusal(url, 500, "UNKNOWN_ERROR", "failed")),
  "502 HTML": says(502, page),
  "503": says(503, ""),
  "504, done": after(() => answer(504, page)),
  "reset before it was done": { answer: async () => broken("ECONNRESET") },
  "reset after it was done": after(() => broken("ECONNRESET")),
  "a redirect": { answer: async () => redirected },
  "a redirect, done": after(() => redirected),
  ...listFaults,
  "slower than the deadline": {
    answer: async (_request, carryOut, clock) => {
      await carryOut();
      clock.skip(700_000);
      return broken("TimeoutError");
    },
  },
};
