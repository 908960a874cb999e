/** The real tools, and catalogs to generate from. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Catalog } from "../../src/catalog/model";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { objectsIn } from "../../src/manifests/documents";
import { generate, type Outcome, type Request } from "../../src/manifests/generate";
import { ownLayers, readLayers } from "../../src/manifests/layers/read";
import { planTargets } from "../../src/manifests/plan";
import { renderTargets, type RenderedTarget } from "../../src/manifests/render";
import { findTool } from "../../src/toolchain/findTool";
import type { ToolName } from "../../src/toolchain/tools";
import { catalogOf, smallPlatform, type Json } from "../plan/support";

/** Milliseconds for a hook that may have to build the tools. */
export const buildPatience = 900_000;

/** Milliseconds for a test that runs them. */
export const runPatience = 120_000;

const tool = (name: ToolName) => async () => (await findTool(name)).command;

export const tools = { kustomize: tool("kustomize"), kubeconform: tool("kubeconform"), opa: tool("opa") };

/** Builds what is missing, once. */
export async function buildTools(): Promise<void> {
  for (const find of Object.values(tools)) await find();
}

const ecs = {
  executionRole: "arn:aws:iam::111111111111:role/ecs",
  subnets: ["subnet-0a"],
  securityGroups: ["sg-0a"],
};

const sizes = {
  small: { cpu: "100m", memory: "256Mi", minReplicas: 1, maxReplicas: 3 },
  medium: { cpu: "250m", memory: "512Mi", minReplicas: 2, maxReplicas: 6 },
  large: { cpu: "500m", memory: "1Gi", minReplicas: 3, maxReplicas: 10 },
};

/** Names of all components of the example. */
export const componentNames = "circuit-breaker consumer ingress mesh mtls pdb retry sticky-sessions".split(
  " ",
);

/** The small platform of the plan's tests with a domain, sizes, components and what ECS needs. */
export function platform(changes: Json = {}): Json {
  const small = smallPlatform();
  const clusters = Object.entries(small["clusters"] as Record<string, { ecs?: object }>).map(
    ([key, cluster]) => [
      key,
      cluster.ecs === undefined ? cluster : { ...cluster, ecs: { ...cluster.ecs, ...ecs } },
    ],
  );
  return smallPlatform({
    clusters: Object.fromEntries(clusters) as Json,
    ingress: { domain: "apps.example.com" },
    sizes,
    components: Object.fromEntries(componentNames.map((name) => [name, { description: name }])),
    ...changes,
  });
}

/** A catalog of services on that platform; a service has one environment and region where it says nothing. */
export function catalogWith(services: readonly Json[], changes: Json = {}): Catalog {
  return catalogOf(
    platform(changes),
    services.map((service) => ({ environments: ["test"], regions: ["west"], ...service })),
  );
}

/** Gives the clusters of any catalog what ECS needs. */
export function withEcsSettings(catalog: Catalog): Catalog {
  const clusters = Object.fromEntries(
    Object.entries(catalog.platform.clusters).map(([key, cluster]) => [
      key,
      cluster.ecs === undefined ? cluster : { ...cluster, ecs: { ...cluster.ecs, ...ecs } },
    ]),
  );
  return { ...catalog, platform: { ...catalog.platform, clusters } };
}

/** Everything that a catalog leads to, without a folder. */
export function renderAll(catalog: Catalog): Promise<RenderedTarget[]> {
  const library = readLayers();
  return renderTargets(tools.kustomize, library.root, planTargets(catalog, library, []));
}

/** A Kubernetes object as tests look at it. */
export interface Object_ {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The objects of the only Kubernetes target of a catalog with one service. */
export async function objectsOf(service: Json, changes: Json = {}): Promise<Object_[]> {
  const [rendered] = await renderAll(catalogWith([{ name: "cart", ...service }], changes));
  return objectsIn(rendered!.files["manifests.yaml"]!).map(({ value }) => value as Object_);
}

/** A value below a path, in any depth. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key],
    value,
  );
}

/** A folder to generate into, and a way to do it. */
export interface Workplace {
  readonly root: string;
  run(catalog: Catalog, changes?: Partial<Request>): Promise<Outcome>;
  /** Every file below the root with its text, in order. */
  files(): Record<string, string>;
  write(path: string, text: string): void;
  close(): void;
}

export function workplace(): Workplace {
  const root = mkdtempSync(join(tmpdir(), "harness-catalog-manifests-"));
  const library = readLayers();
  return {
    root,
    run: (catalog, changes = {}) =>
      generate({
        catalog,
        library,
        planned: planTargets(catalog, changes.library ?? library, []),
        root,
        shownRoot: "generated",
        tools,
        check: false,
        checkAll: false,
        ...changes,
      }),
    files: () =>
      Object.fromEntries(
        readdirSync(root, { recursive: true, encoding: "utf8" })
          .filter((name) => statSync(join(root, name)).isFile())
          .sort()
          .map((name) => [name, readFileSync(join(root, name), "utf8")]),
      ),
    write: (path, text) => writeFileSync(join(root, path), text),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A copy of the layers with one file changed or added, in a folder that the caller removes. */
export function layersWith(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-layers-"));
  cpSync(ownLayers(), folder, { recursive: true });
  const path = join(folder, file);
  const text = statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : "";
  writeFileSync(path, change(text));
  return folder;
}

/** The problems that a promise ends with. */
export async function problemsOf(work: Promise<unknown>): Promise<readonly Problem[]> {
  return work.then(
    () => [],
    (error: unknown) => {
      if (error instanceof CatalogError) return error.problems;
      throw error;
    },
  );
}
