/** Software template that adds a service to the catalog (R-33…R-41). */
import {
  actionFolders,
  fetchStep,
  pullRequestLink,
  pullRequestStep,
  softwareTemplate,
  type CatalogRepository,
} from "./softwareTemplate";
import type { YamlMap } from "./document";

/** What the form asks, page by page, and what the platform adds. */
export interface AddServiceForm {
  readonly repository: CatalogRepository;
  /** Backstage group that owns the template. */
  readonly owner: string;
  readonly pages: readonly YamlMap[];
  /** Environments that have a size of their own in the form, by the name of the field. */
  readonly sizeOverrides: Readonly<Record<string, string>>;
}

/** The Template entity. */
export function addServiceTemplate({ repository, owner, pages, sizeOverrides }: AddServiceForm): YamlMap {
  return softwareTemplate({
    name: "kubernetes-service",
    title: "Deploy Kubernetes Service",
    description:
      "Adds a service to the catalog by a pull request; its merge creates the pipeline and all it needs",
    tags: ["kubernetes", "platform", "recommended"],
    owner,
    pages,
    steps: [fetchStep(repository), editStep(sizeOverrides), pullRequestStep(repository, pullRequest)],
    output: { links, text },
  });
}

const parameter = (name: string) => `\${{ parameters.${name} }}`;
const team =
  "${{ parameters.team | parseEntityRef({ defaultKind: 'Group', defaultNamespace: 'default' }) | pick('name') }}";

function editStep(sizeOverrides: Readonly<Record<string, string>>): YamlMap {
  const overrides = Object.entries(sizeOverrides).map(([field, environment]) => [
    environment,
    { size: parameter(field) },
  ]);
  return {
    id: "edit",
    name: "Add the service to the catalog",
    action: "harness-catalog:service:add",
    input: {
      ...actionFolders,
      // fields that the form leaves empty are left out of the entry
      entry: {
        name: parameter("serviceName"),
        description: parameter("description"),
        archetype: parameter("archetype"),
        profile: parameter("profile"),
        size: parameter("size"),
        resources: { overrides: Object.fromEntries(overrides) as YamlMap },
        environments: parameter("environments"),
        regions: parameter("regions"),
        team,
        slack: parameter("slackChannel"),
        pagerduty: parameter("pagerduty"),
        email: parameter("email"),
      },
    },
  };
}

const pullRequest: YamlMap = {
  branchName: `add-${parameter("serviceName")}`,
  title: `Add service: ${parameter("serviceName")}`,
  description: [
    `Adds ${parameter("serviceName")} to the catalog, as asked for in Backstage.`,
    "",
    `- Service: ${parameter("serviceName")}`,
    `- Archetype: ${parameter("archetype")}`,
    `- Profile: ${parameter("profile")}`,
    `- Size: ${parameter("size")}`,
    `- Team: ${team}`,
    "",
    "On merge:",
    "",
    "- Pulumi creates the Harness service, its pipeline and its trigger.",
    "- Manifests are generated for every environment and region.",
    "- Backstage shows the service; its page is part of this pull request.",
    "",
  ].join("\n"),
};

const links = [
  pullRequestLink,
  {
    title: "Pipeline in Harness, once the pull request is merged",
    icon: "web",
    url: "${{ steps.edit.output.pipelineUrl }}",
  },
  {
    title: "Service in Backstage, once the pull request is merged",
    icon: "catalog",
    entityRef: `component:default/${parameter("serviceName")}`,
  },
];

const text = [
  {
    title: "Next steps",
    content: [
      "${{ steps.edit.output.summary }}",
      "",
      "1. Have the pull request reviewed and merged. Its comment shows everything that will be created.",
      "2. Open the pipeline in Harness and choose Run.",
      "3. Enter the image tag, such as v1.0.0. The run passes the environments in order, each after its gate.",
      "",
    ].join("\n"),
  },
];
