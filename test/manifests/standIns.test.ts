/** Filling names and sizes into what kustomize made of stand-ins gives, byte by byte, what it makes of the real ones. */
import assert from "node:assert/strict";
import type { Catalog } from "../../src/catalog/model";
import { chooseLayers } from "../../src/manifests/layers/choose";
import { readLayers } from "../../src/manifests/layers/read";
import { planTargets } from "../../src/manifests/plan";
import { renderTargets } from "../../src/manifests/render";
import { buildLayouts } from "../../src/manifests/render/kustomize";
import { layoutOf } from "../../src/manifests/render/layout";
import { realNaming } from "../../src/manifests/render/standIns";
import { manifestHeader } from "../../src/manifests/render/texts";
import { exampleCatalog } from "../plan/support";
import { buildPatience, buildTools, catalogWith, runPatience, tools } from "./support";

async function compare(catalog: Catalog): Promise<{ targets: number; layouts: number }> {
  const library = readLayers();
  const planned = planTargets(catalog, library, []).filter(({ content }) => content.kind === "kustomize");
  const filled = await renderTargets(tools.kustomize, library.root, planned);
  const direct = await buildLayouts(
    await tools.kustomize(),
    library.root,
    planned.map(({ target }) => ({
      layout: layoutOf(
        catalog,
        target,
        chooseLayers(catalog, target, library).layers,
        realNaming(catalog, target),
      ),
      example: target.folder,
    })),
  );
  for (const [
    index,
    {
      planned: { target },
      files,
    },
  ] of filled.entries()) {
    const expected = manifestHeader(target.service.archetype) + direct[index]!;
    assert.equal(files["manifests.yaml"], expected, target.folder);
  }
  const layouts = new Set(
    planned.map(({ content }) => JSON.stringify("layout" in content && content.layout)),
  );
  return { targets: planned.length, layouts: layouts.size };
}

describe("stand-ins", function () {
  this.timeout(runPatience);

  before(async function () {
    this.timeout(buildPatience);
    await buildTools();
  });

  it("give the same bytes for the example, with fewer runs", async () => {
    const { targets, layouts } = await compare(exampleCatalog());
    assert.equal(targets, 15);
    assert.ok(layouts < targets / 2, `${layouts} layouts`);
  });

  it("give the same bytes for every archetype and strategy", async () => {
    const places = { environments: ["test", "live"], regions: ["west", "east"] };
    const { targets } = await compare(
      catalogWith([
        {
          name: "a1",
          ...places,
          components: ["ingress", "retry", "circuit-breaker", "mtls", "pdb"],
          size: "small",
        },
        { name: "a2", ...places, strategy: { live: "blue-green" }, components: ["mesh"], size: "large" },
        { name: "listener", ...places, archetype: "listener", components: ["consumer"] },
        { name: "socket", ...places, archetype: "streaming", components: ["ingress", "sticky-sessions"] },
        { name: "nightly", ...places, archetype: "scheduler", cron: "0 3 * * *" },
        { name: "report", ...places, archetype: "job", env: { FORMAT: "pdf" } },
      ]),
    );
    assert.equal(targets, 24);
  });

  it("give the same bytes for names that YAML takes for something else", async () => {
    const services = ["no", "on", "yes", "off", "true", "null", "e1", "nan", "inf", "x-1", "zz-service-zz"];
    await compare(
      catalogWith(
        services.map((name) => ({ name, team: "no", env: { TEXT: `${name} zz-team-zz 910000001m` } })),
        { teams: { no: { display: "No" }, ops: { display: "Ops", role: "platform" } } },
      ),
    );
    await compare(catalogWith(services.map((name) => ({ name }))));
  });
});
