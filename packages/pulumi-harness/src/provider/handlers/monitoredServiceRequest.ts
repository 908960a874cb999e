/** The `request` of a monitored service: to the body of a write, and back from what Harness has. Pure. */
import type { InputsOf, specs } from "../../sdk/spec";
import { compact } from "../values";
import { jsonText, parseJson } from "./jsonText";
import type { Json } from "./lists";
import { tagList, tagMap } from "./tags";

type Request = NonNullable<InputsOf<typeof specs.monitoredService>["request"]>;

/**
 * Change source of Harness's own deployments. Harness filters such a source out of what it is sent (its published
 * server source), so neither its absence nor its presence is drift.
 */
const ownChanges = "HarnessCDNextGen";

/** Everything is said, empty or not: an update keeps the description and the tags it is not told. */
export function requestBody(request: Request): Json {
  const { name, type, serviceRef, environmentRef } = request;
  return {
    name,
    type,
    description: request.description ?? "",
    serviceRef,
    environmentRef,
    environmentRefList: request.environmentRefLists ?? [environmentRef],
    tags: tagMap(request.tags),
    sources: {
      healthSources: (request.healthSources ?? []).map((source) => ({
        name: source.name,
        identifier: source.identifier,
        type: source.type,
        version: source.version,
        spec: parseJson(source.spec),
      })),
      changeSources: (request.changeSources ?? []).map((source) => ({
        name: source.name,
        identifier: source.identifier,
        type: source.type,
        enabled: source.enabled ?? false,
        spec: parseJson(source.spec) ?? {},
        category: source.category,
      })),
    },
    dependencies: (request.dependencies ?? []).map((dependency) => ({
      monitoredServiceIdentifier: dependency.monitoredServiceIdentifier,
      type: dependency.type,
      dependencyMetadata: parseJson(dependency.dependencyMetadata),
    })),
    notificationRuleRefs: request.notificationRuleRefs ?? [],
  };
}

/** The request that would make what Harness has; `given` is what is known of it, none of it at an import. */
export function requestFrom(entity: Json, given: Request | undefined): Json {
  const sources = (entity["sources"] ?? {}) as { healthSources?: Json[]; changeSources?: Json[] };
  return compact({
    name: entity["name"],
    type: entity["type"],
    description: entity["description"],
    serviceRef: entity["serviceRef"],
    environmentRef: entity["environmentRef"],
    environmentRefLists: environmentsFrom(entity, given),
    // Spelled as Check wants them, so that an import can be written down as it is
    tags: tagList(entity["tags"]).map((tag) => (tag.includes(":") ? tag : `${tag}:`)),
    healthSources: (sources.healthSources ?? []).map((source) => healthSource(source, given)),
    changeSources: changeSources(sources.changeSources ?? [], given),
    dependencies: ((entity["dependencies"] ?? []) as Json[]).map((dependency) =>
      dependencyOf(dependency, given),
    ),
    notificationRuleRefs: ((entity["notificationRuleRefs"] ?? []) as Json[]).map(
      ({ notificationRuleRef, enabled }) => ({ enabled, notificationRuleRef }),
    ),
    // Never sent, so there is nothing they could differ from
    enabled: given?.enabled,
    templateRef: given?.templateRef,
    versionLabel: given?.versionLabel,
  });
}

/** Harness fills the list with the one environment. */
function environmentsFrom(entity: Json, given: Request | undefined): unknown {
  const list = (entity["environmentRefList"] ?? []) as string[];
  const implied = list.length === 1 && list[0] === entity["environmentRef"];
  return implied && given?.environmentRefLists === undefined ? undefined : list;
}

function healthSource({ name, identifier, type, version, spec }: Json, request: Request | undefined): Json {
  const given = request?.healthSources?.find((source) => source.identifier === identifier);
  // A version that is not asked for is filled in
  const asked = given === undefined || given.version !== undefined;
  return compact({
    name,
    identifier,
    type,
    version: asked ? version : undefined,
    spec: jsonText(spec, given?.spec),
  });
}

function changeSources(remote: readonly Json[], request: Request | undefined): Json[] {
  const given = request?.changeSources ?? [];
  const others = remote.filter(({ type }) => type !== ownChanges);
  const own = given.filter(({ type }) => type === ownChanges);
  return [
    ...own,
    ...others.map(({ name, identifier, type, enabled, spec, category }) => {
      const known = given.find((source) => source.identifier === identifier);
      return compact({ name, identifier, type, enabled, category, spec: jsonText(spec, known?.spec) });
    }),
  ];
}

function dependencyOf(remote: Json, request: Request | undefined): Json {
  const { monitoredServiceIdentifier, dependencyMetadata } = remote;
  const given = request?.dependencies?.find(
    (dependency) => dependency.monitoredServiceIdentifier === monitoredServiceIdentifier,
  );
  const inMetadata = (dependencyMetadata as Json | null | undefined)?.["type"];
  return compact({
    monitoredServiceIdentifier,
    type: remote["type"] ?? inMetadata ?? given?.type,
    dependencyMetadata: jsonText(dependencyMetadata, given?.dependencyMetadata),
  });
}
