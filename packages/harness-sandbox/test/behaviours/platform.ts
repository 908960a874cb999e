import assert from "node:assert/strict";
import type { platformBehaviours } from "../../src/coverage/platformBehaviours";
import * as make from "../requests";
import { del, get, inProject, post, put } from "../requests";
import { accessScenarios } from "./access";
import { dataOf, pathsOf, refused, type Scenario } from "./scenario";

const policies = "/pm/api/v1/policies";
const sets = "/pm/api/v1/policysets";
const newPolicy = (identifier: string) => post(policies, { identifier, name: identifier, rego: "package p" });
const newSet = post(sets, {
  identifier: "set",
  name: "set",
  type: "pipeline",
  action: "onrun",
  enabled: true,
});
const fill = (items: object[]) => ({
  method: "PATCH",
  path: `${sets}/set`,
  body: { name: "set", policies: items },
});

export const platformScenarios: Record<keyof typeof platformBehaviours, Scenario> = {
  ...accessScenarios,
  "organization.default": async (account) => {
    await account.must(get("/ng/api/organizations/default"));
    await refused(account, del("/ng/api/organizations/default"), 400, /cannot be deleted/);
  },
  "organization.cascade": async (account) => {
    const inside = { orgIdentifier: "o", projectIdentifier: "p" };
    const project = post("/ng/api/projects?orgIdentifier=o", { project: { identifier: "p", name: "p" } });
    await account.given(make.newOrganization("o"), project, make.newService("svc", inside));
    await account.given(make.newService("kept", { orgIdentifier: undefined, projectIdentifier: undefined }));
    await account.given(del("/ng/api/organizations/o"));
    assert.deepEqual(pathsOf(account, "project"), []);
    assert.deepEqual(pathsOf(account, "service"), ["account/kept"]);
  },
  "project.color": async (account) => {
    const { project } = await dataOf<{ project: { color: string } }>(account, make.newProject());
    assert.equal(project.color, "#0063F7");
    const other = await dataOf<{ project: { color: string } }>(
      account,
      make.newProject("b", { color: "#123456" }),
    );
    assert.equal(other.project.color, "#123456");
  },
  "project.cascade": async (account) => {
    const before = account.bytes();
    await account.given(
      make.newProject(),
      make.newService("svc"),
      make.newPipeline("pl"),
      make.newTrigger("tr"),
    );
    await account.given(make.newTemplate("t", "v1"), make.newEnvironment("env"), make.newSecret("s"));
    await account.given(del("/ng/api/projects/shop?orgIdentifier=default"));
    assert.equal(account.bytes(), before);
  },
  "connector.oddMember": async (account) => {
    await account.given(make.newProject(), make.newConnector("c"));
    assert.ok(!("_" in (account.sandbox.snapshot().connector?.["default/shop/c"] ?? {})));
  },
  "connector.spec": async (account) => {
    await account.given(make.newProject());
    const github = { url: "https://github.com/a", type: "Account", authentication: { type: "Http" } };
    await account.given(make.newConnector("gh", { type: "Github", spec: github }));
    const bad: [object, RegExp][] = [
      [{ spec: {} }, /credential/],
      [{ spec: { credential: { type: "InheritFromDelegate" } } }, /delegateSelectors/],
      [{ spec: { credential: { type: "Magic" } } }, /not one of/],
      [{ type: "Github", spec: { ...github, url: "" } }, /url/],
      [{ type: "Aws", spec: { credential: { type: "Irsa" } } }, /delegateSelectors/],
      [{ type: "" }, /type/],
    ];
    for (const [more, says] of bad) await refused(account, make.newConnector("x", more), 400, says);
  },
  "connector.monitoring": async (account) => {
    await account.given(make.newProject(), make.newSecret("key"));
    const datadog = { url: "https://app.datadoghq.eu", apiKeyRef: "key", applicationKeyRef: "key" };
    await account.given(make.newConnector("dd", { type: "Datadog", spec: datadog }));
    const bad: [string, object, RegExp][] = [
      ["Prometheus", {}, /url/],
      ["Datadog", { ...datadog, url: "" }, /url/],
      ["Datadog", { ...datadog, apiKeyRef: "" }, /apiKeyRef/],
      ["Datadog", { ...datadog, applicationKeyRef: "" }, /applicationKeyRef/],
      ["Datadog", { ...datadog, apiKeyRef: "none" }, /Secret \[none\] not found/],
    ];
    for (const [type, spec, says] of bad) {
      await refused(account, make.newConnector("x", { type, spec }), 400, says);
    }
  },
  "connector.slash": async (account) => {
    await account.given(make.newProject());
    for (const [identifier, url] of [
      ["a", "https://p.example.com"],
      ["b", "https://p.example.com/"],
    ] as const) {
      const request = make.newConnector(identifier, { type: "Prometheus", spec: { url } });
      const { connector } = await dataOf<{ connector: { spec: { url: string } } }>(account, request);
      assert.equal(connector.spec.url, "https://p.example.com/");
    }
  },
  "connector.type": async (account) => {
    await account.given(make.newProject(), make.newConnector("c"));
    const spec = { credential: { type: "OidcAuthentication" } };
    await refused(
      account,
      put("/ng/api/connectors", make.connectorBody("c", { type: "Aws", spec })),
      400,
      /type/,
    );
  },
  "connector.secrets": async (account) => {
    const auth = { type: "ServiceAccount", spec: { serviceAccountTokenRef: "token" } };
    const spec = { credential: { type: "ManualConfig", spec: { masterUrl: "https://k", auth } } };
    await account.given(make.newProject());
    await refused(account, make.newConnector("c", { spec }), 400, /Secret \[token\] not found/);
    await account.given(make.newSecret("token"), make.newConnector("c", { spec }));
    await refused(account, del(`/ng/api/v2/secrets/token?${inProject}`), 400, /Connector \[c\]/);
    const custom = { type: "CustomSecretManager", spec: { template: { templateRef: "account.t" } } };
    await account.given(make.newConnector("custom", custom));
  },
  "secret.hidden": async (account) => {
    await account.given(make.newProject());
    const texts = [
      make.newSecret("s"),
      get(`/ng/api/v2/secrets/s?${inProject}`),
      get(`/ng/api/v2/secrets?${inProject}`),
    ];
    for (const request of texts) assert.doesNotMatch((await account.must(request)).text, /hush|[0-9a-f]{64}/);
    assert.doesNotMatch(account.bytes(), /hush/);
    const first = account.bytes();
    await account.given(put(`/ng/api/v2/secrets/s?${inProject}`, make.secretBody("s", { value: "other" })));
    assert.notEqual(account.bytes(), first);
  },
  "secret.reference": async (account) => {
    const spec = { secretManagerIdentifier: "vault", valueType: "Reference", value: "path/to" };
    await account.given(make.newProject(), make.newSecret("s", spec));
    const { secret } = await dataOf<{ secret: { spec: { value: string } } }>(
      account,
      get(`/ng/api/v2/secrets/s?${inProject}`),
    );
    assert.equal(secret.spec.value, "path/to");
  },
  "secret.manager": async (account) => {
    await account.given(make.newProject(), make.newSecret("s"));
    for (const prefix of ["account.", "org."]) {
      await account.given(
        make.newSecret(`s_${prefix.slice(0, -1)}`, {
          secretManagerIdentifier: `${prefix}harnessSecretManager`,
        }),
      );
    }
    await refused(account, make.newSecret("t", { secretManagerIdentifier: "vault" }), 400, /vault/);
    const moved = make.secretBody("s", { secretManagerIdentifier: "account.harnessSecretManager" });
    await refused(account, put(`/ng/api/v2/secrets/s?${inProject}`, moved), 400, /cannot be changed/);
  },
  "policy.rego": async (account) => {
    await refused(account, post(policies, { identifier: "p", name: "p", rego: "" }), 400, /rego/);
    await account.given(post(policies, { identifier: "p", name: "p", rego: "some text" }));
  },
  "policy.noContent": async (account) => {
    await account.given(newPolicy("p"), newSet);
    const calls = [
      { method: "PATCH", path: `${policies}/p`, body: { name: "p", rego: "package q" } },
      fill([{ identifier: "p", severity: "error" }]),
      del(`${sets}/set`),
      del(`${policies}/p`),
    ];
    for (const call of calls) {
      const answer = await account.send(call);
      assert.deepEqual([answer.status, answer.text], [204, ""]);
    }
  },
  "policySet.severity": async (account) => {
    await account.given(newPolicy("p"), newSet);
    await refused(account, fill([{ identifier: "p", severity: "warn" }]), 400, /severity \[warn\]/);
    assert.deepEqual((await account.must(get(`${sets}/set`))).body.policies, []);
  },
  "policySet.order": async (account) => {
    await account.given(newPolicy("b"), newPolicy("a"), newSet);
    const items = ["b", "a"].map((identifier) => ({ identifier, severity: "warning" }));
    await account.given(fill(items), { method: "PATCH", path: `${sets}/set`, body: { enabled: false } });
    const { body } = await account.must(get(`${sets}/set`));
    assert.deepEqual([body.policies, body.enabled], [items, false]);
  },
  "policySet.unknown": async (account) => {
    await account.given(newSet);
    await refused(account, fill([{ identifier: "p", severity: "error" }]), 400, /Policy \[p\] not found/);
    await account.given(newPolicy("p"), make.newProject());
    const inner = { identifier: "in", name: "in", type: "pipeline", action: "onrun" };
    const withPolicy = { ...inner, policies: [{ identifier: "account.p", severity: "error" }] };
    await account.given(post(`${sets}?${inProject}`, withPolicy));
  },
  "delegateToken.reuse": async (account) => {
    const token = (method: string) => ({
      method,
      path: `/ng/api/delegate-token-ng?${inProject}&tokenName=tok`,
    });
    await account.given(make.newProject());
    const created = (await account.must(token("POST"))).body.resource as { value: string; status: string };
    assert.equal(created.status, "ACTIVE");
    assert.ok(created.value.length > 20);
    const revoked = (await account.must(token("PUT"))).body.resource as { status: string };
    assert.equal(revoked.status, "REVOKED");
    await refused(account, token("POST"), 400, /already exists/);
    await refused(account, token("PUT"), 400, /already revoked/);
  },
  "delegateToken.empty": async (account) => {
    await account.given(make.newProject());
    const list = get(`/ng/api/delegate-token-ng?${inProject}&name=tok`);
    assert.equal((await account.must(list)).body.resource, null);
    await account.given({ method: "POST", path: `/ng/api/delegate-token-ng?${inProject}&tokenName=tok` });
    assert.equal(((await account.must(list)).body.resource as unknown[]).length, 1);
    const revoked = get(`/ng/api/delegate-token-ng?${inProject}&name=tok&status=REVOKED`);
    assert.equal((await account.must(revoked)).body.resource, null);
  },
};
