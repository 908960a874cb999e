import assert from "node:assert/strict";
import * as make from "../requests";
import { get, post, v1 } from "../requests";
import { refused, type Scenario } from "./scenario";

/** Keys, accounts, paths and envelopes. */
export const wireScenarios = {
  "auth.key": async (account) => {
    for (const path of ["/ng/api/projects", `${v1}/pipelines`, "/pm/api/v1/policies"]) {
      await refused(account, { method: "GET", path, headers: { "x-api-key": "" } }, 401, /missing/);
      await refused(
        account,
        { method: "GET", path, headers: { "x-api-key": "pat.ACC.test.keyy" } },
        401,
        /not valid/,
      );
    }
  },
  "auth.account": async (account) => {
    await refused(account, get("/ng/api/projects?accountIdentifier=OTHER"), 401, /OTHER/);
    const headers = { "Harness-Account": "OTHER" };
    await refused(account, { method: "GET", path: `${v1}/pipelines`, headers }, 401, /OTHER/);
    await refused(account, get("/pm/api/v1/policies?accountIdentifier=OTHER"), 401, /OTHER/);
  },
  "auth.accountRequired": async (account) => {
    await refused(account, get("/ng/api/projects?accountIdentifier="), 400, /accountIdentifier/);
    await account.must(get("/pm/api/v1/policies?accountIdentifier="));
  },
  "auth.headerOptional": async (account) => {
    await account.given(make.newProject(), make.newPipeline("pl"));
    await account.must({ method: "DELETE", path: `${v1}/pipelines/pl`, headers: { "Harness-Account": "" } });
  },
  "path.gateway": async (account) => {
    await account.given({ ...make.newProject(), path: `/gateway${make.newProject().path}` });
    const headers = { "Harness-Account": "ACC" };
    const { status } = await account.send({
      method: "GET",
      path: `/gateway${v1}/pipelines?accountIdentifier=ACC`,
      headers,
    });
    assert.equal(status, 200);
  },
  "path.unknown": async (account) => {
    await refused(account, get("/cv/api/notification-rule/x"), 501, /not modelled/);
    await refused(account, { method: "GET", path: "/v1/notification-rules" }, 501, /not modelled/);
    await refused(account, { method: "PATCH", path: "/ng/api/projects" }, 501, /not modelled/);
  },
  "envelope.ng": async (account) => {
    const { body } = await account.must(get("/ng/api/organizations/default"));
    assert.deepEqual(Object.keys(body).sort(), ["correlationId", "data", "metaData", "status"]);
    const failure = (await account.send(get("/ng/api/organizations/none"))).body;
    assert.equal(failure.status, "FAILURE");
    assert.equal(failure.code, "RESOURCE_NOT_FOUND_EXCEPTION");
    assert.equal((failure.responseMessages as { message: string }[])[0]?.message, failure.message);
  },
  "envelope.v1": async (account) => {
    await account.given(make.newProject());
    assert.deepEqual((await account.must(make.newPipeline("pl"))).body, { identifier: "pl" });
    const failure = await account.send(get(`${v1}/pipelines/none`));
    assert.deepEqual(Object.keys(failure.body).sort(), ["code", "message"]);
  },
  "envelope.pm": async (account) => {
    const body = { identifier: "p", name: "p", rego: "package p" };
    assert.equal((await account.must(post("/pm/api/v1/policies", body))).body.identifier, "p");
    const failure = await account.send(get("/pm/api/v1/policies/none"));
    assert.equal(failure.status, 404);
    assert.equal(typeof failure.body.name, "string");
    assert.equal(failure.body.temporary, false);
  },
} satisfies Record<string, Scenario>;
