/** Lists by pages, on a server whose pages are not what they should be. */
import assert from "node:assert/strict";
import { EndlessList } from "../src/provider/api/errors";
import { type ListCall, readPages } from "../src/provider/handlers/lists";
import { explain } from "../src/provider/rpc/failure";
import { answer, scripted } from "./support/scripted";

const list: ListCall = {
  style: "ng",
  path: "/ng/api/x",
  page: ["pageIndex", "pageSize"],
  keyOf: ({ identifier }) => String(identifier),
};
const page = (totalPages: number, ...identifiers: string[]) =>
  answer(200, {
    status: "SUCCESS",
    data: { totalPages, content: identifiers.map((identifier) => ({ identifier })) },
  });

describe("a list by pages", () => {
  it("has an object once that slipped to the next page", async () => {
    const { client, sent } = scripted(page(2, "a", "b"), page(2, "b", "c"));
    assert.deepEqual([...(await readPages(client, list)).keys()], ["a", "b", "c"]);
    assert.equal(sent.length, 2);
  });

  it("ends where a page is empty, whatever number of pages was promised", async () => {
    const { client, sent } = scripted(page(9, "a"), page(9));
    assert.deepEqual([...(await readPages(client, list)).keys()], ["a"]);
    assert.equal(sent.length, 2);
  });

  it("is given up where the same page comes again, with the cure", async () => {
    const same = page(1_000_000, "a", "b");
    const bare = answer(200, [{ identifier: "a" }], { hasNext: true });
    for (const [style, reply] of [
      ["ng", same],
      ["v1", bare],
    ] as const) {
      const { client, sent } = scripted(reply);
      const error = await readPages(client, { ...list, style }).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof EndlessList);
      assert.equal(sent.length, 2);
      assert.match(
        explain(error, { name: 'Service "x"' }).message,
        /its list does not end: page 2 says that there is more .*\(check the endpoint.*HAR011/,
      );
    }
  });
});
