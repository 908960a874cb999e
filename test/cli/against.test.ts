/** Plans against another catalog. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCatalog } from "../../src/catalog/load";
import { planCatalog } from "../../src/plan";
import { changesBetween } from "../../src/cli/plans/against";
import { upCost } from "../../src/cli/plans/cost";
import { otherCatalog } from "../../src/cli/plans/otherCatalog";
import { operationText } from "../../src/cli/report";
import type { Change } from "../../src/cli/engine/tally";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleCatalog, objectsOf } from "../plan/support";
import { memoryIo } from "../support/io";

describe("a plan against another catalog", () => {
  const scope = { account: "any", environments: ["int", "pre", "prod"], stack: "dev" };
  const before = exampleCatalog();
  const names = ({ changes }: ReturnType<typeof changesBetween>, op: Change["op"]) =>
    changes.filter((change) => change.op === op).map(({ type, name }) => `${type.split(":").at(-1)} ${name}`);

  it("is empty for the same catalog", () => {
    const { tally } = changesBetween(planCatalog(before, scope), planCatalog(before, scope));
    const { same, ...changed } = tally;
    assert.deepEqual(changed, { create: 0, update: 0, replace: 0, delete: 0 });
    assert.equal(same, objectsOf(planCatalog(before, scope)).length);
  });

  it("calls a change of what an object is found by a replacement, and forecasts its calls", () => {
    const { platform } = before;
    const project = { ...platform.project, identifier: "shop" };
    const moved = { ...before, platform: { ...platform, project } };
    const result = changesBetween(planCatalog(before, scope), planCatalog(moved, scope));
    const { tally } = result;
    assert.deepEqual([tally.create, tally.delete], [1, 1], "the project has another name as well");
    assert.ok(tally.replace > 80 && tally.update < 10, JSON.stringify(tally));
    const writes = 2 + tally.update + 2 * tally.replace;
    const { calls } = upCost(result);
    assert.ok(calls > writes && calls <= writes + 1 + tally.replace, `${calls} calls for ${writes} writes`);
    const text = operationText(memoryIo(), "plan", "dev", result);
    assert.match(
      text,
      /^CAUTION: lost for good would be\n {2}1 project: platform\n {4}with everything in it\n {2}\d+ environments: int_stable,/m,
    );
  });

  it("reads the other side with the versions it knew, where it has no library of its own", () => {
    const dir = mkdtempSync(join(tmpdir(), "harness-catalog-sides-"));
    try {
      cpSync(join(packageRoot(), "templates", "library"), join(dir, "library"), { recursive: true });
      const bake = join(dir, "library", "bake");
      const text = readFileSync(join(bake, "1.0.0.yaml"), "utf8");
      writeFileSync(join(bake, "1.1.0.yaml"), text.replaceAll("1.0.0", "1.1.0"));
      const catalog = join(packageRoot(), "catalog");
      assert.throws(() => loadCatalog(catalog, join(dir, "library")), /CAT072/);
      const other = otherCatalog(catalog, join(dir, "library"));
      assert.deepEqual(
        other.library.get("bake")?.map(({ label }) => label),
        ["1.0.0"],
      );
      assert.deepEqual(planCatalog(other, scope).units, planCatalog(before, scope).units);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it("creates, updates and deletes what the entries say", () => {
    const [first, ...rest] = before.services;
    assert.equal(first?.name, "account-api");
    const after = {
      ...before,
      services: [...rest.map((each) => (each.name === "backend" ? { ...each, description: "New" } : each))],
    };
    const there = changesBetween(planCatalog(before, scope), planCatalog(after, scope));
    assert.deepEqual(names(there, "delete"), [
      "Triggers account-api",
      "MonitoredService account-api_prod",
      "Pipeline account-api",
      "Service account-api",
    ]);
    assert.deepEqual(names(there, "create"), []);
    assert.deepEqual(
      names(there, "update").filter((name) => name.endsWith(" backend")),
      ["Service backend", "Pipeline backend"],
    );
    const back = changesBetween(planCatalog(after, scope), planCatalog(before, scope));
    assert.deepEqual([...names(back, "create")].reverse(), names(there, "delete"));
    const description = there.changes.find(
      ({ name, type }) => name === "backend" && type.endsWith(":Service"),
    );
    assert.deepEqual(description?.after?.["description"], "New");
  });
});
