/** The pages of the form that adds a service (R-34…R-37): schema and platform.yaml as JSON Schema. */
import { orderedEnvironments } from "../catalog/effective";
import type { Platform } from "../catalog/model";
import { productionSizeField } from "../catalog/names";
import { archetypes } from "../catalog/schema/common";
import type { YamlMap } from "./templates/document";
import { checkboxes, choiceField, schemaOf, textField } from "./fields";

/** Name of the form field that holds the size of an environment: `prodSizeOverride`. */
export function sizeOverrides({ environments }: Platform): Record<string, string> {
  const production = Object.keys(environments).filter((key) => environments[key]?.type === "Production");
  return Object.fromEntries(production.map((key) => [productionSizeField(key), key]));
}

/** All pages, in order. */
export function formPages(platform: Platform): YamlMap[] {
  return [servicePage(platform), resourcePage(platform), deploymentPage(platform), teamPage(platform)];
}

function servicePage(platform: Platform): YamlMap {
  const fitting = archetypes.filter((archetype) => profilesOf(platform, archetype).size > 0);
  return {
    title: "Service Information",
    required: ["serviceName", "archetype"],
    properties: {
      serviceName: { ...textField("Service name", "name"), "ui:autofocus": true },
      description: { title: "Description", ...schemaOf("description") },
      archetype: choiceField(
        "Archetype",
        "archetype",
        new Map(fitting.map((archetype) => [archetype, archetype])),
      ),
    },
    // the profile depends on the archetype: only those that fit can be picked
    dependencies: {
      archetype: {
        oneOf: fitting.map((archetype) => ({
          properties: {
            archetype: { enum: [archetype] },
            profile: choiceField("Profile", "profile", profilesOf(platform, archetype)),
          },
          required: ["profile"],
        })),
      },
    },
  };
}

function resourcePage(platform: Platform): YamlMap {
  const sizes = Object.entries(platform.sizes).sort(([, a], [, b]) => parseInt(a.cpu) - parseInt(b.cpu));
  const labels = new Map(
    sizes.map(([key, { cpu, memory, minReplicas, maxReplicas }]) => [
      key,
      `${key}: ${cpu} CPU, ${memory} memory, ${minReplicas} to ${maxReplicas} replicas`,
    ]),
  );
  const overrides = Object.entries(sizeOverrides(platform)).map(([field, environment]) => {
    const label = platform.environments[environment]?.label ?? environment;
    return [
      field,
      {
        title: `Size in ${label}`,
        description: "Leave empty for the same size as everywhere",
        type: "string",
        enum: [...labels.keys()],
        enumNames: [...labels.values()],
      },
    ];
  });
  return {
    title: "Resource Configuration",
    required: ["size"],
    properties: { size: choiceField("Size", "size", labels), ...(Object.fromEntries(overrides) as YamlMap) },
  };
}

function deploymentPage(platform: Platform): YamlMap {
  const clusters = Object.values(platform.clusters).filter(({ target }) => target === "kubernetes");
  const environments = orderedEnvironments(platform, [
    ...new Set(clusters.map(({ environment }) => environment)),
  ]);
  const regions = Object.entries(platform.regions).filter(([key]) =>
    clusters.some(({ region }) => region === key),
  );
  const label = (key: string) => platform.environments[key]?.label ?? key;
  return {
    title: "Deployment Configuration",
    required: ["environments", "regions"],
    properties: {
      environments: checkboxes(
        "Environments",
        "environments",
        new Map(environments.map((key) => [key, label(key)])),
      ),
      regions: checkboxes(
        "Regions",
        "regions",
        new Map(regions.map(([key, { name }]) => [key, `${key}: ${name}`])),
      ),
    },
  };
}

function teamPage({ teams }: Platform): YamlMap {
  return {
    title: "Team & Ownership",
    required: ["team"],
    properties: {
      team: {
        title: "Team",
        description: schemaOf("team").description,
        type: "string",
        "ui:field": "EntityPicker",
        "ui:options": {
          allowArbitraryValues: false,
          defaultKind: "Group",
          catalogFilter: { kind: "Group", "metadata.name": Object.keys(teams) },
        },
      },
      slackChannel: textField("Slack channel", "slack"),
      pagerduty: textField("PagerDuty service", "pagerduty"),
      email: textField("E-mail", "email"),
    },
  };
}

/** Profiles for an archetype, each with what it brings. */
function profilesOf(
  { profiles, components }: Platform,
  archetype: (typeof archetypes)[number],
): Map<string, string> {
  const fitting = Object.entries(profiles).filter(([, profile]) => profile.archetypes.includes(archetype));
  return new Map(
    fitting.map(([key, profile]) => {
      const brings = profile.components.map((component) => components[component]?.description ?? component);
      return [key, brings.length === 0 ? key : `${key}: ${brings.join(", ")}`];
    }),
  );
}
