/** Software template that takes a service out of the catalog. */
import {
  actionFolders,
  fetchStep,
  pullRequestLink,
  pullRequestStep,
  softwareTemplate,
  type CatalogRepository,
} from "./softwareTemplate";
import type { YamlMap } from "./document";

/** What the platform adds to the form. */
export interface RemoveServiceForm {
  readonly repository: CatalogRepository;
  /** Backstage group that owns the template. */
  readonly owner: string;
  /** JSON schema of a service name. */
  readonly serviceName: YamlMap;
}

/** The Template entity. */
export function removeServiceTemplate({ repository, owner, serviceName }: RemoveServiceForm): YamlMap {
  return softwareTemplate({
    name: "remove-service",
    title: "Remove Service",
    description:
      "Takes a service out of the catalog by a pull request; its merge deletes the pipeline and all it had",
    tags: ["kubernetes", "platform", "offboarding"],
    owner,
    pages: [page(serviceName)],
    steps: [fetchStep(repository), editStep, pullRequestStep(repository, pullRequest(repository))],
    output: { links: [pullRequestLink], text },
  });
}

const name =
  "${{ parameters.service | parseEntityRef({ defaultKind: 'Component', defaultNamespace: 'default' }) | pick('name') }}";

function page(serviceName: YamlMap): YamlMap {
  return {
    title: "Service",
    description: [
      "The merge of the pull request deletes the Harness service, its pipeline with every past run, its triggers and input",
      "sets, the generated manifests and its page in Backstage. Workloads that run in clusters stay.",
      "Only the owning team should ask for this, and it has to approve the pull request.",
    ].join(" "),
    required: ["service", "confirmation"],
    properties: {
      service: {
        title: "Service",
        type: "string",
        description: "The service to remove",
        "ui:field": "EntityPicker",
        "ui:options": {
          allowArbitraryValues: false,
          defaultKind: "Component",
          catalogFilter: { kind: "Component", "spec.type": "service" },
        },
      },
      confirmation: {
        ...serviceName,
        title: "Type the name of the service again",
        description: "Confirms that this very service is to be removed",
      },
    },
  };
}

const editStep: YamlMap = {
  id: "edit",
  name: "Take the service out of the catalog",
  action: "harness-catalog:service:remove",
  input: { ...actionFolders, service: name, confirmation: "${{ parameters.confirmation }}" },
};

function pullRequest({ generated }: CatalogRepository): YamlMap {
  return {
    branchName: `remove-${name}`,
    title: `Remove service: ${name}`,
    description: [
      `Takes ${name} out of the catalog, as asked for in Backstage. It belongs to \${{ steps.edit.output.team }}, which has to approve this.`,
      "",
      "On merge these are deleted:",
      "",
      "${{ steps.edit.output.deletes }}",
      "",
      "Workloads that run in clusters stay.",
      "",
    ].join("\n"),
    filesToDelete: [`${generated}/${name}/catalog-info.yaml`],
  };
}

const text = [
  {
    title: "Next steps",
    content: [
      "${{ steps.edit.output.summary }}",
      "",
      "1. Have the owning team approve the pull request. Its comment shows everything that will be deleted.",
      "2. Take down what still runs in clusters; the catalog does not.",
      "",
    ].join("\n"),
  },
];
