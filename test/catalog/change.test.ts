import assert from "node:assert/strict";
import { parse } from "yaml";
import { changeService as changeIn, diffLines } from "../../src/catalog/edit";
import type { EntryValues } from "../../src/catalog/written";
import { codeAndPlace, problemsIn } from "./base";

const changeService = (text: string, entry: EntryValues) => changeIn(text, entry, "services.yaml");

const handwritten = `# Owned by everyone.
services: # sorted
  # The ledger; be careful.
  - name: ledger   # do not rename
    team: 'payments'   # since 2019
    # Sizes are agreed with finance.
    size: small # for now
    environments: [int,
      pre]
    description: >
      Books
      everything.

    # The end of the ledger.
  -
    name: orders
    team: "payments"
    tags:
    - money

  - {name: returns, team: payments}
  - team: payments
    name: stock
# the end
`;

const ledger = {
  name: "ledger",
  team: "payments",
  size: "small",
  environments: ["int", "pre"],
  description: "Books everything.\n",
};

describe("changing a service", () => {
  const rows: readonly (readonly [what: string, entry: Record<string, unknown>, diff: string])[] = [
    [
      "replaces a value and keeps the comment behind it",
      { ...ledger, size: "large", team: "platform" },
      `@@ -2,9 +2,9 @@
 services: # sorted
   # The ledger; be careful.
   - name: ledger   # do not rename
-    team: 'payments'   # since 2019
+    team: platform   # since 2019
     # Sizes are agreed with finance.
-    size: small # for now
+    size: large # for now
     environments: [int,
       pre]
     description: >`,
    ],
    [
      "replaces values of several lines, and puts new fields in the order of the schema",
      { ...ledger, environments: ["int"], regions: ["north"], slack: "#ledger" },
      `@@ -3,10 +3,11 @@
   # The ledger; be careful.
   - name: ledger   # do not rename
     team: 'payments'   # since 2019
+    slack: "#ledger"
     # Sizes are agreed with finance.
     size: small # for now
-    environments: [int,
-      pre]
+    environments: [int]
+    regions: [north]
     description: >
       Books
       everything.`,
    ],
    [
      "takes out what is left out",
      { name: "ledger", team: "payments", environments: ["int", "pre"] },
      `@@ -4,12 +4,8 @@
   - name: ledger   # do not rename
     team: 'payments'   # since 2019
     # Sizes are agreed with finance.
-    size: small # for now
     environments: [int,
       pre]
-    description: >
-      Books
-      everything.
 
     # The end of the ledger.
   -`,
    ],
    [
      "knows entries whose dash stands alone, and lists below their key",
      { name: "orders", team: "payments", tags: ["money", "orders"], archetype: "job" },
      `@@ -14,9 +14,9 @@
     # The end of the ledger.
   -
     name: orders
+    archetype: job
     team: "payments"
-    tags:
-    - money
+    tags: [money, orders]
 
   - {name: returns, team: payments}
   - team: payments`,
    ],
    [
      "writes an entry in braces anew",
      { name: "returns", team: "payments", size: "large" },
      `@@ -18,7 +18,9 @@
     tags:
     - money
 
-  - {name: returns, team: payments}
+  - name: returns
+    size: large
+    team: payments
   - team: payments
     name: stock
 # the end`,
    ],
    [
      "changes the field beside the dash",
      { name: "stock", team: "platform", size: "large" },
      `@@ -19,6 +19,7 @@
     - money
 
   - {name: returns, team: payments}
-  - team: payments
+  - team: platform
     name: stock
+    size: large
 # the end`,
    ],
  ];
  for (const [what, entry, diff] of rows)
    it(what, () => {
      const after = changeService(handwritten, entry);
      assert.equal(diffLines(handwritten, after), diff);
      const { services } = parse(after) as { services: { name: string }[] };
      const { services: before } = parse(handwritten) as { services: { name: string }[] };
      assert.deepEqual(
        services.find(({ name }) => name === entry["name"]),
        entry,
      );
      assert.deepEqual(
        services.filter(({ name }) => name !== entry["name"]),
        before.filter(({ name }) => name !== entry["name"]),
      );
      assert.equal(changeService(after, entry), after, "again");
    });

  it("an entry that means the same stays as it is, whatever it spells out", () => {
    assert.equal(changeService(handwritten, { ...ledger, archetype: "api", tags: [] }), handwritten);
    assert.equal(
      changeService(handwritten, { name: "orders", team: "payments", tags: ["money"] }),
      handwritten,
    );
  });

  it("keeps Windows line breaks", () => {
    const windows = handwritten.replaceAll("\n", "\r\n");
    const after = changeService(windows, { ...ledger, size: "large", tags: ["a"] });
    assert.equal(after.replaceAll("\r\n", ""), after.replaceAll(/[\r\n]/g, ""));
    assert.match(after, /size: large # for now\r\n/);
  });

  it("a value that comes from a merge key is overridden in the entry", () => {
    const merged = `services:
  - &first
    name: ledger
    team: payments
    size: small
  - <<: *first
    name: orders
`;
    assert.equal(
      changeService(merged, { name: "orders", team: "platform", size: "large" }),
      merged.replace("    name: orders\n", "    name: orders\n    size: large\n    team: platform\n"),
    );
    // What a merge key gives cannot be taken out on its own: the entry is written without the merge.
    assert.equal(
      changeService(merged, { name: "orders", team: "payments" }),
      merged.replace("  - <<: *first\n    name: orders\n", "  - name: orders\n    team: payments\n"),
    );
  });

  it("refuses an unknown name, a wrong shape and a text it cannot edit", () => {
    const refused = (text: string, entry: Record<string, unknown>) =>
      problemsIn(() => changeService(text, entry)).map(codeAndPlace);
    assert.deepEqual(refused(handwritten, { name: "mail", team: "payments" }), ["CAT035"]);
    assert.deepEqual(refused(handwritten, { ...ledger, sizes: "x", archetype: "apis" }), [
      "CAT023",
      "CAT020",
    ]);
    assert.deepEqual(refused("services: [{name: ledger, team: a}]\n", ledger), ["CAT060 services.yaml:1:11"]);
    assert.deepEqual(refused("services:\n  - name: 'ledger\n", ledger), ["CAT002 services.yaml:3:1"]);
  });
});
