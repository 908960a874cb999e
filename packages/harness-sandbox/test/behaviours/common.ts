import assert from "node:assert/strict";
import type { commonBehaviours } from "../../src/coverage/commonBehaviours";
import { TestAccount, type Req } from "../client";
import * as make from "../requests";
import { del, get, inProject, post, put, v1 } from "../requests";
import { dataOf, pathsOf, refused, type Scenario } from "./scenario";
import { wireScenarios } from "./wire";

const services = `/ng/api/servicesV2?${inProject}`;

export const commonScenarios: Record<keyof typeof commonBehaviours, Scenario> = {
  ...wireScenarios,
  "limit.rate": async () => {
    const account = new TestAccount({ rateLimit: 3 });
    const read = get("/ng/api/organizations/default");
    await account.given(read, read, read);
    const answer = await account.send(read);
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get("retry-after"), null);
  },
  "limit.off": async () => {
    for (const [rateLimit, said] of [
      ["off", "off"],
      [400, null],
    ] as const) {
      const account = new TestAccount({ rateLimit });
      const answer = await account.send(get("/ng/api/organizations/default"));
      assert.equal(answer.headers.get("x-sandbox-rate-limit"), said);
    }
  },
  "limit.page": async (account) => {
    await account.given(make.newProject());
    await account.given(
      get(`/ng/api/connectors?${inProject}&pageSize=100`),
      get(`${v1}/pipelines?limit=100`),
    );
    await refused(
      account,
      get(`/ng/api/connectors?${inProject}&pageSize=101`),
      400,
      /less than or equal to 100/,
    );
    await refused(account, get(`/ng/api/environmentsV2?${inProject}&size=101`), 400, /100/);
    await refused(account, get(`${v1}/pipelines?limit=101`), 400, /100/);
    await refused(account, get("/pm/api/v1/policies?per_page=101"), 400, /100/);
    await refused(account, get(`/ng/api/connectors?${inProject}&pageSize=none`), 400, /number/);
  },
  "limit.servicePage": async (account) => {
    await account.given(make.newProject(), get(`${services}&size=1000`));
    await refused(account, get(`${services}&size=1001`), 400, /1000/);
  },
  "list.link": async (account) => {
    await account.given(make.newProject(), ...["a", "b", "c"].map((id) => make.newPipeline(id)));
    const first = await account.must(get(`${v1}/pipelines?limit=2`));
    assert.match(first.headers.get("link") ?? "", /<[^>]*page=1&limit=2>; rel="next"/);
    const second = await account.must(get(`${v1}/pipelines?limit=2&page=1`));
    assert.doesNotMatch(second.headers.get("link") ?? "", /next/);
    assert.equal((second.body as unknown as unknown[]).length, 1);
  },
  "list.unknownScope": async (account) => {
    await refused(account, get(services), 404, /shop.*not found/);
    await refused(account, get(`${v1}/templates`), 404, /not found/);
  },
  "list.search": async (account) => {
    await account.given(make.newProject(), make.newService("alpha"), make.newService("beta"));
    const page = await dataOf<{ totalItems: number; content: unknown[] }>(
      account,
      get(`${services}&searchTerm=ALP`),
    );
    assert.equal(page.totalItems, 1);
    const some = await dataOf<{ totalItems: number }>(account, get(`${services}&serviceIdentifiers=beta`));
    assert.equal(some.totalItems, 1);
  },
  "identifier.shape": async (account) => {
    await account.given(
      make.newProject(),
      make.newService("a_$1", { name: "a", yaml: "" }),
      make.newSecret("with-dash"),
    );
    for (const bad of ["", "1a", "a-b", "ä", "x".repeat(129)]) {
      await refused(account, make.newService(bad), 400, /identifier/);
    }
  },
  "identifier.reserved": async (account) => {
    for (const word of ["null", "stepGroup", "account"]) {
      await refused(account, make.newOrganization(word), 400, /reserved/);
    }
  },
  "identifier.taken": async (account) => {
    await account.given(make.newOrganization("a"));
    const answer = await account.send(make.newOrganization("a"));
    assert.deepEqual([answer.status, answer.body.code], [400, "DUPLICATE_FIELD"]);
  },
  "identifier.retained": async () => {
    const remove = del("/ng/api/organizations/a");
    const forgetful = new TestAccount();
    await forgetful.given(make.newOrganization("a"), remove, make.newOrganization("a"));
    const account = new TestAccount({ retainDeletedIds: true });
    await account.given(make.newOrganization("a"), remove);
    await refused(account, make.newOrganization("a"), 400, /was deleted/);
  },
  "name.shape": async (account) => {
    await account.given(make.newOrganization("a", { name: "Payments EU-1. v2_x" }));
    for (const name of ["a/b", "a (b)", "a & b", "", "x".repeat(129)]) {
      await refused(account, make.newOrganization("b", { name }), 400, /name/);
    }
  },
  "labels.limits": async (account) => {
    const tags = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, ""]));
    await account.given(make.newOrganization("a", { tags: tags(128), description: "x".repeat(1024) }));
    await refused(account, make.newOrganization("b", { tags: tags(129) }), 400, /129 tags/);
    await refused(
      account,
      make.newOrganization("b", { description: "x".repeat(1025) }),
      400,
      /1025 characters/,
    );
    await refused(account, make.newOrganization("b", { tags: { t: 1 } }), 400, /text values/);
  },
  "update.replaces": async (account) => {
    await account.given(make.newOrganization("a", { tags: { team: "x" }, description: "d" }));
    await account.given(put("/ng/api/organizations/a", { organization: { identifier: "a", name: "a" } }));
    const body = account.sandbox.snapshot().organization?.["account/a"];
    assert.deepEqual(body, { description: "", identifier: "a", name: "a", tags: {} });
  },
  "update.mark": async (account) => {
    await account.given(make.newProject(), make.newPipeline("pl"), make.newTemplate("t", "v1"));
    const marks = async () => {
      const page = await dataOf<{ content: { lastUpdatedAt: number }[] }>(
        account,
        post(`/pipeline/api/pipelines/list?${inProject}`, {}),
      );
      const lists = await Promise.all(
        ["pipelines", "templates"].map((list) => account.must(get(`${v1}/${list}`))),
      );
      const updated = lists.map(({ body }) => (body as unknown as { updated: number }[])[0]?.updated ?? 0);
      return [page.content[0]?.lastUpdatedAt ?? 0, ...updated];
    };
    const before = await marks();
    const again = { pipeline_yaml: make.pipelineYaml("pl"), identifier: "pl", name: "pl" };
    await account.given(put(`${v1}/pipelines/pl`, again));
    await account.given(
      put(`${v1}/templates/t/versions/v1`, { template_yaml: make.templateYaml("t", "v1") }),
    );
    const after = await marks();
    assert.ok(
      after.every((mark, index) => mark > (before[index] ?? Infinity)),
      `${before.join()} then ${after.join()}`,
    );
  },
  "delete.referenced": async (account) => {
    const stage = make.deployment({
      service: "service: { serviceRef: svc }",
      environment: "environment: { environmentRef: env, infrastructureDefinitions: [{ identifier: inf }] }",
    });
    await account.given(make.newProject(), make.newService("svc"), make.newEnvironment("env"));
    await account.given(
      make.newInfrastructure("inf", "env"),
      make.newPipeline("pl", make.pipelineOf("pl", stage)),
    );
    const used: Req[] = [
      del(`/ng/api/servicesV2/svc?${inProject}`),
      del(`/ng/api/infrastructures/inf?${inProject}&environmentIdentifier=env`),
      del(`/ng/api/environmentsV2/env?${inProject}`),
    ];
    for (const request of used) {
      await refused(account, request, 400, /referenced by other entities: Pipeline \[pl\]/);
      await account.must({ ...request, path: `${request.path}&forceDelete=true` });
    }
    assert.deepEqual(pathsOf(account, "service"), []);
  },
  "yaml.invalid": async (account) => {
    await account.given(make.newProject());
    for (const yaml of [
      "service: [",
      "service:\n  name: a\n  name: b\n",
      "text",
      "other: {}",
      "service: text",
    ]) {
      await refused(account, make.newService("a", { yaml }), 400, /Invalid YAML/);
    }
  },
  "yaml.agrees": async (account) => {
    await account.given(make.newProject(), make.newEnvironment("env"));
    await refused(
      account,
      make.newService("a", { yaml: "service: { identifier: b, name: b }" }),
      400,
      /\[a\].*was \[b\]/,
    );
    const elsewhere = make.pipelineYaml("pl").replace("projectIdentifier: shop", "projectIdentifier: other");
    await refused(
      account,
      make.newPipeline("pl", elsewhere),
      400,
      /projectIdentifier in YAML to be \[shop\]/,
    );
    await refused(account, make.newPipeline("pl", make.pipelineYaml("other")), 400, /identifier in YAML/);
    const { yaml } = make.infrastructureBody("x", "env") as { yaml: string };
    await refused(account, make.newInfrastructure("inf", "env", { yaml }), 400, /Expected Infrastructure/);
  },
  "git.refused": async (account) => {
    await account.given(make.newProject());
    const remote = make.newService("svc");
    await refused(account, { ...remote, path: `${remote.path}?storeType=REMOTE` }, 501, /Git Experience/);
    const pipeline = make.newPipeline("pl", undefined, { git_details: { store_type: "REMOTE" } });
    await refused(account, pipeline, 501, /Git Experience/);
  },
};
