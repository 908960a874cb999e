/** Every write is on disk before it is sent, the state carries its name, and what was never on record is not taken from others. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { specs } from "../src/sdk/spec";
import { credentials } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { systemClock } from "../src/provider/api/clock";
import { notesIn } from "../src/provider/notes";
import { Session } from "../src/provider/rpc/session";
import { openWriteLog } from "../src/provider/rpc/writeLog";
import { serve, type Serving } from "../src/provider/serve";
import { secret } from "../src/provider/wire/secrets";
import { fromStruct, toStruct, type Wire } from "../src/provider/wire/struct";
import { createSandbox, type Sandbox } from "harness-sandbox";
import { account, apiKey, unary } from "./support/provider";

const { token } = specs.service;
const urn = (name = "a") => `urn:pulumi:dev::project::${token}::${name}`;
const tags = ["managed_by:harness-catalog", "catalog_stack:dev"];
const inputs = { identifier: "a", name: "A", description: "first", tags };

describe("the note of a write", () => {
  let dir: string;
  let file: string;
  let sandbox: Sandbox;
  let serving: Serving;
  let client: ResourceProviderClient;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-notes-"));
    file = join(dir, "writes.jsonl");
    sandbox = await createSandbox({ account, apiKey, port: 0, rateLimit: "off" });
    const env = {
      HARNESS_ACCOUNT_ID: account,
      HARNESS_PLATFORM_API_KEY: apiKey,
      HARNESS_RETRY_BASE_MS: "1",
      HARNESS_WRITE_JOURNAL: file,
    };
    serving = await serve(new Session(env, systemClock), env);
    client = new ResourceProviderClient(`127.0.0.1:${serving.port}`, credentials.createInsecure());
    await unary<messages.ConfigureResponse>((done) =>
      client.configure(new messages.ConfigureRequest().setArgs(toStruct({ endpoint: sandbox.url })), done),
    );
  });
  afterEach(async () => {
    client.close();
    serving.stop();
    await sandbox.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const noted = () =>
    (existsSync(file) ? readFileSync(file, "utf8") : "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const create = async (values: Wire, preview = false) => {
    const request = new messages.CreateRequest().setUrn(urn()).setPreview(preview);
    request.setProperties(toStruct(values));
    const answer = await unary<messages.CreateResponse>((done) => client.create(request, done));
    return fromStruct(answer.getProperties());
  };
  const remove = (name: string) => {
    const request = new messages.DeleteRequest().setUrn(urn(name)).setId("a");
    request.setProperties(toStruct(inputs)).setOldInputs(toStruct(inputs));
    return unary((done) => client.delete(request, done));
  };
  const read = async (state: Wire) => {
    const request = new messages.ReadRequest().setUrn(urn()).setId("a");
    request.setInputs(toStruct(inputs)).setProperties(toStruct({ ...inputs, ...state }));
    return (await unary<messages.ReadResponse>((done) => client.read(request, done))).getId();
  };
  const held = () => Object.keys(sandbox.snapshot()["service"] ?? {});

  it("is made for creates, updates and deletes, and not for previews", async () => {
    await create(inputs, true);
    assert.deepEqual(noted(), []);
    const state = await create(inputs);
    const request = new messages.UpdateRequest().setUrn(urn()).setId("a");
    request.setOlds(toStruct(state)).setOldInputs(toStruct(inputs));
    request.setNews(toStruct({ ...inputs, description: "second" }));
    const updated = await unary<messages.UpdateResponse>((done) => client.update(request, done));
    await remove("a");
    const lines = noted();
    assert.deepEqual(
      lines.map(({ op }) => op),
      ["create", "update", "delete"],
    );
    assert.deepEqual(lines[0]?.["address"], specs.service.address);
    assert.deepEqual(lines[0]["to"], { accountId: account, endpoint: sandbox.url });
    assert.equal(notesIn(state).write, lines[0]["write"]);
    assert.equal(notesIn(fromStruct(updated.getProperties())).write, lines[1]?.["write"]);
  });

  it("is on disk when the request arrives", async () => {
    const seen: number[] = [];
    const front = createServer((_, response) => {
      seen.push(noted().length);
      response.writeHead(400).end();
    });
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    const { port } = front.address() as AddressInfo;
    const endpoint = new messages.ConfigureRequest();
    endpoint.setArgs(toStruct({ endpoint: `http://127.0.0.1:${port}` }));
    await unary<messages.ConfigureResponse>((done) => client.configure(endpoint, done));
    await assert.rejects(create(inputs));
    assert.equal(seen[0], 1);
    await new Promise((resolve) => front.close(resolve).closeAllConnections());
  });

  it("that cannot be made keeps the request from being sent", async () => {
    rmSync(dir, { recursive: true });
    await assert.rejects(create(inputs), /\[HAR040\]/);
    assert.deepEqual(held(), []);
  });

  it("holds no secret, neither by its property nor by its value", async () => {
    const log = openWriteLog(file);
    const { secretText } = specs;
    const to = { accountId: account, endpoint: sandbox.url, platformApiKey: apiKey };
    const values = { identifier: "s", value: "plain-s3cret", description: secret("wrapped-s3cret") };
    await log.begin(secretText, { op: "create", urn: urn(), inputs: values, secrets: ["value"], to });
    log.close();
    assert.ok(!/s3cret|s3cr3t/.test(readFileSync(file, "utf8")));
    assert.deepEqual(noted()[0]?.["secrets"], ["value"]);
  });

  it("of an object that turns out to be somebody else's makes it nobody's: it is not in the state, and stays", async () => {
    const theirs = ["managed_by:harness-catalog", "catalog_stack:other"];
    await create({ ...inputs, tags: theirs });
    assert.equal(await read({ __meta: '{"unread":"lost"}' }), "");
    assert.equal(await read({}), "a", "one that the state has always known is read as it is");
    assert.deepEqual(held().length, 1);
  });

  it("at another place than the state knows leads to a twin, which stays where the program wants an object", async () => {
    await create(inputs);
    const check = new messages.CheckRequest().setUrn(urn()).setNews(toStruct(inputs));
    await unary<messages.CheckResponse>((done) => client.check(check, done));
    await remove("a~unrecorded-00000000");
    assert.equal(held().length, 1);
    await remove("a");
    assert.equal(held().length, 0);
  });
});
