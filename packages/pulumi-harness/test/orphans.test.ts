/** Objects that nobody looks after: the rules, and every kind against a sandbox account. */
import assert from "node:assert/strict";
import { type Kind, specs } from "../src/sdk/spec";
import { transportFor, type Transport } from "../src/provider/api/transport";
import { Client } from "../src/provider/api/client";
import { Limiter } from "../src/provider/api/limiter";
import { settingsFrom } from "../src/provider/api/settings";
import { Lists } from "../src/provider/handlers/lists";
import { addressOf, isPossible, kindOf, placesOf } from "../src/provider/orphans/address";
import { findOrphans, lookedAt } from "../src/provider/orphans/look";
import type { KnownObject, Question } from "../src/provider/orphans/model";
import { ownershipOf, sift } from "../src/provider/orphans/sift";
import { inProject, otherTags, tags } from "./support/case";
import { cases } from "./support/cases";
import { account, apiKey, startProvider, type TestProvider, virtualClock } from "./support/provider";

const owner = { managed_by: "harness-catalog", catalog_stack: "dev" };
const pipeline = (identifier: string, more: object = {}): KnownObject => ({
  kind: "pipeline",
  properties: { ...inProject, identifier, ...more },
});

describe("orphans: the rules", () => {
  it("marks name this stack, somebody else, or nobody", () => {
    const named = (labels: Record<string, string>) => ownershipOf(labels, owner);
    assert.equal(named(owner), "stack");
    assert.equal(named({ ...owner, catalog_stack: "prod" }), "others");
    assert.equal(named({ managed_by: "team-x" }), "others", "a team says that it looks after it");
    assert.equal(named({ managed_by: "terraform", catalog_stack: "dev" }), "others");
    assert.equal(named({ managed_by: "harness-catalog" }), "nobody", "half of the marks is none");
    assert.equal(named({ catalog_stack: "dev" }), "nobody");
    assert.equal(named({}), "nobody");
  });

  it("marks of the same stack and another state are neither ours nor anybody's", () => {
    const marked = (state: string | undefined, theirs: string | undefined) =>
      ownershipOf(
        { ...owner, ...(theirs === undefined ? {} : { catalog_state: theirs }) },
        { ...owner, ...(state === undefined ? {} : { catalog_state: state }) },
      );
    assert.equal(marked("s1", "s1"), "stack");
    assert.equal(marked("s1", "s2"), "other state");
    assert.equal(
      marked("s1", undefined),
      "other state",
      "made before there were identities, or by such a stack",
    );
    assert.equal(marked("s1", ""), "other state");
    assert.equal(marked(undefined, "s1"), "other state");
    assert.equal(marked(undefined, ""), "stack");
  });

  it("reports each marked object once, and unmarked ones only where they are claimed", () => {
    const { found } = sift(
      [
        pipeline("b", { tags: [...tags, "service:payment"] }),
        pipeline("b", { tags: [...tags, "service:payment"] }),
        pipeline("a_cd"),
        pipeline("a_other"),
        pipeline("z", { tags: otherTags }),
        pipeline("c_cd", { tags: otherTags }),
        {
          kind: "policy",
          properties: { identifier: "p", rego: "# managed_by: harness-catalog\n# catalog_stack: dev\n" },
        },
        { kind: "template", properties: { identifier: "t", version: "1.0.0", tags } },
      ],
      { owner, claims: ({ properties }) => /_cd$/.test(String(properties["identifier"])) },
    );
    assert.deepEqual(
      found.map(({ kind, identifier, place, service, marked }) => [kind, identifier, place, service, marked]),
      [
        ["pipeline", "a_cd", inProject, undefined, false],
        ["pipeline", "b", inProject, "payment", true],
        ["policy", "p", {}, undefined, true],
        ["template", "t@1.0.0", {}, undefined, true],
      ],
    );
  });

  it("looks at the account, and at each organization and project once, for the kinds they can hold", () => {
    const places = placesOf([inProject, { ...inProject, identifier: "x" }, { orgId: "org2" }, {}]);
    assert.deepEqual(places, [{}, { orgId: "org1" }, inProject, { orgId: "org2" }]);
    const where = (kind: Kind) => [{}, { orgId: "o" }, inProject].map((place) => isPossible(kind, place));
    assert.deepEqual(where("organization"), [true, false, false]);
    assert.deepEqual(where("project"), [false, true, false]);
    assert.deepEqual(where("pipeline"), [false, false, true]);
    assert.deepEqual(where("template"), [true, true, true]);
  });

  it("knows objects by kind and address, whatever account they name", () => {
    const { token } = specs.serviceAccount;
    assert.equal(kindOf(token), "serviceAccount");
    assert.equal(kindOf("kubernetes:core/v1:Secret"), undefined);
    const properties = { identifier: "ci", ...inProject };
    assert.equal(
      addressOf({ kind: "serviceAccount", properties: { ...properties, accountId: "a" } }),
      addressOf({ kind: "serviceAccount", properties }),
    );
  });
});

describe("orphans: an account", function () {
  this.timeout(60_000);
  let provider: TestProvider;
  const made: KnownObject[] = [];
  const kinds: readonly Kind[] = [...lookedAt, "infrastructure"];

  before(async () => {
    provider = await startProvider();
    const create = async (kind: Kind): Promise<void> => {
      if (made.some((object) => object.kind === kind)) return;
      for (const parent of cases[kind].parents) await create(parent);
      await provider.create(kind, cases[kind].inputs);
      made.push({ kind, properties: cases[kind].inputs });
    };
    for (const kind of kinds) await create(kind);
  });
  after(() => provider.close());

  const ask = (more: Partial<Question> = {}, send?: Transport) => {
    const connection = { accountId: account, platformApiKey: apiKey, endpoint: provider.sandbox.url };
    const limiter = new Limiter({ perMinute: undefined, burst: 9, concurrency: 9 }, virtualClock());
    const log = { write: () => undefined, close: () => undefined };
    const { signal } = new AbortController();
    const client = new Client(settingsFrom(connection, {}), limiter, virtualClock(), log, signal, send);
    const question = { owner, managed: [], places: placesOf([inProject]), claims: () => false, ...more };
    return findOrphans({ client, lists: new Lists() }, question);
  };
  /** The sandbox's answer, but for paths that the key may not read. */
  const refusing =
    (path: string): Transport =>
    async (request, signal) => {
      if (new URL(request.url).pathname !== path) return transportFor(process.env)(request, signal);
      const body = JSON.stringify({ code: "ACCESS_DENIED", message: "Missing permission core_role_view" });
      return {
        outcome: { kind: "answer", status: 403 },
        body,
        serverTime: 0,
        hasNext: undefined,
        reason: "",
      };
    };

  it("every kind that carries marks is found when no state has it", async () => {
    const { found, unseen } = await ask();
    assert.deepEqual(unseen, []);
    assert.deepEqual([...new Set(found.map(({ kind }) => kind))].sort(), [...kinds].sort());
    assert.ok(found.every(({ marked }) => marked));
  });

  it("nothing is found when the state has all, by one list call for each kind and place, and no write", async () => {
    const { result, calls } = await provider.calls(() => ask({ managed: made }));
    assert.deepEqual(result, { found: [], relatives: [], unseen: [] });
    const lists = placesOf([inProject]).flatMap((place) =>
      lookedAt.filter((kind) => isPossible(kind, place)),
    );
    const environments = 1;
    assert.equal(
      Object.values(calls).reduce((sum, count) => sum + count, 0),
      lists.length + environments,
    );
    const reads = Object.keys(calls).filter((route) => !route.startsWith("GET "));
    assert.deepEqual(reads, ["POST /ng/api/freeze/list"]);
  });

  it("an object of another stack is left alone", async () => {
    const other = { ...owner, catalog_stack: "other" };
    assert.deepEqual((await ask({ owner: other })).found, []);
  });

  it("an unmarked object is claimed by its name", async () => {
    const theirs = { ...cases.pipeline.inputs, identifier: "theirs_cd", name: "theirs_cd", tags: [] };
    const yaml = String(cases.pipeline.inputs["yaml"])
      .replace(/^ {2}tags: .*\n/m, "")
      .replaceAll("pl1", "theirs_cd");
    await provider.create("pipeline", { ...theirs, yaml });
    const claims = ({ kind, properties }: KnownObject) =>
      kind === "pipeline" && String(properties["identifier"]).endsWith("_cd");
    const { found } = await ask({ managed: made, claims });
    assert.deepEqual(
      found.map(({ identifier, marked }) => [identifier, marked]),
      [["theirs_cd", false]],
    );
  });

  it("a list that may not be read is said, and the others are read", async () => {
    const { found, unseen } = await ask({}, refusing("/authz/api/roles"));
    const reason = "Missing permission core_role_view";
    assert.deepEqual(
      unseen,
      placesOf([inProject]).map((place) => ({ place, kinds: ["roles"], reason })),
    );
    assert.equal(new Set(found.map(({ kind }) => kind)).size, kinds.length - 1);
  });

  it("policies whose list does not show their text are read one by one, if no state has them", async () => {
    const bare: Transport = async (request, signal) => {
      const answer = await transportFor(process.env)(request, signal);
      if (new URL(request.url).pathname !== "/pm/api/v1/policies") return answer;
      const policies = JSON.parse(answer.body) as Record<string, unknown>[];
      return { ...answer, body: JSON.stringify(policies.map(({ rego: _, ...rest }) => rest)) };
    };
    const others = made.filter(({ kind }) => kind !== "policy");
    const { result, calls } = await provider.calls(() => ask({ managed: others }, bare));
    assert.deepEqual(
      result.found.map(({ kind }) => kind),
      ["policy"],
    );
    assert.equal(calls["GET /pm/api/v1/policies/:identifier"], 1);
    const known = await provider.calls(() => ask({ managed: made }, bare));
    assert.equal(known.calls["GET /pm/api/v1/policies/:identifier"], undefined);
  });
});
