/**
 * Holds every file that a pipeline names to the files that are generated: Harness lets a wrong path through, and fails when
 * the step runs.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Catalog } from "../../catalog/model";
import { templateFinder } from "../../plan/policyInputs";
import { ofKind, type Plan, type PlannedObject } from "../../plan/model";
import { CatalogError } from "@harness-catalog/problems";
import { fileNamesOf } from "../../manifests/fileNames";
import { targetsOf } from "../../manifests/targets";
import { expandPipeline, type Node } from "harness-simulate/expand";
import type { Io } from "../io";
import { candidatesAmong } from "./candidates";
import { documentOf, listAt, stagesIn, textAt, textsAt } from "./documents";
import { referencesIn } from "./find";
import type { FileReference, PlaceNames } from "./model";
import { problemsOf, type Missing } from "./problems";
import { belowService, filledIn, isKnown, withFolders, type KnownFiles } from "./resolve";

/**
 * Every pipeline of a plan, or one of them.
 * @param pipeline identifier of the only one to look at
 * @throws CatalogError MAN012 for each file that no generated folder has, by the template that names it
 */
export function assertFilesGenerated(io: Io, catalog: Catalog, plan: Plan, pipeline?: string): void {
  const { repository } = catalog.platform;
  const files = targetsOf(catalog).flatMap((target) =>
    fileNamesOf(target).map((name) => `${repository.manifests}/${target.folder}/${name}`),
  );
  const known: KnownFiles = {
    root: repository.manifests,
    generated: withFolders(files),
    isThere: (path) => existsSync(resolve(io.cwd, path)),
  };
  const problems = problemsOf(io, catalog, missingFiles(catalog, plan, known, pipeline));
  if (problems.length > 0) throw new CatalogError(problems);
}

/** Every reference to a file that is not there, once for each pipeline and stage. */
export function missingFiles(catalog: Catalog, plan: Plan, known: KnownFiles, only?: string): Missing[] {
  const { connector, name: repository } = catalog.platform.repository;
  // Without a name it is the repository of the connector, which then is one of a single repository.
  const isOurs = ({ store }: FileReference) =>
    store === undefined || (store.connector === connector && (store.repository ?? repository) === repository);
  const objects = plan.units.flatMap((unit) => unit.objects);
  const canName = candidatesAmong(objects);
  const pipelines = ofKind(objects, "pipeline")
    .filter(({ inputs }) => only === undefined || inputs.identifier === only)
    .filter(canName);
  if (pipelines.length === 0) return [];
  const world = worldOf(objects);
  const find = templateFinder(plan);
  return pipelines.flatMap(({ inputs }) =>
    stagesIn(expandPipeline(documentOf(inputs.yaml, "pipeline"), find)).flatMap((stage) => {
      const service = world.service(textAt(stage, "spec", "service", "serviceRef"));
      const references = [...referencesIn(stage), ...(service?.references ?? [])].filter(isOurs);
      return placesOf(stage, world).flatMap((names) =>
        references.flatMap((reference): Missing[] => {
          const path = pathOf(reference, service?.manifests, names);
          return path === undefined || isKnown(path, known)
            ? []
            : [
                {
                  reference,
                  path,
                  pipeline: textAt(inputs, "identifier"),
                  stage: textAt(stage, "identifier"),
                },
              ];
        }),
      );
    }),
  );
}

function pathOf(
  { file, from }: FileReference,
  manifests: string | undefined,
  names: PlaceNames,
): string | undefined {
  if (from === "repository") return filledIn(file, names);
  return manifests === undefined ? undefined : filledIn(belowService(manifests, file), names);
}

/** Documents by what refers to them. */
interface World {
  readonly service: (identifier: string) => KnownService | undefined;
  /** Names of environments, and of infrastructures by `environment/identifier`. */
  readonly environments: ReadonlyMap<string, string>;
  readonly infrastructures: ReadonlyMap<string, string>;
}

interface KnownService {
  readonly name: string;
  readonly references: readonly FileReference[];
  /** First path of its Kubernetes manifests. */
  readonly manifests: string | undefined;
}

function worldOf(objects: readonly PlannedObject[]): World {
  const of = (kind: "environment" | "infrastructure", root: string) =>
    ofKind(objects, kind).map(({ inputs }) => documentOf(inputs.yaml, root));
  const services = new Map(ofKind(objects, "service").map(({ inputs }) => [inputs.identifier, inputs.yaml]));
  return {
    service: (identifier) => {
      const yaml = services.get(identifier);
      return yaml === undefined ? undefined : serviceOf(documentOf(yaml, "service"));
    },
    environments: new Map(
      of("environment", "environment").map((node) => [textAt(node, "identifier"), textAt(node, "name")]),
    ),
    infrastructures: new Map(
      of("infrastructure", "infrastructureDefinition").map((node) => [
        `${textAt(node, "environmentRef")}/${textAt(node, "identifier")}`,
        textAt(node, "name"),
      ]),
    ),
  };
}

function serviceOf(node: Node): KnownService {
  const references = referencesIn(node);
  const manifest = listAt(node, "serviceDefinition", "spec", "manifests")
    .map(({ manifest: each }) => each)
    .find((each) => textAt(each, "type") === "K8sManifest");
  const path = textsAt(manifest, "spec", "store", "spec", "paths")[0];
  return { name: textAt(node, "name"), references, manifests: path };
}

/** Where a stage runs, as far as that is known before it does. */
function placesOf(stage: Node, { environments, infrastructures, service: serviceAt }: World): PlaceNames[] {
  const service = serviceAt(textAt(stage, "spec", "service", "serviceRef"))?.name;
  const reference = textAt(stage, "spec", "environment", "environmentRef");
  const environment = environments.get(reference);
  if (environment === undefined || service === undefined) return [];
  return listAt(stage, "spec", "environment", "infrastructureDefinitions").flatMap((each) => {
    const infrastructure = infrastructures.get(`${reference}/${textAt(each, "identifier")}`);
    return infrastructure === undefined ? [] : [{ environment, infrastructure, service }];
  });
}
