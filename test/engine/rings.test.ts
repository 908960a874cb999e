/**
 * A new template version over a fleet of 300 services, ring by ring, on the real engine: what it costs, what stops it,
 * and the way back. Proves nothing about what the templates do when a pipeline runs.
 */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shippedLibraryDir } from "../../src/catalog/library/read";
import { writeCatalog } from "../../bench/catalogOf";
import { createWorkspace, type Workspace } from "../support/workspace";

const rings = (templates: string) => `rings:
  - { name: pilot, services: [${pilots.join(", ")}] }
  - { name: early, teams: [payments-team] }
  - { name: fleet }
templates:
  deploy_kubernetes: ${templates}
`;
/** Three services of each team. */
const pilots = Array.from({ length: 9 }, (_, index) => `service-${String(index).padStart(5, "0")}`);
const early = 100 - 3;
const fleet = 300 - 9 - early;

describe("a template version on its way through the rings of 300 services", function () {
  this.timeout(600_000);
  let workspace: Workspace;
  let library = "";

  before(async () => {
    workspace = await createWorkspace();
    library = join(workspace.dir, "library");
    cpSync(shippedLibraryDir(), library, { recursive: true });
    writeCatalog(workspace.catalog, 300);
    choose("{ version: 1.0.0 }");
    await operate("up");
  });

  after(() => workspace.close());

  it("costs one call for the template, one for the policy that allows it, and a look and a write for each service of the ring", async () => {
    writeVersion("1.1.0", (text) => text.replace("timeout: 10m", "timeout: 15m"));
    choose("{ version: 1.1.0, previous: 1.0.0, through: pilot }");
    const counts = await operate("up");
    assert.deepEqual(
      [counts.create, counts.update, counts.delete, counts.replace, counts.calls],
      [1, pilots.length + 1, 0, 0, 2 * pilots.length + 2],
    );
  });

  it("does not reach a ring before the ring in front of it", async () => {
    choose("{ version: 1.1.0 }");
    const { code, stderr } = await workspace.cli(["up", "--yes"], env());
    assert.equal(code, 1);
    assert.match(
      stderr,
      /template deploy_kubernetes would move to 1\.1\.0 in ring "early"|ring "fleet" before ring/,
    );
    assert.match(stderr, /TPL012/);
    assert.match(stderr, /through: early/);
  });

  it("stops at the first ring and goes back by a revert", async () => {
    rmSync(join(library, "deploy_kubernetes", "1.1.0.yaml"));
    choose("{ version: 1.0.0 }");
    const counts = await operate("up");
    assert.deepEqual(
      [counts.create, counts.update, counts.delete, counts.calls],
      [0, pilots.length + 1, 1, 2 * pilots.length + 3],
    );
    assert.equal((await operate("plan")).same > 900, true);
  });

  it("refuses a body that changed under its label, before any call", async () => {
    writeVersion("1.0.0", (text) => text.replace("timeout: 10m", "timeout: 20m"));
    const calls = workspace.sandbox.calls().total;
    const { code, stderr } = await workspace.cli(["up", "--yes"], env());
    assert.equal(code, 1);
    assert.match(
      stderr,
      /deploy_kubernetes\/1\.0\.0\.yaml:1:1 version 1\.0\.0 of template deploy_kubernetes is deployed with another body/,
    );
    assert.equal(workspace.sandbox.calls().total, calls);
    writeVersion("1.0.0", (text) => text.replace("timeout: 20m", "timeout: 10m"));
  });

  it("moves on ring by ring, and then everybody is on it", async () => {
    writeVersion("1.2.0", (text) => text.replace("timeout: 10m", "timeout: 12m"));
    const updates: number[] = [];
    for (const through of ["pilot", "early", "fleet"]) {
      choose(`{ version: 1.2.0, previous: 1.0.0, through: ${through} }`);
      updates.push((await operate("up")).update);
    }
    // the first also allows the version, the last also makes it the stable one in the place of 1.0.0
    assert.deepEqual(updates, [pilots.length + 1, early, fleet + 2]);
    const { stdout } = await workspace.cli(["templates"], env());
    assert.match(stdout, /deploy_kubernetes +1\.2\.0 +300 services/);
    assert.match(stdout, /every service is on the newest versions/);
  });

  function choose(use: string): void {
    const file = join(workspace.catalog, "platform.yaml");
    const text = readFileSync(file, "utf8").replace(/^rings:[^]*?(?=^# end catalog)/m, "");
    writeFileSync(file, text.replace("# end catalog\n", `${rings(use)}# end catalog\n`));
  }

  function writeVersion(label: string, change: (text: string) => string): void {
    const dir = join(library, "deploy_kubernetes");
    const text = readFileSync(join(dir, "1.0.0.yaml"), "utf8");
    mkdirSync(dir, { recursive: true });
    writeFileSync(
      join(dir, `${label}.yaml`),
      change(text).replace("versionLabel: 1.0.0", `versionLabel: ${label}`),
    );
  }

  function env(): Record<string, string> {
    return { HARNESS_CATALOG_TEMPLATES: library };
  }

  function operate(operation: "plan" | "up"): ReturnType<Workspace["operate"]> {
    return workspace.operate(operation, [], env());
  }
});
