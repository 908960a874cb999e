import type { InputsOf, ResourceSpec } from "../../sdk/spec";
import type { Handler } from "./handler";
import type { Json } from "./lists";
import { rest } from "./rest";
import { scopeBody, scopeQuery, type Scoped } from "./scope";
import { tagList, tagMap } from "./tags";

/** Inputs that all connectors share. */
interface Common extends Scoped {
  readonly identifier: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly forceDelete?: boolean | undefined;
}

/** How one type of connector differs from the others: the type's name and its `spec`. */
export interface ConnectorRules<I> {
  readonly type: string;
  readonly toSpec: (inputs: I) => unknown;
  readonly fromSpec: (spec: Json, inputs: I) => Readonly<Record<string, unknown>>;
}

const inside = (value: Json) => value["connector"] as Json | undefined;

/** The handler of a connector type; a refresh lists the connectors of that type. */
export function connector<S extends ResourceSpec>(spec: S, rules: ConnectorRules<InputsOf<S>>): Handler {
  const common = (inputs: InputsOf<S>) => inputs as unknown as Common;
  return rest(spec, {
    style: "ng",
    collection: () => "/ng/api/connectors",
    // Writes carry the scope in the body
    writeQuery: () => ({}),
    updateAtCollection: true,
    deleteQuery: (inputs) => (common(inputs).forceDelete === true ? { forceDelete: true } : {}),
    toBody: (inputs) => ({
      connector: {
        name: common(inputs).name,
        identifier: inputs.identifier,
        description: common(inputs).description ?? "",
        ...scopeBody(inputs),
        tags: tagMap(common(inputs).tags),
        type: rules.type,
        spec: rules.toSpec(inputs),
      },
    }),
    entityIn: inside,
    fromEntity: (entity, inputs) => ({
      identifier: entity["identifier"],
      name: entity["name"],
      orgId: entity["orgIdentifier"],
      projectId: entity["projectIdentifier"],
      description: entity["description"],
      tags: tagList(entity["tags"]),
      ...rules.fromSpec((entity["spec"] ?? {}) as Json, inputs),
    }),
    list: {
      style: "ng",
      path: () => "/ng/api/connectors",
      query: (inputs) => ({ ...scopeQuery(inputs), type: rules.type }),
      page: ["pageIndex", "pageSize"],
      entityIn: inside,
    },
  });
}
