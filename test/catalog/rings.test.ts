/** Which ring a service is in, and which template version it gets. */
import assert from "node:assert/strict";
import { parseCatalog } from "../../src/catalog/load";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import { ringOf, versionInRing } from "../../src/catalog/library/rings";
import { linksIn } from "harness-simulate/expand/links";
import { documentOf, objectOf, planOf } from "../plan/support";
import { changedVersion, shipped, withVersions } from "../templates/library";
import { changed, codeAndPlace, problemsIn } from "./base";

const library = withVersions("bake", [shipped("bake"), changedVersion("bake", "1.1.0")]);
const platform = (text: string) => ["changeWindow:\n", `${text}changeWindow:\n`] as const;
const rings = `rings: [{ name: pilot, services: [orders] }, { name: early, teams: [platform] }, { name: fleet }]\n`;

describe("rings of a catalog", () => {
  const catalog = (templates: string) =>
    parseCatalog(changed({ platform: platform(`${rings}templates: { bake: ${templates} }\n`) }), library);

  it("hold a service once: by name, by team, else the last", () => {
    const loaded = catalog("{ version: 1.1.0, previous: 1.0.0, through: pilot }");
    const ring = (name: string, team: string) => ringOf(loaded.platform, { name, team });
    assert.equal(ring("orders", "payments"), "pilot");
    assert.equal(ring("orders", "platform"), "pilot");
    assert.equal(ring("other", "platform"), "early");
    assert.equal(ring("ledger", "payments"), "fleet");
  });

  it("up to `through` have the version, those after it the one before", () => {
    const loaded = catalog("{ version: 1.1.0, previous: 1.0.0, through: early }");
    const of = (ring: string) => versionInRing(loaded, "bake", ring);
    assert.deepEqual(["pilot", "early", "fleet"].map(of), ["1.1.0", "1.1.0", "1.0.0"]);
  });

  it("show in the pipelines, and only there", () => {
    const before = planOf(catalog("{ version: 1.0.0 }"));
    const after = planOf(catalog("{ version: 1.1.0, previous: 1.0.0, through: pilot }"));
    const versions = (plan: typeof before, service: string) =>
      linksIn(documentOf(objectOf(plan, "pipeline", service)))
        .filter(({ templateRef }) => templateRef === "bake")
        .map(({ versionLabel }) => versionLabel);
    assert.deepEqual([versions(before, "orders"), versions(before, "ledger")], [["1.0.0"], ["1.0.0"]]);
    assert.deepEqual([versions(after, "orders"), versions(after, "ledger")], [["1.1.0"], ["1.0.0"]]);
  });

  it("are asked for when a template has several versions (CAT072)", () => {
    const [problem, ...others] = problemsIn(() =>
      parseCatalog(changed({ platform: platform("templates: {}\n") }), library),
    );
    assert.equal(problem && codeAndPlace(problem), "CAT072 catalog/platform.yaml:53:1");
    assert.match(
      problem?.hint ?? "",
      /add "bake: \{ version: 1\.1\.0, previous: 1\.0\.0, through: <first ring> \}"/,
    );
    assert.deepEqual(others, []);
  });

  it("get no template that the library lacks: refused where it is needed", () => {
    const without = (identifier: string) =>
      new Map([...readTemplateLibrary()].filter(([key]) => key !== identifier));
    const refused = (identifier: string) =>
      problemsIn(() => parseCatalog(changed({}), without(identifier))).map(codeAndPlace);
    assert.deepEqual(refused("deploy_kubernetes_canary"), [
      "CAT070 catalog/services.yaml:2:5",
      "CAT070 catalog/services.yaml:10:30",
    ]);
    assert.deepEqual(refused("bake"), ["CAT070 catalog/platform.yaml:14:66"]);
    assert.deepEqual(refused("hotfix_kubernetes"), ["CAT070 catalog/platform.yaml:53:1"]);
    assert.deepEqual(refused("approval_2").length, 2);
    assert.deepEqual(refused("deploy_ecs_canary"), [], "nobody uses it");
  });
});
