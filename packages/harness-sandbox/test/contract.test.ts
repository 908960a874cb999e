import assert from "node:assert/strict";
import { accountParameter, TestAccount, type Answer, type Req } from "./client";
import { deliveryKinds } from "./kinds/delivery";
import type { KindCase } from "./kinds/kindCase";
import { platformKinds } from "./kinds/platform";

/** The same life cycle for every kind. What single kinds do beyond it is in the behaviour tests. */
for (const kindCase of [...platformKinds, ...deliveryKinds]) {
  describe(`sandbox contract: ${kindCase.kind}`, () => {
    let account: TestAccount;
    beforeEach(async () => {
      account = new TestAccount();
      await account.given(...kindCase.parents);
    });

    it("creates, reads, lists, updates and deletes", async () => {
      await lifeCycle(account, kindCase);
    });

    it("leaves the same snapshot after creating and deleting", async () => {
      const before = account.bytes();
      await account.given(kindCase.create("first"), kindCase.remove("first"));
      assert.equal(account.bytes(), before);
    });

    it("refuses a taken identifier and keeps the first object", async () => {
      await account.given(kindCase.create("first"));
      const before = account.bytes();
      refused(await account.send(kindCase.create("first")), 400, /already exists/);
      assert.equal(account.bytes(), before);
    });

    it("refuses identifiers that are misshapen, reserved or too long", async () => {
      const bad = ["1st", "a.b", "sp ace", "or", "status", "x".repeat(129)];
      if (kindCase.identifiersMay !== "dash") bad.push("da-sh");
      for (const identifier of bad) {
        const answer = await account.send(kindCase.create(identifier));
        refused(answer, 400, /identifier|Invalid YAML/);
      }
    });

    it("answers reading and deleting what is not there", async () => {
      for (const request of [kindCase.read("absent"), kindCase.remove("absent")]) {
        const answer = await account.send(request);
        refused(answer, kindCase.missing ?? 404, /not found|is not present/);
        const code = kindCase.missingCode ?? "RESOURCE_NOT_FOUND_EXCEPTION";
        if (!request.path.startsWith("/pm/")) assert.equal(answer.body.code, code);
      }
    });

    it("refuses calls without a key, with another key and for another account", async () => {
      for (const headers of [{ "x-api-key": "" }, { "x-api-key": "wrong" }]) {
        refused(await account.send({ ...kindCase.read("first"), headers }), 401, /Token/);
      }
      refused(await account.send(forAnotherAccount(kindCase.create("first"))), 401, /account \[OTHER\]/);
    });

    const { unknownParent } = kindCase;
    if (unknownParent !== undefined) {
      it("refuses to create into what does not exist", async () => {
        refused(await account.send(unknownParent), 400, /nowhere/);
      });
    }
  });
}

async function lifeCycle(account: TestAccount, kindCase: KindCase): Promise<void> {
  const { status = {} } = kindCase;
  const created = await account.send(kindCase.create("first"));
  assert.equal(created.status, status.create ?? 200, created.text);
  await account.given(kindCase.create("second"));
  assert.match((await account.must(kindCase.read("first"))).text, /first/);
  if (kindCase.list !== undefined) await listsBoth(account, kindCase.list);
  if (kindCase.updateDeletesFirst) await account.given(kindCase.remove("first"));
  const updated = await account.send(kindCase.update("first"));
  assert.equal(updated.status, status.update ?? 200, updated.text);
  assert.ok((await account.must(kindCase.read("first"))).text.includes(kindCase.changed));
  assert.ok(!(await account.must(kindCase.read("second"))).text.includes(kindCase.changed));
  const removed = await account.send(kindCase.remove("first"));
  assert.equal(removed.status, status.remove ?? 200, removed.text);
  assert.equal((await account.send(kindCase.read("first"))).status, kindCase.missing ?? 404);
  await account.must(kindCase.read("second"));
}

async function listsBoth(account: TestAccount, list: Req): Promise<void> {
  const { text } = await account.must(list);
  assert.match(text, /"identifier":"first"/);
  assert.match(text, /"identifier":"second"/);
}

function refused(answer: Answer, status: number, says: RegExp): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.headers.get("content-type"), "application/json");
  assert.match(String(answer.body.message), says);
}

function forAnotherAccount(request: Req): Req {
  if (request.path.startsWith("/v1/")) return { ...request, headers: { "Harness-Account": "OTHER" } };
  return {
    ...request,
    path: `${request.path}${request.path.includes("?") ? "&" : "?"}${accountParameter(request.path)}=OTHER`,
  };
}
