/** The Harness service: what is deployed, and where its manifests are. */
import type { Archetype, Target } from "../catalog/model";
import { entityHead, type Entity } from "./entity";
import { environmentName, infrastructureName, pipelineVariable } from "./expression";
import { renderYaml, type Yaml, type YamlMap } from "./yaml";

/** Where a service's generated files are. */
export interface ManifestSource {
  /** Reference of the GitHub connector. */
  readonly connector: string;
  /** Repository name; undefined when the connector itself points at one repository. */
  readonly repository: string | undefined;
  readonly branch: string;
  /** Folder of all generated files, such as `generated`. */
  readonly root: string;
}

/** What a service is deployed from. */
export interface ServiceContent {
  /** Name in the catalog, a path segment. */
  readonly service: string;
  readonly target: Target;
  readonly archetype: Archetype;
  /** Image without its tag. */
  readonly image: string;
  readonly source: ManifestSource;
}

/**
 * The service document. There is no artifact source, because one needs a registry connector; instead the variable
 * `image` joins the image with the pipeline's tag, and values.yaml reads it as `<+serviceVariables.image>` (C-11).
 */
export function renderService(entity: Entity, content: ServiceContent): string {
  return renderYaml("service", {
    ...entityHead(entity),
    serviceDefinition: {
      type: content.target === "kubernetes" ? "Kubernetes" : "ECS",
      spec: {
        variables: [
          { name: "image", type: "String", value: `${content.image}:${pipelineVariable("imageTag")}` },
        ],
        manifests: manifestsOf[content.target](content),
      },
    },
  });
}

/** Folder of a service's files for the environment that is being deployed to. */
function environmentFolder({ service, source }: ServiceContent): string {
  return `${source.root}/${service}/${environmentName}`;
}

/**
 * Folder of its files for the region. Environment and region both come from the stage that runs, so a production
 * stage reads production files only.
 */
function regionFolder(content: ServiceContent): string {
  return `${environmentFolder(content)}/${infrastructureName}`;
}

const manifestsOf: Readonly<Record<Target, (content: ServiceContent) => Yaml>> = {
  kubernetes: (content) => [
    manifest("manifests", "K8sManifest", content, kubernetesPath(content), {
      valuesPaths: [`${regionFolder(content)}/values.yaml`],
      skipResourceVersioning: false,
      enableDeclarativeRollback: true,
    }),
  ],
  ecs: (content) => [
    manifest(
      "task_definition",
      "EcsTaskDefinition",
      content,
      `${regionFolder(content)}/task-definition.yaml`,
    ),
    // A job runs once and is no ECS service.
    ...(content.archetype === "job" ? [] : [ecsService(content)]),
  ],
};

function ecsService(content: ServiceContent): Yaml {
  return manifest(
    "service_definition",
    "EcsServiceDefinition",
    content,
    `${regionFolder(content)}/service-definition.yaml`,
  );
}

/** A Job is deployed by an Apply step, which names the file itself, below the folder of the service. */
function kubernetesPath(content: ServiceContent): string {
  return content.archetype === "job" ? environmentFolder(content) : `${regionFolder(content)}/manifests.yaml`;
}

function manifest(
  identifier: string,
  type: string,
  content: ServiceContent,
  path: string,
  options: YamlMap = {},
): Yaml {
  const { connector, repository, branch } = content.source;
  const spec = {
    connectorRef: connector,
    gitFetchType: "Branch",
    paths: [path],
    repoName: repository,
    branch,
  };
  return { manifest: { identifier, type, spec: { store: { type: "Github", spec }, ...options } } };
}
