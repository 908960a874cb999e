/** The files that Harness reads, by the documents it gets, are those that are generated: no more and no fewer. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { Catalog } from "../../src/catalog/model";
import { readLayers } from "../../src/manifests/layers/read";
import { planTargets } from "../../src/manifests/plan";
import { packageRoot } from "../../src/paths/packageRoot";
import { deployments, filesOf } from "../plan/deliveryChecks";
import { anyCatalog } from "../plan/random";
import {
  documentOf,
  exampleCatalog,
  expandedPipeline,
  objectOf,
  objectsOf,
  planOf,
  type Json,
} from "../plan/support";
import { withEcsSettings } from "./support";

/** Every file that the stages of a service's pipeline read. A job's step names a file below the folder of its service. */
function readByHarness(catalog: Catalog): string[] {
  const plan = planOf(catalog);
  const delivered = objectsOf(plan, "pipeline").map(({ name }) => name);
  const files = catalog.services
    .filter(({ name }) => delivered.includes(name))
    .flatMap(({ name }) => {
      const { stages } = expandedPipeline(plan, name) as { stages: { stage: Json }[] };
      const subject = {
        stages: stages.map(({ stage }) => stage),
        service: documentOf(objectOf(plan, "service", name)),
        names: (kind: "environment" | "infrastructure", identifier: string) =>
          documentOf(objectOf(plan, kind, identifier))["name"] as string,
      };
      return deployments(subject).flatMap((deployment) => {
        const paths = filesOf(subject, deployment);
        const folder = paths.find((path) => !path.endsWith(".yaml"));
        return paths
          .filter((path) => path !== folder)
          .map((path) =>
            path.startsWith(`${catalog.platform.repository.manifests}/`) ? path : `${folder}/${path}`,
          );
      });
    });
  return [...new Set(files)].sort();
}

function generated(catalog: Catalog): string[] {
  const root = catalog.platform.repository.manifests;
  return planTargets(catalog, readLayers(), [])
    .flatMap(({ target, content }) => {
      const names = [
        ...Object.keys(content.files),
        ...(content.kind === "kustomize" ? ["manifests.yaml"] : []),
      ];
      return names.map((name) => `${root}/${target.folder}/${name}`);
    })
    .sort();
}

describe("generated files", () => {
  it("of the example are those that its Harness documents name, and they are there", () => {
    const catalog = exampleCatalog();
    const read = readByHarness(catalog);
    assert.ok(read.includes("generated/payment-service/prod/euw2/manifests.yaml"));
    assert.ok(read.includes("generated/backend/prod/euw1/service-definition.yaml"));
    assert.deepEqual(generated(catalog), read);
    assert.deepEqual(
      read.filter((file) => !existsSync(join(packageRoot(), file))),
      [],
    );
  });

  it("of any catalog are those that its Harness documents name", function () {
    this.timeout(120_000);
    fc.assert(
      fc.property(anyCatalog, (random) => {
        const catalog = withEcsSettings(random);
        assert.deepEqual(generated(catalog), readByHarness(catalog));
      }),
      { numRuns: 30, seed: 20 },
    );
  });
});
