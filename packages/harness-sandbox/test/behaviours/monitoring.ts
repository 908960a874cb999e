import assert from "node:assert/strict";
import * as make from "../requests";
import { del, get, inProject, put } from "../requests";
import { dataOf, refused, type Scenario } from "./scenario";

const base = "/cv/api/monitored-service";
const one = `${base}/ms?${inProject}`;
const list = get(`${base}/list?${inProject}&offset=0&pageSize=10`);
const update = (more: object) => put(`${base}/ms`, make.monitoredServiceBody("ms", more));
const source = (identifier: string, connectorRef = "account.somewhere") => ({
  name: identifier,
  identifier,
  type: "Prometheus",
  spec: { connectorRef },
});

/** What holds for monitored services. */
export const monitoringScenarios = {
  "monitoredService.envelopes": async (account) => {
    await account.given(make.newProject());
    const created = (await account.must(make.newMonitoredService("ms"))).body;
    const { monitoredService } = created.resource as { monitoredService: Record<string, unknown> };
    assert.equal(monitoredService.identifier, "ms");
    assert.deepEqual((await dataOf(account, get(one))).monitoredService, monitoredService);
    const other = get(`${base}/ms?${inProject}&accountId=&accountIdentifier=ACC`);
    await refused(account, other, 400, /accountId must not be null/);
    assert.equal((await account.must(del(one))).body.resource, true);
  },
  "monitoredService.missing": async (account) => {
    await account.given(make.newProject());
    for (const request of [get(one), del(one), update({})]) {
      await refused(account, request, 400, /^Monitored Source Entity with identifier ms is not present/);
    }
    await refused(account, list, 400, /There are no Monitored Services/);
    await refused(account, get(`${base}/list?${inProject}`), 400, /offset/);
  },
  "monitoredService.unique": async (account) => {
    await account.given(make.newProject(), make.newMonitoredService("ms"));
    const same = { serviceRef: "svc_ms" };
    await refused(account, make.newMonitoredService("other", same), 400, /already present/);
    await account.given(make.newMonitoredService("other", { ...same, type: "Infrastructure" }));
    await account.given(make.newMonitoredService("third", { ...same, environmentRef: "env2" }));
  },
  "monitoredService.fixed": async (account) => {
    await account.given(make.newProject(), make.newMonitoredService("ms"));
    await refused(account, update({ serviceRef: "other" }), 400, /serviceRef update is not allowed/);
    await refused(account, update({ environmentRef: "other" }), 400, /environmentRef update is not allowed/);
    await refused(account, update({ identifier: "other" }), 400, /does not match with path identifier ms/);
    await refused(account, update({ environmentRefList: ["env", "b"] }), 400, /more than one environment/);
  },
  "monitoredService.sources": async (account) => {
    await account.given(make.newProject());
    const sources = { healthSources: [source("a"), source("a")] };
    await refused(account, make.newMonitoredService("ms", { sources }), 400, /same identifier a/);
    const text = { healthSources: [{ ...source("a"), spec: "{}" }] };
    await refused(account, make.newMonitoredService("ms", { sources: text }), 400, /must be an object/);
  },
  "monitoredService.keeps": async (account) => {
    const said = { description: "d", tags: { a: "b" } };
    await account.given(make.newProject(), make.newMonitoredService("ms", said), update({ name: "n" }));
    const { monitoredService } = await dataOf<{ monitoredService: typeof said & { name: string } }>(
      account,
      get(one),
    );
    const { name, description, tags } = monitoredService;
    assert.deepEqual({ name, description, tags }, { name: "n", ...said });
  },
  "monitoredService.references": async (account) => {
    const sources = { healthSources: [source("a", "nowhere"), source("b", "org.nowhere")] };
    await account.given(make.newProject(), make.newMonitoredService("ms", { sources }));
  },
  "monitoredService.protects": async (account) => {
    const sources = { healthSources: [source("a", "prom")] };
    const spec = { url: "https://prometheus.example.com" };
    await account.given(make.newProject(), make.newConnector("prom", { type: "Prometheus", spec }));
    await account.given(make.newMonitoredService("ms", { sources }));
    await account.given(make.newService("svc_ms"), make.newEnvironment("env"));
    for (const path of ["servicesV2/svc_ms", "environmentsV2/env", "connectors/prom"]) {
      await refused(account, del(`/ng/api/${path}?${inProject}`), 400, /Monitored service \[ms\]/);
    }
    await account.given(del(one), del(`/ng/api/connectors/prom?${inProject}`));
  },
  "monitoredService.rules": async (account) => {
    const notificationRuleRefs = [{ notificationRuleRef: "r", enabled: true }];
    await account.given(make.newProject(), make.newMonitoredService("ms", { notificationRuleRefs }));
    const read = await dataOf<{ monitoredService: object }>(account, get(one));
    assert.deepEqual({ ...read.monitoredService, notificationRuleRefs }, read.monitoredService);
    const { content } = await dataOf<{ content: { monitoredService: object }[] }>(account, list);
    assert.deepEqual(content[0]?.monitoredService, { ...read.monitoredService, notificationRuleRefs: [] });
  },
} satisfies Record<string, Scenario>;
