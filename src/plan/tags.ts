/** Tags: who owns an object, and what people search and add up by. */
import type { Tags } from "../documents/entity";
import type { Service } from "../catalog/model";
import type { PlanContext } from "./context";
import { sortedEntries } from "./sorting";

/** The marks of an owner. */
export interface OwnerMarks {
  readonly managed_by: "harness-catalog";
  readonly catalog_stack: string;
  /** Absent for a stack that is older than this mark, and where there is no state at all. */
  readonly catalog_state?: string;
}

/**
 * Marks an object as made by this project for a stack, and for one state of it; anything without the marks is left alone.
 * @param stateId which of several states that are called the same, such as those of two clones
 */
export function ownerMarks(stack: string, stateId?: string): OwnerMarks {
  const marks = { managed_by: "harness-catalog", catalog_stack: stack } as const;
  return stateId === undefined ? marks : { ...marks, catalog_state: stateId };
}

/** The marks as tags. */
export function ownerTags({ scope }: PlanContext): Tags {
  return { ...ownerMarks(scope.stack, scope.stateId) };
}

/**
 * Tags of a service and its pipeline: the owner marks, what it is, and the labels of its entry. The policy
 * required_stages knows `catalog_prod_without_pre`.
 */
export function serviceTags(context: PlanContext, service: Service): Tags {
  const { name, team, archetype, size } = service;
  const labels = Object.fromEntries(service.tags.map((label) => [label, "true"]));
  const { exemptions } = context.catalog.platform;
  const excuse: Tags = exemptions[name]?.prodWithoutPre === true ? { catalog_prod_without_pre: "true" } : {};
  return { ...labels, ...excuse, service: name, team, archetype, size, ...ownerTags(context) };
}

/** Tags as the `tags` input of a resource takes them: `key:value`, by key. */
export function tagInputs(tags: Tags): string[] {
  return sortedEntries(tags).map(([key, value]) => `${key}:${value}`);
}

/** The same tags for a YAML body, by key. */
export function orderedTags(tags: Tags): Tags {
  return Object.fromEntries(sortedEntries(tags));
}

/** Header of a text that carries no tags. */
export function ownerHeader(context: PlanContext): string {
  return Object.entries(ownerTags(context))
    .map(([key, value]) => `# ${key}: ${value}\n`)
    .join("");
}
