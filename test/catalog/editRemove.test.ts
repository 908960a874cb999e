import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { diffLines } from "../../src/catalog/edit";
import { parseCatalog } from "../../src/catalog/load";
import { baseServices, changed } from "./base";
import { added, handwritten, removed } from "./editing";
import { exampleFiles } from "./example";

describe("removing a service", () => {
  it("takes its lines, its comment and one blank line", () => {
    assert.equal(
      diffLines(handwritten, removed(handwritten, "ledger")),
      `@@ -2,14 +2,6 @@
 
 services: # sorted
 
-  # The ledger; be careful.
-  # Really.
-  - name: ledger   # do not rename
-    team: 'payments'
-    description: >
-      Books
-      everything.
-
   -
     name: orders
     team: "payments"   # quoted`,
    );
    assert.ok(removed(handwritten, "returns").endsWith("    - money\n# the end\n"));
  });

  it("leaves an empty list behind the last one, to which services can be added", () => {
    const one = "services: # none yet\n  - name: ab\n    team: payments\n# end\n";
    const none = removed(one, "ab");
    assert.equal(none, "services: [] # none yet\n# end\n");
    assert.equal(added(none, { name: "ab", team: "payments" }), one);
  });

  it("changes nothing when there is no such service", () =>
    assert.equal(removed(handwritten, "nobody"), handwritten));

  it("undoes adding, byte for byte, in every layout", () => {
    const [, example] = exampleFiles();
    const compact = baseServices.replaceAll("\n\n", "\n");
    const layouts = [
      handwritten,
      baseServices,
      compact,
      example.text,
      "services: []\n",
      compact.replaceAll(/^ {2}/gm, ""),
    ];
    const name = fc.stringMatching(/^[a-z][a-z0-9]{1,6}(-[a-z0-9]{1,5})?$/);
    const extra = fc.record(
      {
        description: fc.string({ maxLength: 30 }).filter((text) => !/<\+|\{\{|\}\}/.test(text)),
        tags: fc.array(name, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom(...layouts), name, extra, (text, name, fields) => {
        fc.pre(!text.includes(`name: ${name}`));
        const after = added(text, { name, team: "payments", ...fields });
        assert.notEqual(after, text);
        assert.equal(removed(after, name), text);
        const written = (parse(after) as { services: { name: string }[] }).services.find(
          (each) => each.name === name,
        );
        assert.deepEqual(written, { name, team: "payments", ...fields });
      }),
      { numRuns: 300 },
    );
  });

  it("and adding leave every other service as it is", () => {
    const others = (text: string) =>
      parseCatalog(changed({ services: text })).services.filter(({ name }) => name !== "mail");
    const after = added(baseServices, { name: "mail", team: "payments", regions: ["north"] });
    assert.deepEqual(others(after), others(baseServices));
    assert.deepEqual(
      parseCatalog(changed({ services: after })).services.map(({ name }) => name),
      ["ledger", "mail", "orders"],
    );
  });
});
