/** Import ids in the forms the upstream provider documents for each resource. */
import type { AnyInputs, ObjectKind, PlannedObject } from "../src/plan/model";

/** Kinds whose import id is not just scope and identifier. */
const tails: Partial<Record<ObjectKind, (inputs: AnyInputs) => unknown[]>> = {
  delegatetoken: (inputs) => [inputs["name"]],
  infrastructure: (inputs) => [inputs["envId"], inputs["identifier"]],
  inputSet: (inputs) => [inputs["pipelineId"], inputs["identifier"]],
  triggers: (inputs) => [inputs["targetId"], inputs["identifier"]],
  template: (inputs) => [inputs["identifier"], "versions", inputs["version"]],
};

/** The id `pulumi import` and the `import` option take for an object: `[org/[project/]]…identifier`. */
export function importIdOf({ kind, inputs }: Pick<PlannedObject, "kind" | "inputs">): string {
  const given: AnyInputs = inputs;
  const tail = tails[kind]?.(given) ?? [given["identifier"]];
  return [given["orgId"], given["projectId"], ...tail].filter((part) => typeof part === "string").join("/");
}
