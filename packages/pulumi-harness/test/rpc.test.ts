/** The service around the resources: handshake, configuration, schema, refusals and Cancel. */
import assert from "node:assert/strict";
import { credentials, type ServiceError, status } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { type PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { specs } from "../src/sdk/spec";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { systemClock } from "../src/provider/api/clock";
import { Session } from "../src/provider/rpc/session";
import type { packageSchema } from "../src/provider/schema";
import { serve, type Serving } from "../src/provider/serve";
import { isSecret, secret } from "../src/provider/wire/secrets";
import { fromStruct, toStruct, type Wire } from "../src/provider/wire/struct";
import { unknownMarker } from "../src/provider/wire/unknowns";
import { createSandbox } from "harness-sandbox";
import { cases } from "./support/cases";
import { account, apiKey, unary, urnOf } from "./support/provider";

describe("provider service", () => {
  let serving: Serving;
  let client: ResourceProviderClient;

  const start = async (env: NodeJS.ProcessEnv) => {
    serving = await serve(new Session(env, systemClock), env);
    client = new ResourceProviderClient(`127.0.0.1:${serving.port}`, credentials.createInsecure());
  };
  const configure = (inputs: Wire) =>
    unary<messages.ConfigureResponse>((done) =>
      client.configure(new messages.ConfigureRequest().setArgs(toStruct(inputs)), done),
    );
  const createOrganization = () => {
    const request = new messages.CreateRequest().setUrn(urnOf("organization"));
    request.setProperties(toStruct(cases.organization.inputs));
    return unary<messages.CreateResponse>((done) => client.create(request, done));
  };

  beforeEach(() => start({}));
  afterEach(() => {
    client.close();
    serving.stop();
  });

  it("shakes hands and says what it accepts", async () => {
    const hands = await unary<messages.ProviderHandshakeResponse>((done) =>
      client.handshake(new messages.ProviderHandshakeRequest(), done),
    );
    assert.equal(hands.getAcceptSecrets(), true);
    const configured = await configure({ accountId: account });
    assert.deepEqual([configured.getAcceptsecrets(), configured.getSupportspreview()], [true, true]);
    const info = await unary<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
    assert.match(info.getVersion(), /^\d+\.\d+\.\d+$/);
  });

  it("answers every RPC it does not offer with UNIMPLEMENTED by name", async () => {
    const offered =
      "handshake checkConfig diffConfig configure getSchema getPluginInfo check diff create read update delete cancel";
    const methods = ResourceProviderService as unknown as Record<
      string,
      { requestStream: boolean; responseStream: boolean }
    >;
    const others = Object.keys(methods).filter((name) => !offered.split(" ").includes(name));
    assert.ok(others.includes("construct") && others.includes("invoke") && others.includes("parameterize"));
    for (const name of others) {
      const error = await new Promise<ServiceError>((resolve) => {
        const method = ResourceProviderService[name as "invoke"];
        const empty = Buffer.alloc(0);
        const same = (buffer: Buffer) => buffer;
        if (methods[name]?.responseStream === true) {
          client.makeServerStreamRequest(method.path, same, same, empty).on("error", resolve);
        } else {
          client.makeUnaryRequest(method.path, same, same, empty, (failure) =>
            resolve(failure as ServiceError),
          );
        }
      });
      assert.equal(error.code, status.UNIMPLEMENTED, name);
      assert.match(error.details, new RegExp(`^${name} is not offered`));
    }
  });

  it("names the known types when it does not know one", async () => {
    const request = new messages.CheckRequest().setUrn(
      "urn:pulumi:s::p::harness:platform/nothing:Nothing::n",
    );
    const check = unary((done) => client.check(request, done));
    await assert.rejects(
      check,
      /unknown resource type "harness:platform\/nothing:Nothing"; known are harness:platform/,
    );
  });

  it("serves a schema with every resource, and no dangling type", async () => {
    const response = await unary<messages.GetSchemaResponse>((done) =>
      client.getSchema(new messages.GetSchemaRequest(), done),
    );
    const schema = JSON.parse(response.getSchema()) as ReturnType<typeof packageSchema>;
    assert.deepEqual(
      Object.keys(schema["resources"] as object).sort(),
      Object.values(specs)
        .map((s) => s.token)
        .sort(),
    );
    const types = schema["types"] as object;
    const references = [...response.getSchema().matchAll(/"\$ref":"#\/types\/([^"]+)"/g)].map(
      ([, token]) => token ?? "",
    );
    assert.ok(references.length > 20);
    for (const token of references) assert.ok(token in types, token);
  });

  describe("configuration", () => {
    const checkConfig = (news: Wire) =>
      unary<messages.CheckResponse>((done) =>
        client.checkConfig(new messages.CheckRequest().setNews(toStruct(news)), done),
      );
    const diffConfig = (olds: Wire, news: Wire) => {
      const request = new messages.DiffRequest().setOlds(toStruct(olds)).setOldInputs(toStruct(olds));
      return unary<messages.DiffResponse>((done) => client.diffConfig(request.setNews(toStruct(news)), done));
    };

    it("wraps the key and takes the account, but neither key nor endpoint, from the environment", async () => {
      client.close();
      serving.stop();
      await start({ HARNESS_ACCOUNT_ID: "env", HARNESS_PLATFORM_API_KEY: "k", HARNESS_ENDPOINT: "http://h" });
      assert.deepEqual(fromStruct((await checkConfig({})).getInputs()), { accountId: "env" });
      const given = fromStruct((await checkConfig({ accountId: "a", platformApiKey: "k" })).getInputs());
      assert.equal(given["accountId"], "a");
      assert.ok(isSecret(given["platformApiKey"]));
    });

    it("refuses an endpoint that is no URL, and lets an unknown one pass", async () => {
      const [failure] = (await checkConfig({ endpoint: "app.harness.io" })).getFailuresList();
      assert.match(failure?.getReason() ?? "", /"app.harness.io" is no URL.*\[HAR002\]/);
      assert.equal(failure?.getProperty(), "endpoint");
      assert.deepEqual((await checkConfig({ endpoint: unknownMarker })).getFailuresList(), []);
    });

    const olds = { accountId: "a", endpoint: "http://h/gateway", platformApiKey: secret("k") };
    const restart = async (env: NodeJS.ProcessEnv) => {
      client.close();
      serving.stop();
      await start(env);
    };

    it("refuses another account and another endpoint before anything is configured, and takes another key", async () => {
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      assert.equal((await diffConfig(olds, olds)).getChanges(), DIFF_NONE);
      await assert.rejects(
        diffConfig(olds, { ...olds, accountId: "b" }),
        /applied to account "a", not "b".*\[CMD012\]/,
      );
      await assert.rejects(
        diffConfig(olds, { ...olds, endpoint: "http://i" }),
        /applied to http:\/\/h\/gateway, not http:\/\/i \(.*--moved-from http:\/\/h\/gateway.*\[CMD012\]/,
      );
      const rekeyed = await diffConfig(olds, {
        ...olds,
        endpoint: "HTTP://H:80/gateway/",
        platformApiKey: secret("l"),
      });
      assert.deepEqual([rekeyed.getChanges(), rekeyed.getReplacesList()], [DIFF_SOME, []]);
      assert.deepEqual(rekeyed.getDiffsList(), ["endpoint", "platformApiKey"]);
    });

    it("takes an account at a new address only where it is said to have moved", async () => {
      await restart({ HARNESS_CATALOG_MOVED_FROM: "http://other, http://h/gateway" });
      const moved = await diffConfig(olds, { ...olds, endpoint: "http://i" });
      assert.deepEqual([moved.getDiffsList(), moved.getReplacesList()], [["endpoint"], []]);
    });

    it("is not configured with a state of elsewhere: what the environment says has to agree", async () => {
      const told = { HARNESS_ACCOUNT_ID: "a", HARNESS_ENDPOINT: "http://h/gateway" };
      await restart({ ...told, HARNESS_ENDPOINT: "http://new" });
      await assert.rejects(configure(olds), /applied to http:\/\/h\/gateway, not http:\/\/new .*\[CMD012\]/);
      await restart({ ...told, HARNESS_ACCOUNT_ID: "b" });
      await assert.rejects(configure(olds), /applied to account "a", not "b".*\[CMD012\]/);
      await restart(told);
      await configure({ ...olds, endpoint: "http://H:80/gateway/" });
    });

    it("sends the environment's key to the environment's endpoint, once the account is said to have moved", async () => {
      const sandbox = await createSandbox({ account, apiKey, port: 0, rateLimit: "off" });
      try {
        await restart({
          HARNESS_ENDPOINT: sandbox.url,
          HARNESS_PLATFORM_API_KEY: apiKey,
          HARNESS_CATALOG_MOVED_FROM: "http://gone.invalid",
        });
        await configure({
          accountId: account,
          endpoint: "http://gone.invalid",
          platformApiKey: secret("an-old-key"),
        });
        await createOrganization();
        assert.equal(sandbox.calls().total, 1);
      } finally {
        await sandbox.close();
      }
    });

    it("says what is missing when the first call is made, not before", async () => {
      await configure({ accountId: account, platformApiKey: unknownMarker });
      await assert.rejects(
        createOrganization(),
        /set harness:platformApiKey \(or HARNESS_PLATFORM_API_KEY\)\).*\[HAR002\]/,
      );
    });

    it("refuses a rate limit that is no number", async () => {
      client.close();
      serving.stop();
      await start({ HARNESS_RATE_LIMIT_PER_MINUTE: "fast" });
      await assert.rejects(configure({}), /HARNESS_RATE_LIMIT_PER_MINUTE is "fast".*\[HAR002\]/);
    });

    it("tells a refused key from a forbidden action and from a wrong endpoint", async () => {
      const sandbox = await createSandbox({ account, apiKey, port: 0, rateLimit: "off" });
      try {
        await configure({ accountId: account, platformApiKey: "wrong-key", endpoint: sandbox.url });
        await assert.rejects(
          createOrganization(),
          /refused the API key.*HARNESS_PLATFORM_API_KEY.*\[HAR001\]/,
        );
      } finally {
        await sandbox.close();
      }
    });
  });

  it("ends waits and calls on Cancel", async () => {
    const sandbox = await createSandbox({ account, apiKey, port: 0, rateLimit: "off" });
    try {
      sandbox.faults({ rules: [{ kind: "429" }] });
      await configure({ accountId: account, platformApiKey: apiKey, endpoint: sandbox.url });
      const creating = createOrganization();
      const refused = assert.rejects(creating, /was cancelled.*\[HAR012\]/);
      while (sandbox.calls().total === 0) await new Promise((resolve) => setImmediate(resolve));
      await unary<Empty>((done) => client.cancel(new Empty(), done));
      await refused;
    } finally {
      await sandbox.close();
    }
  });
});
