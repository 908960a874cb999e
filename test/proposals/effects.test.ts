/** What happens on merge, against the difference of two whole plans. */
import assert from "node:assert/strict";
import { canonical } from "../../src/catalog/check/canonical";
import { parseCatalog } from "../../src/catalog/load";
import { keyOf, planCatalog } from "../../src/plan";
import type { Catalog } from "../../src/catalog/model";
import { bodyLimit, bodyOf } from "../../src/proposals/body";
import type { Changes } from "../../src/proposals/change";
import { draftOf, type BaseCatalog } from "../../src/proposals/draft";
import { effectsOf } from "../../src/proposals/effects";
import { exampleFiles } from "../catalog/example";

const files = exampleFiles().map(({ path, text }) => ({ path: path.replace(/.*(?=catalog\/)/, ""), text }));
const base: BaseCatalog = { commit: "c", files, catalog: parseCatalog(files) };

const account = { name: "account-service", team: "platform-team-a", regions: ["euw1"] };
const wishes: readonly (readonly [string, Changes])[] = [
  ["a new service", [{ kind: "add", entry: { name: "cart-service", team: "payments-team" } }]],
  [
    "another team and size",
    [{ kind: "change", entry: { ...account, team: "payments-team", size: "large" } }],
  ],
  ["fewer regions", [{ kind: "change", entry: account }]],
  ["a removal", [{ kind: "remove", name: "payment-service" }]],
  ["an entry that is spelled otherwise", [{ kind: "change", entry: { ...base.catalog.services[1]! } }]],
];

function objectsOf(catalog: Catalog): Map<string, string> {
  const environments = Object.keys(catalog.platform.environments);
  const { units } = planCatalog(catalog, { account: "any", environments, stack: "any" });
  return new Map(
    units.flatMap(({ objects }) =>
      objects.map((each) => [keyOf(each), JSON.stringify(canonical(each.inputs))]),
    ),
  );
}

describe("what a proposal does on merge", () => {
  for (const [what, changes] of wishes)
    it(`is the difference of whole plans: ${what}`, () => {
      const draft = draftOf(base, changes);
      const effects = effectsOf(base.catalog, draft.catalog, draft.services);
      const [from, to] = [objectsOf(base.catalog), objectsOf(draft.catalog)];
      const counts = {
        create: [...to.keys()].filter((key) => !from.has(key)).length,
        update: [...to].filter(([key, text]) => from.has(key) && from.get(key) !== text).length,
        delete: [...from.keys()].filter((key) => !to.has(key)).length,
      };
      assert.deepEqual(
        { create: effects.create.length, update: effects.update.length, delete: effects.delete.length },
        counts,
      );
    });

  it("and the expectations above are not all empty", () => {
    const [add, change, , remove] = wishes.map(([, changes]) => {
      const { catalog, services } = draftOf(base, changes);
      return effectsOf(base.catalog, catalog, services);
    });
    assert.deepEqual(add!.create.slice(0, 2), ["service cart_service", "pipeline cart_service_cd"]);
    assert.ok(change!.update.includes("resourceGroup payments_team_resources"), change!.update.join());
    assert.ok(remove!.delete.includes("inputSet payment_service_prod"), remove!.delete.join());
  });
});

describe("the text of a pull request", () => {
  const text = (changes: Changes, by = "ann") =>
    bodyOf(draftOf(base, changes), { before: base.catalog, account: "acme", by });

  it("says what the service is, its stages and gates, what happens on merge, and the diff", () => {
    assert.equal(
      text([
        { kind: "add", entry: { name: "cart-service", team: "payments-team", profile: "internal-api" } },
      ]),
      `### Adds cart-service

| | |
|---|---|
| team | payments-team |
| archetype | api |
| profile | internal-api |
| size | medium |
| environments | int, pre, prod |
| regions | euw1, euw2 |
| Harness service | \`cart_service\` |
| pipeline | [cart_service_cd](https://app.harness.io/ng/account/acme/cd/orgs/default/projects/platform/pipelines/cart_service_cd/pipeline-studio) |
| stages | Deploy to int-stable euw1 → Deploy to int-stable euw2 → Bake before pre-stable → Deploy to pre-stable euw1 → Approve prod → Change window of prod → Deploy to prod euw1 → Deploy to prod euw2 |
| gates | int-stable: none; pre-stable: waits 1h; prod: approval by payments-team, platform-team within 7d, then change window |

### On merge

\`harness-catalog up\` brings Harness to what the catalog says:

- creates 4: \`service cart_service\`, \`pipeline cart_service_cd\`, \`monitoredService cart_service_prod\`, \`triggers cart_service_new_image\`
- updates 1: \`resourceGroup payments_team_resources\`
- note: cart-service: not deployed to pre-stable in euw2: no kubernetes cluster there

### Catalog

\`\`\`diff
catalog/services.yaml
@@ -37,6 +37,10 @@
     regions: [euw1]
     team: platform-team
 
+  - name: cart-service
+    profile: internal-api
+    team: payments-team
+
   - name: frontend
     description: Web front end, calls backend
     target: ecs
\`\`\`

Proposed by \`ann\` with harness-catalog.
`,
    );
  });

  it("says what a removal loses", () => {
    assert.match(
      text([{ kind: "remove", name: "payment-service" }]),
      /^- \*\*lost for good\*\*: the executions of the deleted pipelines\. Workloads that run in clusters stay\.$/m,
    );
  });

  it("free text cannot break out of the diff or of the line about its author", () => {
    const description = "a\n```\n# Not a heading @everyone\n````\n";
    const body = text(
      [{ kind: "add", entry: { name: "cart-service", team: "payments-team", description } }],
      "x`y",
    );
    assert.equal(body.match(/^`{3,}$/gm)?.length ?? 0, 1, "one closing fence");
    assert.match(body, /Proposed by `x'y` with/);
  });

  it("stays below GitHub's limit, says that it was cut, and keeps the summary", () => {
    const changes = Array.from({ length: 100 }, (_, index) => ({
      kind: "add" as const,
      entry: {
        name: `bulk-${String.fromCharCode(97 + (index % 26))}${index}`,
        team: "payments-team",
        description: "x".repeat(1000),
      },
    }));
    const body = text(changes);
    assert.ok(body.length <= bodyLimit, `${body.length}`);
    assert.match(body, /^And 95 more: /m);
    assert.match(body, /- creates 400: .* and 370 more$/m);
    assert.match(body, /The diff is cut here/);
    assert.match(body, /Proposed by `ann` with harness-catalog\.\n$/);
  });
});
