/** The question that is put to OPA, as Rego. */
import type { PolicyName } from "../settings";

/** What {@link queryModule} answers with: place of the input, policy, words of the denial. */
export type Answer = readonly [index: number, policy: PolicyName, message: string];

/** Path of the answers. */
export const answers = "data.harness_catalog_question.denials";

/**
 * A module that asks each policy about the inputs that name it, all of them in one document:
 * `{"inputs": [{"policies": ["no_scripts"], "document": …}]}`. A rule a policy, because OPA takes a package that is only
 * known when it runs for one that may refer back to this.
 */
export function queryModule(policies: readonly PolicyName[]): string {
  const rules = policies.map(
    (policy) => `
denials contains [index, "${policy}", message] if {
	some index, entry in input.inputs
	"${policy}" in entry.policies
	some message in data.${policy}.deny with input as entry.document
}
`,
  );
  return `package harness_catalog_question\n\nimport rego.v1\n${rules.join("")}`;
}
