/** What counts as an answer of Harness, and what the client does about everything else. */
import assert from "node:assert/strict";
import { isObject } from "../src/provider/api/envelope";
import { AmbiguousWrite, HarnessError, Unproven } from "../src/provider/api/errors";
import { answer, get, post, scripted } from "./support/scripted";

describe("answers", () => {
  it("takes only Harness's own word of success, and repeats until it comes", async () => {
    const nothing = [
      "",
      "null",
      "[]",
      "{}",
      "7",
      "<html>login</html>",
      '{"status":"SUCC',
      '{"data":{"a":1}}',
    ];
    for (const body of [...nothing, '{"status":"SUCCESS","data":null}']) {
      const { client, sent } = scripted(
        answer(200, body),
        answer(200, { status: "SUCCESS", data: { a: 1 } }),
      );
      const strict = { ...get, proves: isObject };
      assert.deepEqual((await client.request(strict)).entity, { a: 1 }, body);
      assert.equal(sent.length, 2);
      await assert.rejects(scripted(answer(200, body)).client.request(strict), Unproven);
      await assert.rejects(
        scripted(answer(200, body)).client.request({ ...post, proves: isObject }),
        AmbiguousWrite,
      );
    }
  });

  it("looks before it repeats a write that an answer does not prove", async () => {
    const put = { ...get, method: "PUT", proves: isObject } as const;
    const looked = scripted(answer(200, "ok"));
    assert.equal((await looked.client.request({ ...put, isDone: async () => true })).entity, undefined);
    assert.equal(looked.sent.length, 1);
    const repeated = scripted(answer(200, "ok"), answer(200, { status: "SUCCESS", data: {} }));
    await repeated.client.request({ ...put, isDone: async () => false });
    assert.equal(repeated.sent.length, 2);
  });

  it("takes a failure under a status of success as what it is, and does not repeat it", async () => {
    const bodies = [
      { status: "ERROR", code: "UNKNOWN_ERROR", message: "no", data: { identifier: "y" } },
      { status: "FAILURE", code: "INVALID_REQUEST", message: "no" },
      { resource: null, responseMessages: [{ level: "ERROR", message: "no" }] },
    ];
    for (const body of bodies) {
      const { client, sent } = scripted(answer(200, body));
      await assert.rejects(
        client.request(get),
        (error) => error instanceof HarnessError && /^no$/.test(error.message),
      );
      assert.equal(sent.length, 1);
    }
  });
});
