import assert from "node:assert/strict";
import { parse } from "yaml";
import { addNewServices, diffLines } from "../../src/catalog/edit";
import { baseServices, codeAndPlace, problemsIn } from "./base";
import { added, handwritten, removed } from "./editing";

describe("adding a service", () => {
  const entry = { name: "mail", team: "payments", environments: ["int"], regions: ["north"] };

  it("inserts it in its sorted place and touches nothing else", () => {
    assert.equal(
      diffLines(handwritten, added(handwritten, entry)),
      `@@ -10,6 +10,11 @@
       Books
       everything.
 
+  - name: mail
+    environments: [int]
+    regions: [north]
+    team: payments
+
   -
     name: orders
     team: "payments"   # quoted`,
    );
  });

  it("adds several at once as it adds them one by one", () => {
    const entries = ["zz", "mail", "aa", "pay", "mast"].map((name) => ({ name, team: "payments" }));
    for (const text of [
      handwritten,
      "services: []\n",
      "services:\n",
      "services:\n  - name: zy\n    team: payments\n",
    ]) {
      const oneByOne = entries.reduce((after, each) => added(after, each), text);
      assert.equal(addNewServices(text, entries, "services.yaml"), oneByOne);
    }
    assert.equal(addNewServices(handwritten, [], "services.yaml"), handwritten);
  });

  it("writes long text of several lines on one line", () => {
    const description = "The ledger keeps the books, all of them.\n```\n# Not a comment\n";
    const text = added("services: []\n", { name: "mail", team: "payments", description });
    assert.equal(text.split("\n").length, 5);
    assert.equal(
      (parse(text) as { services: { description: string }[] }).services[0]!.description,
      description,
    );
  });

  it("goes above the comment of the entry behind it, and to the top and the end", () => {
    const at = (name: string) => added(handwritten, { name, team: "payments" }).split("\n");
    const pay = at("pay");
    assert.match(pay[pay.indexOf("  - name: pay") - 2]!, /- money/);
    assert.match(pay[pay.indexOf("  - name: pay") + 3]!, /Takes orders no more/);
    const first = at("aa");
    assert.match(first[first.indexOf("  - name: aa") + 3]!, /The ledger/);
    const last = at("zz");
    assert.equal(last.slice(-5).join("\n"), "\n  - name: zz\n    team: payments\n# the end\n");
  });

  it("writes every field in the order and the style of the catalog", () => {
    const full = {
      tags: ["a,b".replace(",", "-"), "c"],
      name: "full",
      description: "Books: all, of them # really",
      archetype: "api",
      team: "payments",
      slack: "#payments",
      resources: { overrides: { prod: { size: "small" } } },
      strategy: { int: "rolling", prod: "canary" },
      inputSets: { prod: {}, pinned: { imageTag: "1.0.0" } },
      prodWithoutPre: false,
      image: undefined,
    };
    const text = added("services: []\n", full);
    assert.equal(
      text,
      `services:
  - name: full
    description: "Books: all, of them # really"
    archetype: api
    team: payments
    slack: "#payments"
    resources:
      overrides:
        prod: { size: small }
    strategy: { int: rolling, prod: canary }
    tags: [a-b, c]
    inputSets:
      prod: {}
      pinned: { imageTag: 1.0.0 }
    prodWithoutPre: false
`,
    );
    assert.deepEqual((parse(text) as { services: unknown[] }).services[0], JSON.parse(JSON.stringify(full)));
  });

  it("changes nothing when the very same service is there, also where defaults are written out", () => {
    const text = added(handwritten, entry);
    assert.equal(added(text, entry), text);
    assert.equal(added(text, { ...entry, size: "medium", tags: [] }), text);
  });

  it("refuses another service of the same name, and says where the first one is", () => {
    const [problem] = problemsIn(() =>
      added(handwritten, { name: "orders", team: "platform" }, "catalog/services.yaml"),
    );
    assert.equal(codeAndPlace(problem!), "CAT030 catalog/services.yaml:14:5");
  });

  it("refuses an entry of the wrong shape, all mistakes at once", () => {
    const problems = problemsIn(() => added(handwritten, { name: "Mail", size: 3, kind: "x" }));
    assert.deepEqual(problems.map(({ code }) => code).sort(), ["CAT020", "CAT021", "CAT022", "CAT024"]);
  });

  it("refuses a text that is damaged", () => {
    assert.deepEqual(
      problemsIn(() => added("services:\n  - name: ab", entry)).map(({ code }) => code),
      ["CAT006"],
    );
    assert.deepEqual(
      problemsIn(() => added("<<<<<<< a\nservices:\n", entry)).map(({ code }) => code),
      ["CAT003"],
    );
  });

  it("refuses a list in brackets and a file without a list", () => {
    for (const text of [
      "services: [{ name: ab, team: x }]\n",
      "service:\n  - name: ab\n",
      "services: none\n",
      "- a\n",
    ]) {
      assert.deepEqual(
        problemsIn(() => added(text, entry)).map(({ code }) => code),
        ["CAT060"],
        text,
      );
    }
  });

  it("keeps Windows line ends", () => {
    const text = added(baseServices.replaceAll("\n", "\r\n"), entry);
    assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
    assert.equal(removed(text, "mail"), baseServices.replaceAll("\n", "\r\n"));
  });
});
