/** Requests with right and wrong paths, parameters, headers and bodies: never a bug, and every refusal has a code and a cure. */
import assert from "node:assert/strict";
import { codes } from "@harness-catalog/problems";
import { restServer, type Answer, type RestServer } from "../support/restServer";
import { hostileText, mutated } from "./mutations";
import { numbers, oneOf, type Pick } from "./numbers";

const runs = Number(process.env["HARNESS_CATALOG_FUZZ"] ?? 250);
const first = Number(process.env["HARNESS_CATALOG_FUZZ_FIRST"] ?? 1);

const mail = { name: "mail", team: "payments", regions: ["north"], description: "Letters", tags: ["shop"] };
const bodies = [mail, { ...mail, name: "ledger" }, { services: [mail, { ...mail, name: "news" }] }].map(
  (body) => JSON.stringify(body),
);
const paths = [
  "/api/v1/services",
  "/api/v1/services:batch",
  "/api/v1/services/ledger",
  "/api/v1/pipelines/ledger",
  "/api/v1/proposals/catalog-add-mail",
  "/webhooks/github",
  "/problems/CAT010",
  "/openapi.json",
  "/healthz",
];
const queries = ["dryRun", "team", "limit", "after"];
const headers = [
  "If-Match",
  "Idempotency-Key",
  "Content-Type",
  "X-Request-Id",
  "X-Hub-Signature-256",
  "Accept",
];

type Send = Parameters<RestServer["call"]>;

/** What UTF-8 can carry. */
const wellFormed = (text: string) => Buffer.from(text).toString();

function request(pick: Pick): Send {
  // What a client can send: a URL of these characters, and headers of one byte each.
  const word = () => encodeURIComponent(wellFormed(hostileText(pick).slice(0, 300)));
  const path = oneOf(pick, paths);
  const where = [path, path, path.replace(/[^/]*$/, word()), `${path}/${word()}`][pick(4)]!;
  const query = [`dryRun=true`, "", `${oneOf(pick, queries)}=${word()}`, `${word()}=${word()}`][pick(4)]!;
  const header = hostileText(pick)
    .replace(/[^\x20-\x7e\xa0-\xff]/g, "")
    .slice(0, 300)
    .trim();
  const method = oneOf(pick, ["GET", "POST", "PUT", "DELETE"]);
  const body = method === "GET" ? {} : { body: wellFormed(mutated(oneOf(pick, bodies), pick, "json")) };
  const as = oneOf(pick, ["everyone", "everyone", "payments", "reader"] as const);
  const odd = pick(3) === 0 ? { headers: { [oneOf(pick, headers)]: header } } : {};
  return [method, `${where}?${query}`, { as, ...body, ...odd }];
}

function faultsOf({ status, body }: Answer, bugs: readonly unknown[]): string[] {
  const text = JSON.stringify(body);
  const faults = bugs.map((bug) => `bug: ${String(bug)}`);
  if (status >= 500) faults.push(`status ${status}`);
  if (/\bundefined\b|\[object |\bNaN\b|(Type|Range|Reference)Error|\\n\s+at /.test(text))
    faults.push("odd words");
  if (status < 400) return faults;
  for (const { code, hint, message } of body.errors ?? [{}])
    if (!Object.hasOwn(codes, String(code)) || !hint || !message)
      faults.push("an error without code or cure");
  return faults;
}

describe("the REST server over hostile requests", function () {
  this.timeout(60_000 + runs * 1000);
  let rest: RestServer;
  before(() => (rest = restServer({ requestsPerMinute: 1_000_000 })));
  after(() => rest.close());

  it(`refuses with code and cure, ${runs} times from number ${first}`, async () => {
    const main = rest.remote.git(["rev-parse", "main"]);
    const ends = new Set<number>();
    for (let number = first; number < first + runs; number++) {
      const pick = numbers(number * 7919);
      for (let left = 5; left > 0; left--) pick(2);
      const send = request(pick);
      const answer = await rest.call(...send);
      ends.add(answer.status);
      const faults = faultsOf(answer, rest.bugs);
      assert.deepEqual(
        faults,
        [],
        `number ${number}: ${JSON.stringify(send)}\n${JSON.stringify(answer.body)}`,
      );
    }
    assert.equal(rest.remote.git(["rev-parse", "main"]), main);
    for (const status of [200, 400, 404, 405]) assert.ok(ends.has(status), JSON.stringify([...ends]));
  });
});
