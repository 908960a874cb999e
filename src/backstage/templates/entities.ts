/** Entities of the Backstage catalog (R-42…R-44). Shapes: https://backstage.io/docs/features/software-catalog/descriptor-format */
import type { YamlMap } from "./document";

const apiVersion = "backstage.io/v1alpha1";

/** A link on the page of an entity. */
export interface EntityLink {
  readonly title: string;
  readonly url: string;
  readonly icon?: string | undefined;
}

/** A service as Backstage shows it. Names of owner, system and APIs are those of entities in the default namespace. */
export interface ComponentContent {
  readonly name: string;
  readonly description: string | undefined;
  readonly annotations: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly links: readonly EntityLink[];
  readonly owner: string;
  readonly system: string;
  readonly providesApis: readonly string[];
  readonly consumesApis: readonly string[];
  /** Services whose name stands for their API. */
  readonly dependsOn: readonly string[];
}

/** The Component entity of a service. */
export function componentEntity(content: ComponentContent): YamlMap {
  return {
    apiVersion,
    kind: "Component",
    metadata: {
      name: content.name,
      description: content.description,
      annotations: content.annotations,
      tags: content.tags,
      links: content.links.map(({ title, url, icon }): YamlMap => ({ url, title, icon })),
    },
    spec: {
      type: "service",
      lifecycle: "production",
      owner: `group:default/${content.owner}`,
      system: content.system,
      providesApis: some(content.providesApis),
      consumesApis: some(content.consumesApis),
      dependsOn: some(content.dependsOn.map((name) => `component:default/${name}`)),
    },
  };
}

/** An API that a service offers. Backstage wants a definition; the catalog has none, so it says where to look. */
export function apiEntity(api: { name: string; provider: string; owner: string; system: string }): YamlMap {
  return {
    apiVersion,
    kind: "API",
    metadata: { name: api.name, description: `API of ${api.provider}` },
    spec: {
      type: "unspecified",
      lifecycle: "production",
      owner: `group:default/${api.owner}`,
      system: api.system,
      definition: `The definition of ${api.name} lies with the code of ${api.provider}.\n`,
    },
  };
}

/** The system that all services of a catalog are part of. */
export function systemEntity(system: {
  name: string;
  title: string | undefined;
  description: string | undefined;
  owner: string;
}): YamlMap {
  const { name, title, description, owner } = system;
  return {
    apiVersion,
    kind: "System",
    metadata: { name, title, description },
    spec: { owner: `group:default/${owner}` },
  };
}

/** A team. */
export function groupEntity(team: { name: string; display: string; email: string | undefined }): YamlMap {
  return {
    apiVersion,
    kind: "Group",
    metadata: { name: team.name },
    spec: { type: "team", profile: { displayName: team.display, email: team.email }, children: [] },
  };
}

/** The one file that is registered in Backstage; it leads to all others. `targets` are relative to it. */
export function locationEntity(name: string, targets: readonly string[]): YamlMap {
  return {
    apiVersion,
    kind: "Location",
    metadata: { name, description: "Everything that the catalog tells Backstage" },
    spec: { targets },
  };
}

function some(names: readonly string[]): readonly string[] | undefined {
  return names.length === 0 ? undefined : names;
}
