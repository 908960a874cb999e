/** A policy set on a server that takes no policies when the set is made, as the client library models it. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "../src/provider/api/client";
import { Limiter } from "../src/provider/api/limiter";
import { settingsFrom } from "../src/provider/api/settings";
import { Lists } from "../src/provider/handlers/lists";
import { PartialWrite } from "../src/provider/handlers/partial";
import { policySet } from "../src/provider/handlers/policySet";
import { cases } from "./support/cases";
import { virtualClock } from "./support/provider";

describe("policy set on a server that drops the policies of a POST", () => {
  const calls: string[] = [];
  let server: Server;
  let patchStatus = 204;

  before(async () => {
    server = createServer((request, response) => {
      calls.push(`${request.method}`);
      response.setHeader("content-type", "application/json");
      if (request.method === "POST") response.end(JSON.stringify({ identifier: "ps1", policies: [] }));
      else response.writeHead(patchStatus).end(patchStatus === 204 ? "" : JSON.stringify({ message: "no" }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const context = () => {
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const clock = virtualClock();
    const limiter = new Limiter({ perMinute: undefined, burst: 1, concurrency: 1 }, clock);
    const log = { write: () => undefined, close: () => undefined };
    const settings = settingsFrom({ accountId: "a", platformApiKey: "k", endpoint }, {});
    return {
      client: new Client(settings, limiter, clock, log, new AbortController().signal),
      lists: new Lists(),
    };
  };

  it("sends them by the PATCH that follows", async () => {
    await policySet.create(context(), cases.policySet.inputs);
    assert.deepEqual(calls.splice(0), ["POST", "PATCH"]);
  });

  it("reports the empty set when that fails, with its identifier", async () => {
    patchStatus = 400;
    await assert.rejects(policySet.create(context(), cases.policySet.inputs), (error) => {
      assert.ok(error instanceof PartialWrite);
      assert.equal(error.found.remote["identifier"], "ps1");
      return true;
    });
  });
});
