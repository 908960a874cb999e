import { type InputsOf, specs } from "../../sdk/spec";
import { sameValue } from "../values";
import type { Handler } from "./handler";
import { PartialWrite } from "./partial";
import { rest } from "./rest";
import { scopeQuery } from "./scope";

type Inputs = InputsOf<typeof specs.policySet>;

const sets = rest(specs.policySet, {
  style: "pm",
  collection: () => "/pm/api/v1/policysets",
  updateMethod: "PATCH",
  updatesSilently: true,
  toBody: (inputs) => ({ identifier: inputs.identifier, ...content(inputs) }),
  toUpdateBody: (inputs) => content(inputs),
  fromEntity: (entity) => ({
    identifier: entity["identifier"],
    name: entity["name"],
    orgId: entity["org_id"],
    projectId: entity["project_id"],
    action: entity["action"],
    type: entity["type"],
    enabled: entity["enabled"],
    policies: entity["policies"],
    policyReferences: entity["policies"],
  }),
  list: {
    style: "pm",
    path: () => "/pm/api/v1/policysets",
    query: scopeQuery,
    page: ["page", "per_page"],
    serves: (entity) => Array.isArray(entity["policies"]),
  },
});

/**
 * The client library's model of the POST has no policies. They are sent all the same, and only when the answer shows
 * that they were not taken does the documented PATCH follow; when that fails, an empty set is left and reported.
 */
export const policySet: Handler = {
  ...sets,
  async create(ctx, plain) {
    const inputs = plain as unknown as Inputs;
    const made = await sets.create(ctx, plain);
    const silent = Object.keys(made.remote).length === 0;
    if (silent || sameValue(specs.policySet, "policies", referencesOf(inputs), made.remote["policies"]))
      return made;
    try {
      return await sets.update(ctx, made.remote, plain);
    } catch (error) {
      throw new PartialWrite(made, error as Error);
    }
  },
};

function content(inputs: Inputs) {
  const { action, enabled = false, name, type } = inputs;
  return { action, enabled, name, policies: referencesOf(inputs), type };
}

function referencesOf({ policies, policyReferences }: Inputs) {
  return policyReferences ?? policies ?? [];
}
