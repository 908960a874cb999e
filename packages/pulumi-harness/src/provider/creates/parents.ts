/** What must be there before an object can be: where it is not, the object is not there either, and no list is read. Pure. */
import type { Plain } from "../wire/struct";
import type { KnownObject } from "../orphans/model";

/** The input that names the parent, of kinds whose list is that of one parent. */
const parentKeys: Readonly<Partial<Record<KnownObject["kind"], ParentKey>>> = {
  infrastructure: { kind: "environment", key: "envId" },
  triggers: { kind: "pipeline", key: "targetId" },
  inputSet: { kind: "pipeline", key: "pipelineId" },
};

interface ParentKey {
  readonly kind: KnownObject["kind"];
  readonly key: string;
}

/** The object that holds another one: its pipeline or environment, else its project, else its organization. */
export function parentOf({ kind, properties }: KnownObject): KnownObject | undefined {
  const { orgId, projectId } = properties;
  const parent = parentKeys[kind];
  if (parent !== undefined)
    return { kind: parent.kind, properties: { orgId, projectId, identifier: properties[parent.key] } };
  if (kind === "organization" || orgId === undefined) return undefined;
  if (kind === "project" || projectId === undefined)
    return { kind: "organization", properties: { identifier: orgId } };
  return { kind: "project", properties: { orgId, identifier: projectId } };
}

/** The properties that say whose list an object is in. */
export function listPlaceOf({ kind, properties }: KnownObject): Plain {
  const keys = ["orgId", "projectId", parentKeys[kind]?.key].filter((key) => key !== undefined);
  return Object.fromEntries(
    keys.filter((key) => properties[key] !== undefined).map((key) => [key, properties[key]]),
  );
}

/** How many parents are above objects of a kind at most: 0 for organizations. */
export function depthOf(kind: KnownObject["kind"]): number {
  if (kind === "organization") return 0;
  if (kind === "project") return 1;
  return parentKeys[kind] === undefined ? 2 : 3;
}
