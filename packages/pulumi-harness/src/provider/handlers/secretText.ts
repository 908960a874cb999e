import { specs } from "../../sdk/spec";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery } from "./scope";
import { tagList, tagMap } from "./tags";

const inside = (value: Json) => value["secret"] as Json | undefined;

interface MetadataValue {
  readonly gcpProjectId?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly regions?: string | undefined;
  readonly version?: string | undefined;
}

/** Harness never says the value of an Inline secret, so it stays what state has and is sent with every update. */
export const secretText = rest(specs.secretText, {
  style: "ng",
  collection: () => "/ng/api/v2/secrets",
  toBody: (inputs) => ({
    secret: {
      type: "SecretText",
      name: inputs.name,
      identifier: inputs.identifier,
      ...scopeBody(inputs),
      tags: tagMap(inputs.tags),
      description: inputs.description ?? "",
      spec: {
        // The upstream client sends an empty type here, always
        type: "",
        secretManagerIdentifier: inputs.secretManagerIdentifier,
        valueType: inputs.valueType,
        value: inputs.value,
        additionalMetadata: metadataBody(inputs.additionalMetadatas?.[0]?.values?.[0]),
      },
    },
  }),
  entityIn: inside,
  fromEntity: (entity) => {
    const spec = (entity["spec"] ?? {}) as Json;
    return {
      identifier: entity["identifier"],
      name: entity["name"],
      orgId: entity["orgIdentifier"],
      projectId: entity["projectIdentifier"],
      description: entity["description"],
      tags: tagList(entity["tags"]),
      secretManagerIdentifier: spec["secretManagerIdentifier"],
      valueType: spec["valueType"],
      value: spec["valueType"] === "Reference" ? spec["value"] : undefined,
      additionalMetadatas: metadataList(spec["additionalMetadata"]),
    };
  },
  list: {
    style: "ng",
    path: () => "/ng/api/v2/secrets",
    query: scopeQuery,
    page: ["pageIndex", "pageSize"],
    entityIn: inside,
  },
});

function metadataBody(value: MetadataValue | undefined): object {
  if (value === undefined) return {};
  const { gcpProjectId, kmsKeyId, regions, version } = value;
  return { values: { version, kmsKeyId, regions, projectId: gcpProjectId } };
}

function metadataList(metadata: unknown): object[] {
  const values = (metadata as { values?: Json } | null | undefined)?.values;
  if (values === undefined || values === null) return [];
  const { version, kmsKeyId, regions, projectId } = values;
  return [{ values: [{ version, kmsKeyId, regions, gcpProjectId: projectId }] }];
}
