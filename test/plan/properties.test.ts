/** What holds for every catalog. 200 random catalogs each, with a random share of their environments. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { approversOf, effectiveRegions, orderedEnvironments } from "../../src/catalog/effective";
import type { Catalog } from "../../src/catalog/model";
import { keyOf, type Plan, type PlannedObject } from "../../src/plan";
import type { AnyInputs } from "../../src/plan/model";
import { anyCatalog, anyShare } from "./random";
import {
  documentOf,
  expandedPipeline,
  objectOf,
  objectsOf,
  planOf,
  stagesOf,
  textOf,
  type Stage,
} from "./support";

let made: readonly Case[] | undefined;

describe("every plan", () => {
  holds("names each object once", (plan) => {
    const keys = objectsOf(plan).map(keyOf);
    assert.equal(new Set(keys).size, keys.length);
    const places = objectsOf(plan).map(({ kind, inputs }) => {
      const given: AnyInputs = inputs;
      return [
        kind,
        ...["orgId", "projectId", "envId", "version", "identifier"].map((key) => given[key]),
      ].join("/");
    });
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
          assert.ok(path.startsWith(`generated/${name}/${environment}/${region}/`), path);
        }
      }
    }
  });

  holds("asks everybody before production, nobody twice, and the change window last", (plan, catalog) => {
    const production = objectsOf(plan, "environment").filter(({ inputs }) => inputs["type"] === "Production");
    for (const service of catalog.services) {
      if (!isDelivered(plan, service.name)) continue;
      const stages = stagesOf(plan, service.name);
      const first = stages.findIndex((stage) =>
        production.some((found) => found.name === environmentOf(stage)),
      );
      if (first === -1) continue;
      const windowed = catalog.platform.changeWindow !== undefined;
      if (windowed) assert.equal(stages[first - 1]!.template.templateRef, "change_window");
      const [environment] = splitStage(stages[first]!.identifier);
      const key = environment.replace("-stable", "");
      const approvers = approvalsOf(plan, service.name, stages[first - (windowed ? 2 : 1)]!.identifier);
      assert.equal(approvers.length, approversOf(catalog, service, key).length);
      assert.ok(approvers.length >= 2);
      approvers.forEach((approver, index) => {
        assert.equal(approver.disallowPipelineExecutor, true);
        assert.equal(approver.minimumCount, 1);
        assert.equal(approver.userGroups.length, 1);
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

interface Case {
  readonly catalog: Catalog;
  readonly hosted: readonly string[];
  readonly plan: Plan;
}

/** Made once for all checks: a plan takes far longer to make than to look at. */
function cases(): readonly Case[] {
  const given = anyCatalog.chain((catalog) =>
    fc.record({ catalog: fc.constant(catalog), hosted: anyShare(catalog) }),
  );
  made ??= fc
    .sample(given, { numRuns: 200, seed: 20261121 })
    .map(({ catalog, hosted }) => ({ catalog, hosted, plan: planOf(catalog, hosted) }));
  return made;
}

function holds(title: string, check: Check): void {
  it(title, () => {
    for (const { plan, catalog, hosted } of cases()) {
      try {
        check(plan, catalog, hosted);
      } catch (error) {
        throw new Error(`does not hold for ${JSON.stringify({ catalog, hosted })}`, { cause: error });
      }
    }
  });
}

function deployments(plan: Plan, service: string): Stage[] {
  if (!isDelivered(plan, service)) return [];
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

function isDelivered(plan: Plan, service: string): boolean {
  return objectsOf(plan, "pipeline").some(({ name }) => name === service);
}

/**
 * Files a stage reads, with the names of what it refers to in the place of the expressions. An Apply step goes on
 * from the folder of the service, so its own paths stand behind that.
 */
function pathsOf(plan: Plan, service: string, stage: Stage): string[] {
  const { environment } = stage.template.templateInputs.spec ?? assert.fail();
  const named = (kind: "environment" | "infrastructure", name: string | undefined) =>
    objectsOf(plan, kind).find((object) => object.name === name)?.inputs["name"] as string;
  const inService = listed(objectOf(plan, "service", service), /- (generated\/\S+)/g);
  const template = objectOf(plan, "template", `${stage.template.templateRef}@${stage.template.versionLabel}`);
  const applied = listed(template, /- (\S+\/manifests\.yaml)/g);
  const isFile = (path: string) => path.endsWith(".yaml");
  return inService
    .flatMap((path) => (isFile(path) ? [path] : applied.map((below) => `${path}/${below}`)))
    .map((path) =>
      path
        .replaceAll("<+env.name>", named("environment", environment?.environmentRef))
        .replaceAll(
          "<+infra.name>",
          named("infrastructure", environment?.infrastructureDefinitions[0]?.identifier),
        ),
    );
}

function listed(object: PlannedObject, pattern: RegExp): string[] {
  return [...(textOf(object) ?? "").matchAll(pattern)].map(([, path = ""]) => path);
}

interface Approvers {
  readonly userGroups: readonly string[];
  readonly minimumCount: number;
  readonly disallowPipelineExecutor: boolean;
  readonly disallowedUserEmails?: readonly string[];
}

/** Approvers of the approval steps of a stage, with its template in place. */
function approvalsOf(plan: Plan, service: string, identifier: string): Approvers[] {
  const { stages } = expandedPipeline(plan, service) as unknown as {
    stages: {
      stage: {
        identifier: string;
        spec: { execution: { steps: { step: { type: string; spec: { approvers: Approvers } } }[] } };
      };
    }[];
  };
  const found = stages.find(({ stage }) => stage.identifier === identifier);
  return (found?.stage.spec.execution.steps ?? [])
    .filter(({ step }) => step.type === "HarnessApproval")
    .map(({ step }) => step.spec.approvers);
}

function pairs(tags: Readonly<Record<string, string>>): string[] {
  return Object.entries(tags).map(([key, value]) => `${key}:${value}`);
}
