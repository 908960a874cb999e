/** What people add in the console to objects of the catalog: it survives updates, is no drift, and is never the program's. */
import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { type Kind, specs } from "../src/sdk/spec";
import { canBeOwned } from "../src/provider/handlers/keep";
import { singleLooks } from "../src/provider/handlers/look";
import { plain, type Wire } from "../src/provider/wire/struct";
import { harnessApi } from "harness-sandbox/test/harnessApi";
import { yaml } from "./support/bodies";
import { tags } from "./support/case";
import { cases } from "./support/cases";
import { request } from "./support/casesMonitoring";
import { apiKey, type Resource, startProvider, type TestProvider } from "./support/provider";

const { DIFF_NONE } = messages.DiffResponse.DiffChanges;
const kinds = (Object.keys(specs) as Kind[]).filter((kind) => canBeOwned(specs[kind]));

/** The inputs with one more tag, wherever the kind keeps tags. */
function tagged(kind: Kind, inputs: Wire, key: string): Wire {
  const { keeps, yaml: body, ownership } = specs[kind];
  const result: Record<string, unknown> = { ...inputs };
  if ("tags" in keeps) result["tags"] = [...(inputs["tags"] as string[]), `${key}:yes`];
  if (ownership.by === "tags" && ownership.within === "request")
    result["request"] = { ...(inputs["request"] as Wire), tags: [...tags, `${key}:yes`] };
  if (body?.root !== undefined)
    result[body.key] = String(inputs[body.key]).replace("tags: {", `tags: {${key}: "yes", `);
  return result;
}

describe("what people own", () => {
  let provider: TestProvider;
  const account = () => JSON.stringify(provider.sandbox.snapshot());
  /** What the console does: Harness's API, called by a person. */
  const call = async <Data>(method: string, path: string, body?: unknown): Promise<Data> =>
    (await harnessApi(provider.sandbox, apiKey)<{ data: Data }>(method, path, body)).data;

  beforeEach(async () => {
    provider = await startProvider();
  });
  afterEach(() => provider.close());

  for (const kind of kinds) {
    it(`${kind}: a tag survives an update, is no drift, and goes only where the program had it`, async () => {
      const { inputs, update, parents } = cases[kind];
      for (const parent of parents) await provider.create(parent, cases[parent].inputs);
      const made = await provider.create(kind, inputs);
      const byHand = await provider.again();
      await byHand.update(kind, made, tagged(kind, inputs, "people"));
      assert.match(account(), /people/);

      const fresh = await (await provider.again()).read(kind, made.id, made);
      assert.deepEqual(plain(fresh.inputs), plain(inputs));
      assert.equal((await provider.diff(kind, fresh, inputs)).getChanges(), DIFF_NONE);

      const news = { ...inputs, ...update };
      const own = await provider.update(kind, fresh, tagged(kind, news, "catalog"));
      assert.match(account(), /people/);
      assert.match(account(), /catalog\b(?!_stack)/);
      const less = await provider.update(kind, own, news);
      assert.match(account(), /people/);
      assert.doesNotMatch(account().replaceAll("harness-catalog", ""), /catalog\b(?!_stack)/);

      const last = await (await provider.again()).read(kind, made.id, less);
      assert.equal((await provider.diff(kind, last, news)).getChanges(), DIFF_NONE);
    });

    it(`${kind}: a tag of a killed run is the program's, and the next one takes it off`, async () => {
      const { inputs, parents } = cases[kind];
      for (const parent of parents) await provider.create(parent, cases[parent].inputs);
      const made = await provider.create(kind, inputs);
      const said = tagged(kind, inputs, "killed");
      await (await provider.again()).update(kind, made, said);
      assert.match(account(), /killed/);
      const notes = JSON.stringify({ unread: "kept", said: [plain(said)] });
      const recovered = { ...made, state: { ...made.state, __meta: notes } };
      const fresh = await (await provider.again()).read(kind, made.id, recovered);
      assert.notEqual((await provider.diff(kind, fresh, inputs)).getChanges(), DIFF_NONE);
      await provider.update(kind, fresh, inputs);
      assert.doesNotMatch(account(), /killed/);
    });

    it(`${kind}: a tag survives that the object is adopted`, async () => {
      const { inputs, update, parents } = cases[kind];
      for (const parent of parents) await provider.create(parent, cases[parent].inputs);
      const made = await provider.create(kind, inputs);
      await provider.update(kind, made, tagged(kind, inputs, "people"));
      const { calls } = await provider.calls(() => provider.create(kind, inputs));
      const writes = Object.keys(calls).filter((route) => !/^(GET|POST)/.test(route));
      assert.deepEqual(writes, specs[kind].secret.length > 0 ? writes : []);
      await provider.create(kind, { ...inputs, ...update });
      assert.match(account(), /people/);
    });
  }

  it("members, addresses and single sign-on of a group survive, and are no drift", async () => {
    const inputs = { identifier: "team", name: "Team", tags, notificationConfigs: [] };
    const made = await provider.create("usergroup", inputs);
    const scope = "accountIdentifier=acct";
    const group = await call<Wire>("GET", `/ng/api/user-groups/team?${scope}`);
    const notificationConfigs = [{ type: "EMAIL", groupEmail: "team@example.com" }];
    const description = "who to ask";
    const byHand = { ...group, users: ["user-ann", "user-ben"], notificationConfigs, description };
    await call("PUT", `/ng/api/user-groups?${scope}`, byHand);

    const fresh = await (await provider.again()).read("usergroup", "team", made);
    assert.equal((await provider.diff("usergroup", fresh, inputs)).getChanges(), DIFF_NONE);
    const changed = await provider.update("usergroup", fresh, { ...inputs, name: "Squad" });
    const after = await call<Wire>("GET", `/ng/api/user-groups/team?${scope}`);
    assert.deepEqual(after, { ...byHand, name: "Squad" });

    const slack = { type: "SLACK", slackWebhookUrl: "https://hooks.example.com" };
    const more = await provider.update("usergroup", changed, { ...inputs, notificationConfigs: [slack] });
    await provider.update("usergroup", more, inputs);
    assert.deepEqual((await call<Wire>("GET", `/ng/api/user-groups/team?${scope}`))["users"], byHand.users);

    const sso = {
      ssoLinked: true,
      linkedSsoType: "SAML",
      linkedSsoId: "okta",
      ssoGroupId: "g",
      ssoGroupName: "g",
    };
    await call("PUT", `/ng/api/user-groups?${scope}`, { ...after, users: [], ...sso });
    await (await provider.again()).update("usergroup", more, { ...inputs, name: "Crew" });
    const linked = await call<Wire>("GET", `/ng/api/user-groups/team?${scope}`);
    assert.deepEqual({ ...linked, ...sso }, linked);
  });

  it("a group without resources, which Harness answers without a filter, has not drifted", async () => {
    const inputs = {
      accountId: "acct",
      identifier: "empty",
      name: "Group",
      tags,
      resourceFilters: [{ includeAllResources: false, resources: [] }],
    };
    const made = await provider.create("resourceGroup", inputs);
    const fresh = await (await provider.again()).read("resourceGroup", "empty", made);
    assert.deepEqual(fresh.inputs, inputs);
    assert.deepEqual(fresh.state["resourceFilters"], made.state["resourceFilters"]);
    assert.equal((await provider.diff("resourceGroup", fresh, inputs)).getChanges(), DIFF_NONE);
    const all = { ...inputs, resourceFilters: [{ includeAllResources: true }] };
    assert.notEqual((await provider.diff("resourceGroup", fresh, all)).getChanges(), DIFF_NONE);
  });

  it("resources that people put into a group survive; those of the program are its own", async () => {
    const filter = (resources: object[]) => [{ includeAllResources: false, resources }];
    const connectors = (identifiers: string[]) => ({ resourceType: "CONNECTOR", identifiers });
    const inputs = { accountId: "acct", identifier: "rg", name: "Group", tags };
    const first = { ...inputs, resourceFilters: filter([connectors(["a", "b"])]) };
    const made = await provider.create("resourceGroup", first);
    const path = "/resourcegroup/api/v2/resourcegroup/rg?accountIdentifier=acct";
    const { resourceGroup } = await call<{ resourceGroup: Wire }>("GET", path);
    const byHand = [connectors(["a", "b", "people"]), { resourceType: "SECRET", identifiers: ["s"] }];
    const resourceFilter = { includeAllResources: false, resources: byHand };
    await call("PUT", path, { resourceGroup: { ...resourceGroup, resourceFilter } });

    const fresh = await (await provider.again()).read("resourceGroup", "rg", made);
    assert.equal((await provider.diff("resourceGroup", fresh, first)).getChanges(), DIFF_NONE);
    await provider.update("resourceGroup", fresh, {
      ...first,
      resourceFilters: filter([connectors(["b", "c"])]),
    });
    const after = await call<{ resourceGroup: { resourceFilter: unknown } }>("GET", path);
    assert.deepEqual(after.resourceGroup.resourceFilter, {
      includeAllResources: false,
      resources: [connectors(["b", "c", "people"]), byHand[1]],
    });
  });

  it("notification rules of a monitored service survive", async () => {
    const { inputs, parents } = cases.monitoredService;
    for (const parent of parents) await provider.create(parent, cases[parent].inputs);
    const made = await provider.create("monitoredService", inputs);
    const rules = [{ enabled: true, notificationRuleRef: "page" }];
    const byHand = { ...inputs, request: { ...request, notificationRuleRefs: rules } };
    await (await provider.again()).update("monitoredService", made, byHand);
    assert.match(account(), /"notificationRuleRef":"page"/);
    await provider.update("monitoredService", made, {
      ...inputs,
      request: { ...request, description: "new" },
    });
    assert.match(account(), /"notificationRuleRef":"page"/);
  });

  it("many updates look at the list once, and few at each object", async () => {
    for (const parent of cases.service.parents) await provider.create(parent, cases[parent].inputs);
    const inputsOf = (i: number) => {
      const identifier = `svc${i}`;
      const text = yaml.service().replaceAll("svc1", identifier);
      return { ...cases.service.inputs, identifier, name: identifier, yaml: text };
    };
    const numbers = Array.from({ length: singleLooks + 5 }, (_, i) => i);
    const made: Resource[] = [];
    for (const i of numbers) made.push(await provider.create("service", inputsOf(i)));
    const byHand = await provider.again();
    for (const i of numbers) {
      const object = made[i];
      if (object !== undefined)
        await byHand.update("service", object, { ...inputsOf(i), tags: [...tags, `people:${i}`] });
    }
    const fresh = await provider.again();
    const { calls } = await provider.calls(() =>
      Promise.all(
        made.map((object, i) => fresh.update("service", object, { ...inputsOf(i), description: "new" })),
      ),
    );
    assert.deepEqual(calls, {
      "GET /ng/api/servicesV2": 1,
      "GET /ng/api/servicesV2/:identifier": singleLooks,
      "PUT /ng/api/servicesV2": numbers.length,
    });
    for (const i of numbers) assert.match(account(), new RegExp(`"people":"${i}"`));
  });
});
