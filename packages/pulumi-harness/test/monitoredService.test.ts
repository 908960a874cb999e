/** What is special about monitored services: a nested request, settings as JSON text, members that Harness fills in. */
import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { specs } from "../src/sdk/spec";
import { isNotFound, HarnessError } from "../src/provider/api/errors";
import { check } from "../src/provider/check";
import { jsonText } from "../src/provider/handlers/jsonText";
import { requestBody, requestFrom } from "../src/provider/handlers/monitoredServiceRequest";
import { isOurs } from "../src/provider/handlers/ownership";
import { cases } from "./support/cases";
import { request } from "./support/casesMonitoring";
import { otherTags } from "./support/case";
import { type Resource, startProvider, type TestProvider } from "./support/provider";

const { DIFF_NONE } = messages.DiffResponse.DiffChanges;
const { inputs, parents } = cases.monitoredService;
const [source] = request.healthSources;
const single = "GET /cv/api/monitored-service/:identifier";
const list = "GET /cv/api/monitored-service/list";

describe("monitored service", () => {
  let provider: TestProvider;
  let made: Resource;

  before(async () => {
    provider = await startProvider();
    for (const parent of parents) await provider.create(parent, cases[parent].inputs);
    made = await provider.create("monitoredService", inputs);
  });
  after(() => provider.close());

  it("is made anew for another service, environment or type, and for nothing else", async () => {
    const replaced = async (change: object) =>
      (await provider.diff("monitoredService", made, { ...inputs, request: { ...request, ...change } }))
        .getReplacesList()
        .join();
    assert.equal(await replaced({ serviceRef: "svc2" }), "request");
    assert.equal(await replaced({ environmentRef: "env2" }), "request");
    assert.equal(await replaced({ type: "Infrastructure" }), "request");
    assert.equal(await replaced({ name: "other", tags: otherTags, healthSources: [] }), "");
  });

  it("shows no difference when settings are spelled differently or sources stand in another order", async () => {
    const spaced = JSON.stringify(JSON.parse(source!.spec), null, 2);
    const second = { ...source!, identifier: "second" };
    const before = { ...inputs, request: { ...request, healthSources: [source, second] } };
    const same = { ...inputs, request: { ...request, healthSources: [second, { ...source, spec: spaced }] } };
    const diff = await provider.diff("monitoredService", { id: "ms1", state: before, inputs: before }, same);
    assert.equal(diff.getChanges(), DIFF_NONE);
  });

  it("shows what somebody changed by hand, at a refresh", async () => {
    const spec = source!.spec.replace("1m", "5m");
    const byHand = { ...inputs, request: { ...request, healthSources: [{ ...source, spec }] } };
    await provider.update("monitoredService", made, byHand);
    const fresh = await (await provider.again()).read("monitoredService", "ms1", made);
    const seen = fresh.inputs["request"] as typeof request;
    assert.match(seen.healthSources[0]?.spec ?? "", /5m/);
    await provider.update("monitoredService", fresh, inputs);
  });

  it("is read from one list, singly only for notification rules, which the list leaves out", async () => {
    const notificationRuleRefs = [{ notificationRuleRef: "rule", enabled: true }];
    const others = [made];
    for (const environmentRef of ["env2", "env3", "env4"]) {
      const rules = environmentRef === "env4" ? { notificationRuleRefs } : {};
      const next = {
        ...inputs,
        identifier: environmentRef,
        request: { ...request, environmentRef, ...rules },
      };
      others.push(await provider.create("monitoredService", next));
    }
    const next = await provider.again();
    const { result, calls } = await provider.calls(() =>
      Promise.all(others.map((object) => next.read("monitoredService", object.id, object))),
    );
    assert.deepEqual(calls, { [list]: 1, [single]: 1 });
    for (const [i, fresh] of result.entries()) assert.deepEqual(fresh.inputs, others[i]?.inputs);
    for (const other of others.slice(1)) await provider.remove("monitoredService", other);
  });

  it("does not adopt another one of the same service and environment", async () => {
    const second = { ...inputs, identifier: "ms2" };
    await assert.rejects(
      provider.create("monitoredService", second),
      /having identifier ms1 is already present.*\[HAR005\]/,
    );
  });

  it("keeps its service from being deleted", async () => {
    const service = await provider.read("service", "org1/prj1/svc1");
    await assert.rejects(provider.remove("service", service), /Monitored service \[ms1\]/);
  });
});

describe("monitored service inputs", () => {
  const failures = (change: object | undefined) => {
    const news = { ...inputs, request: change === undefined ? undefined : { ...request, ...change } };
    return check(specs.monitoredService, "m", {}, news).failures.map(
      ({ property, reason }) => `${property} ${reason}`,
    );
  };

  it("need a request, JSON objects as settings and tags with a colon", () => {
    assert.deepEqual(failures({}), []);
    assert.match(failures(undefined).join(), /^request is required/);
    assert.match(
      failures({ healthSources: [{ ...source, spec: "{" }] }).join(),
      /spec must be a JSON object/,
    );
    assert.match(
      failures({ healthSources: [{ ...source, spec: "[]" }] }).join(),
      /spec must be a JSON object/,
    );
    assert.match(failures({ type: "Service" }).join(), /"Application" or "Infrastructure"/);
    assert.match(failures({ tags: ["ok:", "bare"] }).join(), /request\.tags\[1\] must be "key:value"/);
  });

  it("belong to the stack its tags name", () => {
    const other = { ...inputs, request: { ...request, tags: otherTags } };
    assert.ok(isOurs(specs.monitoredService, inputs, inputs));
    assert.ok(!isOurs(specs.monitoredService, inputs, other));
    assert.ok(!isOurs(specs.monitoredService, inputs, {}));
  });
});

describe("monitored service answers", () => {
  const own = {
    name: "cd",
    identifier: "cd",
    type: "HarnessCDNextGen",
    category: "Deployment",
    enabled: true,
  };
  const filled = {
    ...requestBody(request),
    environmentRefList: ["env1"],
    enabled: false,
    sources: {
      healthSources: [
        {
          ...source,
          version: "v1",
          spec: { metricPacks: [], ...(JSON.parse(source!.spec) as object), metricsType: null },
        },
      ],
      changeSources: [
        { ...request.changeSources[0], spec: { pagerDutyServiceId: "P1" } },
        { ...own, spec: {} },
      ],
    },
  };

  it("are no drift where Harness fills in what was left out", () => {
    assert.deepEqual(requestFrom(filled, request), request);
  });

  it("keep what Harness drops or is never told", () => {
    const given = {
      ...request,
      changeSources: [...request.changeSources, own],
      enabled: true,
      templateRef: "account.t",
      versionLabel: "1",
    };
    const dropped = { ...filled, sources: { ...filled.sources, changeSources: [] } };
    const seen = requestFrom(dropped, given);
    assert.deepEqual(seen["changeSources"], [own]);
    assert.deepEqual([seen["enabled"], seen["templateRef"], seen["versionLabel"]], [true, "account.t", "1"]);
  });

  it("show other environments, and a tag without a value as Check wants it", () => {
    const seen = requestFrom({ ...filled, environmentRefList: ["a", "b"], tags: { bare: "" } }, request);
    assert.deepEqual([seen["environmentRefLists"], seen["tags"]], [["a", "b"], ["bare:"]]);
  });

  it("say in words that a monitored service does not exist", () => {
    const says = (message: string) => isNotFound(new HarnessError(400, "INVALID_REQUEST", message));
    assert.ok(says("Monitored Source Entity with identifier a is not present"));
    assert.ok(says("Monitored Source Entity  with identifier a and accountId b is not present"));
    assert.ok(!says("Monitored Source Entity  with identifier a is already present"));
    assert.ok(!says("serviceRef update is not allowed"));
  });
});

describe("settings as JSON text", () => {
  it("keep the program's text as long as all it says is there", () => {
    const given = '{"b": [{"x": 1}], "a": null}';
    assert.equal(jsonText({ a: undefined, b: [{ x: 1, y: 2 }], c: 3 }, given), given);
    assert.equal(jsonText({ b: [{ x: 2 }] }, given), '{"b":[{"x":2}]}');
    assert.equal(jsonText({ b: [{ x: 1 }, { x: 1 }] }, given), '{"b":[{"x":1},{"x":1}]}');
    assert.equal(jsonText({ b: 1, a: 2 }, undefined), '{"a":2,"b":1}');
    assert.equal(jsonText({}, undefined), undefined);
    assert.equal(jsonText(null, "{}"), "{}");
    assert.equal(jsonText(null, '{"a":1}'), undefined);
  });
});
