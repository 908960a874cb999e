/** The transport against real servers: where the API key goes, and which bodies are no answer. */
import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { redirectOf } from "../src/provider/api/answer";
import { decide } from "../src/provider/api/retry";
import { type HttpAnswer, transportFor } from "../src/provider/api/transport";
import { scripted, get, post } from "./support/scripted";

const key = "pat.acct.token.KeyThatMustNotLeak";
type Answerer = (request: IncomingMessage, response: ServerResponse) => void;

describe("transport", () => {
  const servers: Server[] = [];
  let asked: IncomingMessage[] = [];
  let elsewhere: IncomingMessage[] = [];
  let answer: Answerer = () => undefined;
  let home = "";
  let other = "";

  const listen = async (onRequest: Answerer): Promise<string> => {
    const server = createServer(onRequest);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  before(async () => {
    home = await listen((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    other = await listen((request, response) => {
      elsewhere.push(request);
      response.end('{"status":"SUCCESS","data":{}}');
    });
  });
  beforeEach(() => {
    asked = [];
    elsewhere = [];
  });
  after(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  const limits = { timeout: 5000, bytes: 1024 * 1024 };
  const send = (method = "GET", limit = limits): Promise<HttpAnswer> =>
    transportFor({}, limit)(
      {
        method,
        url: `${home}/gateway/ng/api/x?a=b`,
        headers: { "x-api-key": key },
        body: method === "GET" ? undefined : "{}",
      },
      new AbortController().signal,
    );

  for (const status of [300, 301, 302, 303, 307, 308]) {
    for (const method of ["GET", "POST", "PUT", "DELETE"]) {
      it(`follows no ${status} of a ${method}, says where it leads and that the key stayed`, async () => {
        const places: [string, RegExp, RegExp][] = [
          [`${other}/x?token=s3cret`, new RegExp(`redirects to ${other}; `), /make it the endpoint/],
          [`//evil.example/x`, /redirects to http:\/\/evil\.example; /, /make it the endpoint/],
          ["/login", /redirects to another path of the same host; /, /usually ends in \/gateway/],
          ["http://[", /redirects to an address that is none; /, /proxies/],
          ["data:application/json,{}", /redirects to an address of the kind data:; /, /proxies/],
        ];
        for (const [location, reason, hint] of places) {
          answer = (_request, response) => response.writeHead(status, { location }).end("moved");
          const got = await send(method);
          assert.deepEqual(got.outcome, { kind: "unconnected", lasting: true });
          assert.equal(decide(got.outcome, true, 1), "give up");
          assert.match(got.reason, reason);
          assert.match(
            got.reason,
            new RegExp(`^${method} ${home} answers ${status} .*key was not sent there$`),
          );
          assert.doesNotMatch(got.reason, /s3cret|KeyThat/);
          assert.equal(got.known?.code, "HAR011");
          assert.match(got.known.hint ?? "", hint);
        }
        assert.equal(asked.length, places.length, "nothing is sent a second time");
        assert.deepEqual(elsewhere, []);
      });
    }
  }

  it("says that a redirect would leave encryption", () => {
    const to = (location: string) => new Response(null, { status: 308, headers: { location } });
    const reason = (location: string) =>
      redirectOf("https://app.harness.io/gateway/x", to(location))?.reason ?? "";
    assert.match(
      reason("http://app.harness.io/gateway/x"),
      /to http:\/\/app\.harness\.io, without encryption;/,
    );
    assert.doesNotMatch(reason("https://harness.example/x"), /encryption/);
    assert.equal(redirectOf("https://a.example/", new Response(null, { status: 304 })), undefined);
  });

  const says =
    (headers: Record<string, string>, body: Buffer | string): Answerer =>
    (_request, response) =>
      response.writeHead(200, headers).end(body);
  const json = '{"name":"Übergabe"}';

  it("reads text in the charset it says it has, with a byte order mark or without, packed or not", async () => {
    const texts: [Record<string, string>, Buffer][] = [
      [{ "content-type": "application/json" }, Buffer.from(json)],
      [{}, Buffer.from(`\uFEFF${json}`)],
      [{ "content-type": 'application/json; charset="UTF-8"' }, Buffer.from(`\uFEFF${json}`)],
      [{ "content-type": "application/json;charset=ISO-8859-1" }, Buffer.from(json, "latin1")],
      [{ "content-type": "application/json; charset=utf-16le" }, Buffer.from(`\uFEFF${json}`, "utf16le")],
      [{ "content-encoding": "gzip" }, gzipSync(json)],
    ];
    for (const [headers, body] of texts) {
      answer = says(headers, body);
      const got = await send();
      assert.deepEqual([got.body, got.reason], [json, ""], JSON.stringify(headers));
    }
  });

  const unusable: Record<string, [Answerer, RegExp]> = {
    "is said to be packed and is not": [says({ "content-encoding": "gzip" }, json), /failed: \S+/],
    "is no text of its charset": [
      says({ "content-type": "application/json" }, Buffer.from(json, "latin1")),
      /failed: the answer is no text in utf-8$/,
    ],
    "has a charset nobody knows": [
      says({ "content-type": "application/json; charset=klingon" }, json),
      /failed: the answer is no text in klingon$/,
    ],
    "is shorter than it says": [
      (_request, response) => {
        response.writeHead(200, { "content-length": "1000" }).write(json);
        setImmediate(() => response.destroy());
      },
      /failed: \S+/,
    ],
    "is 100 MB": [says({}, Buffer.alloc(100 * 1024 * 1024, 32)), /failed: the answer is larger than 1 MiB$/],
    "is 100 MB when it is unpacked": [
      says({ "content-encoding": "gzip" }, gzipSync(Buffer.alloc(100 * 1024 * 1024, 32))),
      /failed: the answer is larger than 1 MiB$/,
    ],
    "never ends": [
      (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, 32)));
        };
        response.on("drain", more).on("error", () => undefined);
        more();
      },
      /failed: the answer is larger than 1 MiB$/,
    ],
  };
  for (const [name, [answers, reason]] of Object.entries(unusable)) {
    it(`takes no answer that ${name}`, async () => {
      answer = answers;
      const got = await send("POST");
      assert.deepEqual(got.outcome, { kind: "broken" });
      assert.match(got.reason, reason);
    }).timeout(20_000);
  }

  it("waits for a body no longer than for an answer, and says so", async () => {
    answer = (_request, response) => response.writeHead(200).write('{"status":');
    const got = await send("GET", { ...limits, timeout: 100 });
    assert.deepEqual(
      [got.outcome, got.reason],
      [{ kind: "broken" }, `GET ${home} failed: no whole answer within 0.1 s`],
    );
  });

  it("gives up at the first redirect, whatever the call", async () => {
    answer = (_request, response) => response.writeHead(308, { location: other }).end();
    const redirected = await send();
    for (const call of [get, post]) {
      const { client, sent } = scripted(redirected);
      await assert.rejects(client.request(call), { name: "Unreachable", message: /redirects to/ });
      assert.equal(sent.length, 1);
    }
  });
});
