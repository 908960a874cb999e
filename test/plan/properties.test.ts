/** What holds for every catalog. 200 random catalogs each, with a random share of their environments. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { effectiveRegions, orderedEnvironments } from "../../catalog/effective";
import type { Catalog } from "../../catalog/model";
import { keyOf, type Plan } from "../../catalog/plan";
import { checkPipelineYaml } from "../../sandbox/yaml/pipeline";
import { checkTemplateYaml } from "../../sandbox/yaml/template";
import { anyCatalog, anyShare } from "./random";
import { documentOf, objectsOf, planOf, stagesOf, textOf, type Stage } from "./support";

const project = { org: "acme", project: "shop" };

describe("every plan", () => {
  holds("names each object once", (plan) => {
    const keys = objectsOf(plan).map(keyOf);
    assert.equal(new Set(keys).size, keys.length);
    const places = objectsOf(plan).map(({ kind, inputs }) =>
      [
        kind,
        inputs["orgId"],
        inputs["projectId"],
        inputs["envId"],
        inputs["version"],
        inputs["identifier"],
      ].join("/"),
    );
    assert.equal(new Set(places).size, places.length);
  });

  holds("stands each object after what it depends on", (plan) => {
    const seen = new Set<string>();
    for (const object of objectsOf(plan)) {
      for (const key of object.dependsOn) assert.ok(seen.has(key), `${keyOf(object)} comes before ${key}`);
      assert.equal(
        new Set(object.dependsOn).size,
        object.dependsOn.length,
        `${keyOf(object)} repeats a dependency`,
      );
      seen.add(keyOf(object));
    }
  });

  holds("uses identifiers and names that Harness takes", (plan) => {
    for (const object of objectsOf(plan)) {
      const { identifier, name } = object.inputs as { identifier: string; name?: string };
      assert.match(identifier, /^[a-zA-Z_][0-9a-zA-Z_]{0,63}$/);
      if (object.kind !== "roleAssignments")
        assert.match(name ?? "", /^[a-zA-Z_0-9-.][-0-9a-zA-Z_\s.]{0,127}$/);
    }
  });

  holds("says the same in a document as in the request around it", (plan) => {
    for (const object of objectsOf(plan).filter((candidate) => textOf(candidate) !== undefined)) {
      const { identifier, name, description, tags } = object.inputs as Record<string, unknown>;
      const document = documentOf(object);
      assert.deepEqual([document["identifier"], document["name"]], [identifier, name]);
      if (object.kind !== "template") assert.equal(document["description"], description);
      if (tags !== undefined) assert.deepEqual(pairs(document["tags"] as Record<string, string>), tags);
    }
  });

  holds("is taken by Harness's rules for pipelines and templates", (plan) => {
    for (const object of objectsOf(plan, "pipeline")) {
      const { identifier, name } = object.inputs as { identifier: string; name: string };
      checkPipelineYaml(textOf(object) ?? "", { identifier, name, scope: project });
    }
    for (const object of objectsOf(plan, "template")) checkTemplateYaml(textOf(object) ?? "", project);
  });

  holds("deploys each hosted environment and effective region once, in order", (plan, catalog, hosted) => {
    for (const service of catalog.services) {
      const keys = orderedEnvironments(
        catalog.platform,
        service.environments.filter((key) => hosted.includes(key)),
      );
      const wanted = keys.flatMap((key) =>
        effectiveRegions(catalog, service, key).map((region) => [key.concat("_stable"), region].join("_")),
      );
      assert.deepEqual(
        deployments(plan, service.name).map(({ identifier }) => identifier),
        wanted,
      );
    }
  });

  holds("never lets a stage reach the files of another environment", (plan, catalog) => {
    for (const { name } of catalog.services) {
      for (const stage of deployments(plan, name)) {
        for (const path of pathsOf(plan, name, stage)) {
          const [environment, region] = splitStage(stage.identifier);
          assert.ok(path.startsWith(`generated/${name}/${environment}/`), path);
          assert.ok(path.endsWith(environment) || path.includes(`/${region}/`), path);
        }
      }
    }
  });

  holds("asks everybody before production, and nobody twice", (plan, catalog) => {
    const production = objectsOf(plan, "environment").filter(({ inputs }) => inputs["type"] === "Production");
    for (const { name } of catalog.services) {
      const stages = stagesOf(plan, name);
      const first = stages.findIndex((stage) =>
        production.some((found) => found.name === environmentOf(stage)),
      );
      if (first === -1) continue;
      const approvers = approvalsOf(plan, stages[first - 1]);
      assert.ok(approvers.length >= 2);
      approvers.forEach((approver, index) => {
        assert.equal(approver.disallowPipelineExecutor, true);
        assert.equal(approver.minimumCount, 1);
        assert.equal(approver.disallowedUserEmails?.length ?? 0, index);
      });
    }
  });

  holds("gives a service nothing where none of its environments is hosted", (plan, catalog, hosted) => {
    for (const service of catalog.services) {
      const here = service.environments.some((key) => hosted.includes(key));
      assert.equal(
        objectsOf(plan, "pipeline").some(({ name }) => name === service.name),
        here,
      );
    }
  });
});

type Check = (plan: Plan, catalog: Catalog, hosted: readonly string[]) => void;

function holds(title: string, check: Check): void {
  it(title, () => {
    const given = anyCatalog.chain((catalog) =>
      fc.record({ catalog: fc.constant(catalog), hosted: anyShare(catalog) }),
    );
    fc.assert(
      fc.property(given, ({ catalog, hosted }) => check(planOf(catalog, hosted), catalog, hosted)),
      { numRuns: 200, seed: 20261121 },
    );
  });
}

function deployments(plan: Plan, service: string): Stage[] {
  if (!objectsOf(plan, "pipeline").some(({ name }) => name === service)) return [];
  return stagesOf(plan, service).filter((stage) => stage.template.templateInputs.type === "Deployment");
}

function environmentOf({ template }: Stage): string | undefined {
  return template.templateInputs.spec?.environment?.environmentRef;
}

/** `dev_stable_west` → `dev-stable` and `west` */
function splitStage(identifier: string): [string, string] {
  const [environment = "", stable = "", region = ""] = identifier.split("_");
  return [`${environment}-${stable}`, region];
}

/** Manifest paths of a service as Harness evaluates them in a stage: with the names of what the stage refers to. */
function pathsOf(plan: Plan, service: string, stage: Stage): string[] {
  const environment = environmentOf(stage);
  const infrastructure =
    stage.template.templateInputs.spec?.environment?.infrastructureDefinitions[0]?.identifier;
  const named = (kind: "environment" | "infrastructure", name: string | undefined) =>
    objectsOf(plan, kind).find((object) => object.name === name)?.inputs["name"] as string;
  const object = objectsOf(plan, "service").find(({ name }) => name === service);
  const text = textOf(object ?? assert.fail()) ?? "";
  return [...text.matchAll(/- (generated\/\S+)/g)].map(([, path = ""]) =>
    path
      .replaceAll("<+env.name>", named("environment", environment))
      .replaceAll("<+infra.name>", named("infrastructure", infrastructure)),
  );
}

interface Approvers {
  readonly minimumCount: number;
  readonly disallowPipelineExecutor: boolean;
  readonly disallowedUserEmails?: readonly string[];
}

/** Approvers of the approval steps of the template a stage refers to. */
function approvalsOf(plan: Plan, stage: Stage | undefined): Approvers[] {
  const { templateRef, versionLabel } = stage?.template ?? assert.fail();
  const template = objectsOf(plan, "template").find(({ name }) => name === `${templateRef}@${versionLabel}`);
  const { spec } = documentOf(template ?? assert.fail()) as {
    spec: { spec: { execution: { steps: { step: { type: string; spec: { approvers: Approvers } } }[] } } };
  };
  return spec.spec.execution.steps
    .filter(({ step }) => step.type === "HarnessApproval")
    .map(({ step }) => step.spec.approvers);
}

function pairs(tags: Readonly<Record<string, string>>): string[] {
  return Object.entries(tags).map(([key, value]) => `${key}:${value}`);
}
