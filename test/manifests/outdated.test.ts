/** Missing and stale files are told by digests alone, and never in the way of a run. */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestNotice } from "../../src/cli/manifestNotice";
import { readLayers } from "../../src/manifests/layers/read";
import { outdatedServices } from "../../src/manifests/outdated";
import { planTargets } from "../../src/manifests/plan";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleCatalog } from "../plan/support";
import { memoryIo } from "../support/io";

describe("generated files that the catalog has left behind", () => {
  const catalog = exampleCatalog();
  const service = "payment-service";
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-outdated-"));
    cpSync(join(packageRoot(), "generated"), join(dir, "generated"), { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const folder = (label: string) => join(dir, "generated", service, label, "euw1");
  const notice = (more: Partial<Parameters<typeof manifestNotice>[1]> = {}, env = {}) =>
    manifestNotice(memoryIo({ cwd: dir, env }), { catalog, environments: undefined, ...more });
  const changed = {
    ...catalog,
    services: catalog.services.map((each) =>
      each.name === service ? { ...each, env: { ...each.env, ADDED: "x" } } : each,
    ),
  };

  it("are none right after they were made", () => {
    assert.equal(notice(), undefined);
    assert.deepEqual(outdatedServices(join(dir, "generated"), planTargets(catalog, readLayers(), [])), {
      missing: [],
      stale: [],
    });
  });

  it("are stale after a change of the entry, of a file, or of metadata.json", () => {
    assert.match(
      notice({ catalog: changed }) ?? "",
      /^manifests of 1 service are stale: payment-service: pipelines deploy what is in generated\/ .* npx harness-catalog manifests, and commit/,
    );
    const file = join(folder("prod"), "manifests.yaml");
    writeFileSync(file, `${readFileSync(file, "utf8")}# by hand\n`);
    assert.match(notice() ?? "", /^manifests of 1 service are stale: payment-service:/);
    writeFileSync(file, "");
    rmSync(file);
    assert.match(notice() ?? "", /are stale: payment-service:/);
    assert.equal(notice({ environments: ["int"] }), undefined, "another stack's environment");
  });

  it("are missing where their folder is, and all of them where there is none", () => {
    rmSync(folder("prod"), { recursive: true });
    assert.match(notice() ?? "", /^manifests of 1 service are missing: payment-service:/);
    rmSync(join(dir, "generated"), { recursive: true });
    assert.match(
      notice() ?? "",
      new RegExp(`^manifests of ${catalog.services.length} services are missing: `),
    );
  });

  it("what stands in the way of a look is told, and nothing is thrown", () => {
    const said = notice({}, { HARNESS_CATALOG_LAYERS: "nowhere" }) ?? "";
    assert.match(
      said,
      /^whether the generated manifests are those of this catalog cannot be told: .*; npx harness-catalog manifests says/,
    );
  });
});
