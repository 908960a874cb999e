/**
 * Changes every policy in one place at a time (a condition dropped, a comparison flipped, a number moved by one, a `not`
 * dropped) and runs the policy's own tests on it with the real OPA. Every change must be noticed, but for those below,
 * which change nothing that can be seen. A survivor that is not listed fails, and so does one that is listed and falls.
 */
import assert from "node:assert/strict";
import { policyNames, type PolicyName } from "../../src/policies";
import { survivorsOf, type Outcome } from "./killed";
import { buildPatience, opaPath } from "./opa";

const approvals = `approvals := {"int_stable": 0, "pre_stable": 0, "prod": 2}`;

/** Equivalent mutants by policy, with the reason. */
const equivalent: Partial<Record<PolicyName, Readonly<Record<string, string>>>> = {
  approval_rules: {
    [`${approvals} | 0 becomes -1`]:
      "no approvals at all are more than minus one, as they are not less than none",
    [`${approvals} | 0 becomes -1 (2)`]: "the same for the other environment",
  },
  change_window: {
    "is_number(input.approvers_count) | dropped":
      "OPA adds nothing but numbers; said for evaluators that are strict",
    "is_number(before) | dropped": "the same",
  },
  connector_rules: {
    'named_environments(object.get(stage, "spec", {})) == set() | dropped':
      "part of the common block; here only whether there is an environment counts, not which",
  },
  no_scripts: Object.fromEntries(
    ["script", "command", "shell", "entrypoint"].map((key) => [
      `node.${key} | dropped`,
      "only spares the search for the place",
    ]),
  ),
};

describe("every small change of a policy", () => {
  const names = Object.keys(policyNames) as PolicyName[];
  let outcomes: ReadonlyMap<PolicyName, Outcome> = new Map();

  before(async function () {
    this.timeout(buildPatience);
    outcomes = await survivorsOf(await opaPath(), names);
  });

  for (const name of names) {
    it(`of ${name} is noticed by its tests`, () => {
      const { mutants, survivors } = outcomes.get(name) ?? { mutants: 0, survivors: [] };
      assert.ok(mutants > 10, `only ${mutants} mutants`);
      assert.deepEqual([...survivors].sort(), Object.keys(equivalent[name] ?? {}).sort());
    });
  }
});
