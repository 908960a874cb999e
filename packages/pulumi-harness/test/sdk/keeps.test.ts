/** Every kind has been looked at for what people may own of it. */
import assert from "node:assert/strict";
import { type Kind, specs } from "../../src/sdk/spec";
import { handlers } from "../../src/provider/handlers";
import { canBeOwned } from "../../src/provider/handlers/keep";

/** Why nothing of the other kinds is anybody's but the program's. */
const wholly: Readonly<Partial<Record<Kind, string>>> = {
  delegatetoken: "nothing of a token can be changed",
  policy: "the console offers neither tags nor a description, and the text is what is enforced",
  policySet: "which policies are enforced is the program's",
  roleAssignments: "there is no update: an assignment is deleted and made",
  serviceOverridesV2: "the document has neither tags nor a description",
};

describe("what people may own", () => {
  for (const kind of Object.keys(specs) as Kind[]) {
    it(`is decided for ${kind}`, () => {
      assert.ok(handlers[kind]);
      assert.equal(canBeOwned(specs[kind]), wholly[kind] === undefined);
      const { keeps, inputs, local } = specs[kind];
      for (const key of ["tags", "description"] as const)
        if (key in inputs.shape && !local.includes(key) && wholly[kind] === undefined)
          assert.ok(key in keeps, `${key} of ${kind}`);
      for (const key of Object.keys(keeps)) assert.ok(key in inputs.shape, `${key} of ${kind}`);
    });
  }
});
