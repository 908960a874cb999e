/** An enabled freeze cannot be edited: the sequence around it, and that the next run completes what a killed one left. */
import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { parse } from "yaml";
import type { FaultKind } from "harness-sandbox";
import { yaml } from "./support/bodies";
import { cases } from "./support/cases";
import { type Resource, startProvider, type TestProvider } from "./support/provider";

const { inputs } = cases.manualFreeze;
const at = (text: string) => ({ ...inputs, yaml: text });
const enabled = at(yaml.freeze("dev", "one"));
const changed = at(yaml.freeze("dev", "two"));

const read = "GET /ng/api/freeze/:identifier";
const status = "POST /ng/api/freeze/updateFreezeStatus";
const write = "PUT /ng/api/freeze/:identifier";

describe("manual freeze", () => {
  let provider: TestProvider;
  let made: Resource;

  beforeEach(async () => {
    provider = await startProvider();
    await provider.create("organization", cases.organization.inputs);
    await provider.create("project", cases.project.inputs);
    made = await provider.create("manualFreeze", enabled);
  });
  afterEach(() => provider.close());

  const deployed = () => provider.sandbox.snapshot()["freeze"]?.["org1/prj1/fr1"];
  const assertDeployed = (wanted: { yaml: unknown }) => {
    const body = deployed();
    assert.deepEqual(parse(String(body?.["yaml"])), parse(String(wanted.yaml)));
    assert.equal(
      body?.["status"],
      (parse(String(wanted.yaml)) as { freeze: { status: string } }).freeze.status,
    );
  };
  /** What a run did to the freeze before it was killed. */
  const byHand = async (method: string, path: string, body: string) => {
    const url = `${provider.sandbox.url}/ng/api/freeze/${path}accountIdentifier=acct&orgIdentifier=org1&projectIdentifier=prj1`;
    const headers = { "x-api-key": "pat.acct.token.KeyThatMustNotLeak" };
    assert.equal((await fetch(url, { method, body, headers })).status, 200);
  };
  const disableByHand = () => byHand("POST", "updateFreezeStatus?status=Disabled&", '["fr1"]');

  it("is disabled, written and thereby enabled again", async () => {
    const { calls } = await provider.calls(() => provider.update("manualFreeze", made, changed));
    assert.deepEqual(calls, { [read]: 1, [status]: 1, [write]: 1 });
    assertDeployed(changed);
  });

  it("is only written when it is not enabled, and then holds what its YAML says", async () => {
    const off = at(yaml.freeze("dev", "one", "Disabled"));
    const disabled = await provider.update("manualFreeze", made, off);
    assertDeployed(off);
    const { calls } = await provider.calls(() => provider.update("manualFreeze", disabled, changed));
    assert.deepEqual(calls, { [read]: 1, [write]: 1 });
    assertDeployed(changed);
  });

  it("goes on after a run that was killed when it had disabled it", async () => {
    await disableByHand();
    const next = await provider.again();
    const { calls } = await provider.calls(() => next.update("manualFreeze", made, changed));
    assert.deepEqual(calls, { [read]: 1, [write]: 1 });
    assertDeployed(changed);
  });

  it("is left alone after a run that was killed when it had written it", async () => {
    await disableByHand();
    await byHand("PUT", "fr1?", String(changed.yaml));
    const next = await provider.again();
    const { calls } = await provider.calls(() => next.update("manualFreeze", made, changed));
    assert.deepEqual(calls, { [read]: 1 });
    assertDeployed(changed);
  });

  it("is enabled again by a refresh and an update when the change is withdrawn after such a run", async () => {
    await disableByHand();
    const next = await provider.again();
    const fresh = await next.read("manualFreeze", "fr1", made);
    assert.equal(fresh.state["status"], "Disabled");
    const diff = await next.diff("manualFreeze", fresh, enabled);
    assert.equal(diff.getChanges(), messages.DiffResponse.DiffChanges.DIFF_SOME);
    await next.update("manualFreeze", fresh, enabled);
    assertDeployed(enabled);
  });

  for (const kind of ["drop", "accepted-then-drop"] as const satisfies readonly FaultKind[]) {
    for (const after of [0, 1, 2]) {
      it(`converges when Harness is gone after ${after} calls of an update (${kind})`, async () => {
        provider.sandbox.faults({ rules: [{ kind, after }] });
        await assert.rejects(provider.update("manualFreeze", made, changed), /HAR00[67]\]/);
        provider.sandbox.faults({});
        await (await provider.again()).update("manualFreeze", made, changed);
        assertDeployed(changed);
      });

      it(`comes back as it was when the change is withdrawn then (${kind}, ${after} calls)`, async () => {
        provider.sandbox.faults({ rules: [{ kind, after }] });
        await assert.rejects(provider.update("manualFreeze", made, changed), /HAR00[67]\]/);
        provider.sandbox.faults({});
        await (await provider.again()).update("manualFreeze", made, enabled);
        assertDeployed(enabled);
      });
    }
  }

  it("holds again when Harness refuses what was to be written", async () => {
    const bad = at(String(changed.yaml).replace("Enabled", "Sometimes"));
    const { calls } = await provider.calls(() =>
      assert.rejects(provider.update("manualFreeze", made, bad), /status \[Sometimes\].*\[HAR005\]/),
    );
    assert.deepEqual(calls, { [read]: 1, [status]: 2, [write]: 1 });
    assertDeployed(enabled);
  });

  it("is reported as half-made when it cannot be enabled again", async () => {
    const bad = at(String(changed.yaml).replace("Enabled", "Sometimes"));
    provider.sandbox.faults({ rules: [{ kind: "500", after: 1, match: { path: "updateFreezeStatus" } }] });
    const failure = /status \[Sometimes\].*exists in part.*\[HAR007\]/s;
    await assert.rejects(provider.update("manualFreeze", made, bad), failure);
    provider.sandbox.faults({});
    await provider.update("manualFreeze", made, enabled);
    assertDeployed(enabled);
  });

  it("is deleted while it is enabled, by one call", async () => {
    const { calls } = await provider.calls(() => provider.remove("manualFreeze", made));
    assert.deepEqual(calls, { "DELETE /ng/api/freeze/:identifier": 1 });
    assert.equal(deployed(), undefined);
  });

  it("says in its outputs what its YAML says, the same after a write and after a read", async () => {
    const expected = {
      name: "fr1",
      description: "one",
      status: "Enabled",
      tags: ["managed_by:harness-catalog", "catalog_stack:dev"],
      scope: "project",
      type: "MANUAL",
      freezeWindows: [
        {
          timeZone: "Europe/Berlin",
          startTime: "2026-12-20 10:00 AM",
          duration: "30m",
          recurrences: [{ type: "Yearly", recurrenceSpecs: [{ until: "2028-12-31 11:59 PM" }] }],
        },
      ],
    };
    assert.deepEqual(made.state, { ...enabled, ...expected });
    const fresh = await (await provider.again()).read("manualFreeze", "fr1", made);
    assert.deepEqual(fresh.state, made.state);
  });

  it("is read from one list with all others of its project", async () => {
    const others = [made];
    for (const identifier of ["fr2", "fr3"]) {
      const text = String(enabled.yaml).replaceAll("fr1", identifier);
      others.push(await provider.create("manualFreeze", { ...at(text), identifier }));
    }
    const next = await provider.again();
    const { calls } = await provider.calls(() =>
      Promise.all(others.map((object) => next.read("manualFreeze", object.id, object))),
    );
    assert.deepEqual(calls, { "POST /ng/api/freeze/list": 1 });
  });
});
