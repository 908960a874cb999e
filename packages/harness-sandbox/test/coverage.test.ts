import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lintRules } from "harness-lint";
import { lintSources } from "../src/coverage/lintSources";
import { renderCoverage, routeSources } from "../src/coverage";
import { kinds } from "../src/entity";
import { routes } from "../src/routes";
import { routeName } from "../src/routes/route";

const root = join(__dirname, "..", "..", "..", "..");

describe("sandbox coverage table", () => {
  it("names a source for every registered path, and no other path", () => {
    const registered = routes.map(routeName);
    assert.equal(new Set(registered).size, registered.length, "a path is registered twice");
    assert.deepEqual(Object.keys(routeSources).sort(), [...registered].sort());
  });

  it("has paths for every kind", () => {
    for (const kind of kinds)
      assert.ok(
        routes.some((route) => route.kind === kind),
        kind,
      );
  });

  it("names a source for every rule of the lint, and no other rule", () => {
    assert.deepEqual(Object.keys(lintSources).sort(), Object.keys(lintRules).sort());
  });

  it("is what docs/sandbox.md says", () => {
    const committed = readFileSync(join(root, "docs", "sandbox.md"), "utf8");
    assert.equal(
      committed,
      renderCoverage(),
      "docs/sandbox.md is stale: run `node packages/harness-sandbox/dist/src/coverageDoc.js`",
    );
  });
});
