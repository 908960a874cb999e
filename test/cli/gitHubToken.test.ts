import assert from "node:assert/strict";
import { gitHubToken } from "../../src/cli/gitHubToken";

describe("the token that doctor looks for", () => {
  const on = { "harness-catalog:github": true };

  it("is nobody's business in a stack that makes nothing on GitHub", () => {
    assert.equal(gitHubToken({}, "shop", { GITHUB_TOKEN: "x" }), undefined);
    assert.equal(gitHubToken({ "harness-catalog:github": "false" }, "shop", {}), undefined);
  });

  it("may be that of the organization, and its value is not shown", () => {
    assert.deepEqual(gitHubToken(on, "shop-a", { GITHUB_TOKEN_SHOP_A: "s3cret" }), {
      ok: true,
      detail: "a token in GITHUB_TOKEN_SHOP_A",
    });
    assert.equal(gitHubToken({ "harness-catalog:github": "true" }, "shop", { GITHUB_TOKEN: "x" })?.ok, true);
  });

  it("is missed by name, also where it is empty", () => {
    for (const env of [{}, { GITHUB_TOKEN: "" }, { GITHUB_TOKEN_OTHER: "x" }]) {
      const found = gitHubToken(on, "shop", env);
      assert.equal(found?.ok, false);
      assert.match(found?.detail ?? "", /^no GITHUB_TOKEN or GITHUB_TOKEN_SHOP;/);
    }
  });
});
