/** Plans to test with, and ways into them. */
import { join } from "node:path";
import { parse } from "yaml";
import { loadCatalog } from "../../src/catalog/load";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import type { Catalog } from "../../src/catalog/model";
import { planCatalog, type ObjectKind, type Plan, type PlannedObject } from "../../src/plan";
import { ofKind, type AnyInputs, type PlannedOf } from "../../src/plan/model";
import { platformFileSchema } from "../../src/catalog/schema/platform";
import { serviceSchema } from "../../src/catalog/schema/service";
import { expandPipeline } from "harness-simulate/expand";
import { templatesIn } from "harness-simulate/expand/library";
import { packageRoot } from "../../src/paths/packageRoot";

export type Json = Readonly<Record<string, unknown>>;

/** The catalog this repository ships. */
export function exampleCatalog(): Catalog {
  return loadCatalog(join(packageRoot(), "catalog"));
}

/** A plan of an account that hosts the given environments, all of them by default. */
export function planOf(
  catalog: Catalog,
  environments: readonly string[] = Object.keys(catalog.platform.environments),
): Plan {
  return planCatalog(catalog, { account: "acme", environments, stack: "test" });
}

/** All objects of a plan, or those of one kind. */
export function objectsOf(plan: Plan): PlannedObject[];
export function objectsOf<K extends ObjectKind>(plan: Plan, kind: K): PlannedOf<K>[];
export function objectsOf(plan: Plan, kind?: ObjectKind): { readonly kind: ObjectKind }[] {
  const all = plan.units.flatMap((unit) => unit.objects);
  return kind === undefined ? all : ofKind(all, kind);
}

/** One object. @throws Error when the plan does not hold it */
export function objectOf<K extends ObjectKind>(plan: Plan, kind: K, name: string): PlannedOf<K> {
  const found = objectsOf(plan, kind).find((object) => object.name === name);
  if (found === undefined) throw new Error(`the plan holds no ${kind}/${name}`);
  return found;
}

/** Text of an object's document; undefined for kinds without one. */
export function textOf({ inputs }: { readonly inputs: AnyInputs }): string | undefined {
  return (inputs["yaml"] ?? inputs["templateYaml"]) as string | undefined;
}

/** What stands under the root key of an object's document. */
export function documentOf(object: { readonly inputs: AnyInputs }): Record<string, unknown> {
  const document = parse(textOf(object) ?? "") as Record<string, Record<string, unknown>>;
  return Object.values(document)[0] ?? {};
}

/** A stage of a pipeline as the tests look at it. */
export interface Stage {
  readonly identifier: string;
  readonly name: string;
  readonly template: { templateRef: string; versionLabel: string; templateInputs: StageInputs };
}

export interface StageInputs {
  readonly type: string;
  readonly delegateSelectors?: string[];
  readonly spec?: {
    readonly service?: { serviceRef: string };
    readonly environment?: { environmentRef: string; infrastructureDefinitions: { identifier: string }[] };
    readonly execution?: { steps: { step: Record<string, unknown> }[] };
  };
  readonly variables?: { name: string; value: string }[];
}

/** Stages of a service's pipeline, in order. */
export function stagesOf(plan: Plan, service: string): Stage[] {
  const { stages } = documentOf(objectOf(plan, "pipeline", service)) as { stages: { stage: Stage }[] };
  return stages.map(({ stage }) => stage);
}

/** A pipeline of the plan with every template in its place, by its Pulumi name. */
export function expandedPipeline(plan: Plan, name: string): Json {
  const templates = objectsOf(plan, "template").map((object) => textOf(object) ?? "");
  return expandPipeline(documentOf(objectOf(plan, "pipeline", name)), templatesIn(templates));
}

/** A small platform: two environments, two regions, both targets. Members given replace those here. */
export function smallPlatform(changes: Json = {}): Json {
  return {
    organization: { identifier: "acme", manage: true },
    project: { identifier: "shop", manage: true },
    repository: { connector: "github", name: "shop" },
    registry: "registry.example.com/shop",
    regions: { west: { name: "West", role: "primary" }, east: { name: "East", role: "dr" } },
    environments: {
      test: { label: "test", type: "PreProduction", order: 1, gate: { type: "auto" } },
      live: {
        label: "live",
        type: "Production",
        order: 2,
        gate: { type: "approval", timeout: "7d", approvers: ["owner", "ops"] },
      },
    },
    clusters: Object.fromEntries(
      ["test", "live"].flatMap((environment) =>
        ["west", "east"].flatMap((region) => [
          [
            `${environment}-${region}`,
            { environment, region, delegateSelectors: [`${environment}-${region}`] },
          ],
          [
            `${environment}-${region}-ecs`,
            {
              environment,
              region,
              target: "ecs",
              delegateSelectors: [`${environment}-${region}`],
              ecs: { cluster: environment, awsRegion: "eu-west-1", connector: "aws" },
            },
          ],
        ]),
      ),
    ),
    sizes: { medium: { cpu: "250m", memory: "512Mi", minReplicas: 2, maxReplicas: 6 } },
    profiles: { "public-api": { archetypes: ["api", "listener", "streaming", "scheduler", "job"] } },
    teams: { shop: { display: "Shop" }, ops: { display: "Ops", role: "platform" } },
    connectors: {
      github: {
        type: "github",
        url: "https://github.com/acme",
        connectionType: "Account",
        auth: { username: "bot", token: "github_token" },
      },
      aws: { type: "aws", region: "eu-west-1", delegateSelectors: ["test-west"] },
    },
    secrets: { github_token: { env: "GITHUB_TOKEN" } },
    ...changes,
  };
}

/** A catalog from plain data, with defaults filled in and no cross-checks. */
export function catalogOf(platform: Json, services: readonly Json[]): Catalog {
  const defaults = { team: "shop", environments: ["test", "live"], regions: ["west", "east"] };
  return {
    platform: platformFileSchema.parse(platform),
    services: services.map((service) => serviceSchema.parse({ ...defaults, ...service })),
    library: readTemplateLibrary(),
  };
}
