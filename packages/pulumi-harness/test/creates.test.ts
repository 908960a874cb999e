/** The look before a create says what the create itself then does, for every kind, with its own words where it is refused. */
import assert from "node:assert/strict";
import { type Kind, specs } from "../src/sdk/spec";
import { CatalogError } from "@harness-catalog/problems";
import { lookForCreates, type Create, type Finding } from "../src/provider/creates";
import { handlers } from "../src/provider/handlers";
import { depthOf, listPlaceOf, parentOf } from "../src/provider/creates/parents";
import { inProject } from "./support/case";
import { cases } from "./support/cases";
import { account, apiKey, startProvider, type TestProvider } from "./support/provider";

type Inputs = Readonly<Record<string, unknown>>;

const env = { HARNESS_RATE_LIMIT_PER_MINUTE: "off", HARNESS_RETRY_BASE_MS: "1" };
const kinds = Object.keys(specs) as Kind[];
const listed = kinds.filter((kind) => handlers[kind].list !== undefined);

describe("the look at what creates would meet", function () {
  this.timeout(120_000);
  let provider: TestProvider;

  beforeEach(async () => (provider = await startProvider()));
  afterEach(() => provider.close());

  const create = async (kind: Kind, inputs: Inputs = cases[kind].inputs): Promise<Create> => ({
    kind,
    name: `logical-${kind}`,
    inputs: (await provider.check(kind, inputs)).inputs,
    imported: false,
  });
  const look = (creates: readonly Create[], more: object = {}) =>
    lookForCreates(
      { accountId: account, platformApiKey: apiKey, endpoint: provider.sandbox.url },
      { ...env, ...more },
      "dev",
      creates,
    );
  const one = async (kind: Kind, inputs?: Inputs, more?: object): Promise<Finding> => {
    const wanted = await create(kind, inputs);
    return (await look([wanted], more)).get(wanted)!;
  };
  /** Parents of a kind, without the kind itself. */
  const parents = async (kind: Kind, made = new Set<Kind>()): Promise<void> => {
    for (const parent of cases[kind].parents) {
      if (made.has(parent)) continue;
      await parents(parent, made);
      await provider.create(parent, cases[parent].inputs);
      made.add(parent);
    }
  };

  for (const kind of listed) {
    it(`${kind}: new, its own, another stack's`, async () => {
      await parents(kind);
      assert.deepEqual(await one(kind), { as: "new" });
      await provider.create(kind, cases[kind].inputs);
      assert.deepEqual(await one(kind), { as: "own" });
      const other = { ...cases[kind].inputs, ...cases[kind].foreign };
      const finding = await one(kind, other);
      const inputs = (await create(kind, other)).inputs;
      if (finding.as !== "refused") {
        // What has no mark and another identity is another object.
        assert.equal(specs[kind].ownership.by, "identity");
        assert.equal(finding.as, "new");
        return;
      }
      // The engine reports an error's text; that is all there is of it.
      await assert.rejects(provider.create(kind, inputs), (error: Error) => {
        assert.ok(error.message.includes(finding.problem.message), error.message);
        return true;
      });
      assert.equal(finding.problem.problems[0]?.code, "HAR003");
      assert.equal((await look([{ ...(await create(kind, other)), imported: true }])).size, 1);
    });
  }

  it("says of kinds without a list that nobody can tell", async () => {
    const others = kinds.filter((kind) => !listed.includes(kind));
    assert.deepEqual(others.sort(), ["delegatetoken", "serviceOverridesV2"]);
    for (const kind of others) {
      const finding = await one(kind);
      assert.equal(finding.as, "untold");
    }
  });

  it("what another state has made is refused, and taken over by a run that is told to", async () => {
    await parents("service");
    const of = (state: string) => ({
      ...cases.service.inputs,
      tags: undefined,
      yaml: String(cases.service.inputs["yaml"]).replace(
        "catalog_stack: dev",
        `catalog_stack: dev, catalog_state: ${state}`,
      ),
    });
    await provider.create("service", strip(of("sone")));
    const refused = await one("service", strip(of("stwo")));
    assert.ok(refused.as === "refused");
    assert.match(
      refused.problem.message,
      /another state of stack dev: it has state sone, this run state stwo/,
    );
    const adopting = { HARNESS_CATALOG_ADOPT_ORPHANS: "true" };
    assert.deepEqual(await one("service", strip(of("stwo")), adopting), { as: "own" });
  });

  it("what is about something else is refused, with the words of the create", async () => {
    await parents("monitoredService");
    const { inputs } = cases.monitoredService;
    await provider.create("monitoredService", inputs);
    const request = { ...(inputs["request"] as Inputs), serviceRef: "other" };
    const finding = await one("monitoredService", { ...inputs, request });
    assert.ok(finding.as === "refused");
    assert.match(
      finding.problem.message,
      /is about something else: request\.serviceRef is "\w+", not "other"/,
    );
  });

  it("a connector of another type has the place too", async () => {
    await parents("awsConnector");
    await provider.create("kubernetesConnector", {
      ...cases.kubernetesConnector.inputs,
      identifier: cases.awsConnector.inputs["identifier"],
      tags: ["managed_by:somebody"],
    });
    const finding = await one("awsConnector");
    assert.ok(finding.as === "refused");
    assert.match(finding.problem.message, /belongs to managed_by=somebody/);
  });

  it("reads no list below what is not there, and each list once", async () => {
    const wanted = await Promise.all(
      kinds.filter((kind) => kind !== "organization" && kind !== "project").map((kind) => create(kind)),
    );
    const both = await Promise.all([create("organization"), create("project")]);
    const { result, calls } = await provider.calls(() => look([...wanted, ...both]));
    const absent = [...result].filter(([{ inputs }]) => inputs["projectId"] !== undefined);
    assert.ok(absent.length >= 8, String(absent.length));
    assert.ok(absent.every(([, finding]) => finding.as === "new"));
    assert.equal(calls["GET /ng/api/organizations"], 1);
    assert.ok(
      Object.keys(calls).every((route) => !route.includes("pipelines")),
      JSON.stringify(calls),
    );
    const isConnector = (route: string) => route.includes("connectors");
    assert.ok(Object.entries(calls).every(([route, count]) => count === 1 || isConnector(route)));
    assert.equal(calls["GET /ng/api/connectors"], listed.filter((kind) => kind.endsWith("Connector")).length);
  });

  it("writes nothing, and a list costs a call a hundred objects", async () => {
    await parents("pipeline");
    const wanted = await Promise.all(
      Array.from({ length: 150 }, (_, index) => {
        const text = JSON.stringify(cases.service.inputs).replaceAll("svc1", `svc${index + 10}`);
        return create("service", JSON.parse(text) as Inputs);
      }),
    );
    for (const { inputs } of wanted.slice(0, 120)) await provider.create("service", inputs);
    const { result, calls } = await provider.calls(() => look(wanted));
    const count = (as: string) => [...result.values()].filter((finding) => finding.as === as).length;
    assert.deepEqual([count("own"), count("new")], [120, 30]);
    assert.deepEqual(calls, { "GET /ng/api/servicesV2": 2 });
  });

  it("a list that Harness refuses is told, a key that is refused ends the look", async () => {
    // The project is not there, and nobody is about to make it.
    const finding = await one("environment");
    assert.ok(finding.as === "untold");
    assert.match(finding.reason, /^Organization \[org1\] not found/);
    await assert.rejects(
      lookForCreates(
        { accountId: account, platformApiKey: "pat.acct.wrong.key", endpoint: provider.sandbox.url },
        env,
        "dev",
        [await create("environment")],
      ),
      (error) => error instanceof CatalogError && error.problems[0]?.code === "HAR001",
    );
    await assert.rejects(
      lookForCreates({ accountId: account, endpoint: provider.sandbox.url }, env, "dev", []),
      /\[HAR002\]/,
    );
  });
});

describe("parents of objects", () => {
  it("are pipeline and environment, project, organization, nothing", () => {
    const of = (kind: Kind, properties: Inputs) => parentOf({ kind, properties });
    assert.deepEqual(of("triggers", { ...inProject, targetId: "p" }), {
      kind: "pipeline",
      properties: { ...inProject, identifier: "p" },
    });
    assert.deepEqual(of("infrastructure", { ...inProject, envId: "e" })?.kind, "environment");
    assert.deepEqual(of("service", inProject), {
      kind: "project",
      properties: { orgId: "org1", identifier: "prj1" },
    });
    assert.equal(of("project", { orgId: "o", identifier: "p" })?.kind, "organization");
    assert.equal(of("roles", { orgId: "o" })?.kind, "organization");
    assert.equal(of("roles", {}), undefined);
    assert.equal(of("organization", { identifier: "o" }), undefined);
  });

  it("are looked for before their children, and name the list of those", () => {
    for (const kind of kinds) {
      const parent = parentOf({ kind, properties: cases[kind].inputs });
      if (parent !== undefined) assert.ok(depthOf(parent.kind) < depthOf(kind), kind);
    }
    assert.deepEqual(listPlaceOf({ kind: "inputSet", properties: { ...inProject, pipelineId: "p", x: 1 } }), {
      ...inProject,
      pipelineId: "p",
    });
  });
});

function strip(inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
}
