import assert from "node:assert/strict";
import { addition, removal, type Checkout } from "../../src/backstage/change";
import { readTemplateLibrary } from "../../src/catalog/library/read";
import { baseServices, changed, codeAndPlace, problemsIn, type Change } from "../catalog/base";

const checkout = (services?: Change): Checkout => ({
  files: changed(services === undefined ? {} : { services }),
  library: readTemplateLibrary(),
});
const form = { name: "cart", team: "payments", regions: ["north"], description: "", email: undefined };
const textOf = (files: readonly { path: string; text: string }[], path: string) =>
  files.find((file) => file.path === path)?.text;

describe("a change by a form", () => {
  it("adds an entry in its place, without what the form left empty", () => {
    const empty = { resources: { overrides: { prod: { size: undefined } } }, slack: null };
    const { files, summary, team, pipelineUrl } = addition(checkout(), { ...form, ...empty });
    assert.deepEqual(
      files.map(({ path }) => path),
      ["catalog/services.yaml", "generated/cart/catalog-info.yaml"],
    );
    assert.equal(
      textOf(files, "catalog/services.yaml"),
      baseServices.replace(
        "services:\n",
        "services:\n  - name: cart\n    regions: [north]\n    team: payments\n\n",
      ),
    );
    assert.equal(summary, "cart is added to catalog/services.yaml.");
    assert.deepEqual([team, pipelineUrl], ["payments", undefined]);
  });

  it("keeps a size of its own for production", () => {
    const sized = { ...form, resources: { overrides: { prod: { size: "small" } } } };
    assert.match(
      textOf(addition(checkout(), sized).files, "catalog/services.yaml")!,
      /overrides:\n {8}prod: \{ size: small \}/,
    );
  });

  it("the same form again changes nothing", () => {
    const added = textOf(addition(checkout(), form).files, "catalog/services.yaml")!;
    const again = addition(checkout(added), form);
    assert.deepEqual(again.files, []);
    assert.match(again.summary, /already, exactly like this/);
  });

  it("is undone by the form that removes", () => {
    const added = textOf(addition(checkout(), form).files, "catalog/services.yaml")!;
    const removed = removal(checkout(added), "cart", "cart");
    assert.deepEqual(removed.files, [{ path: "catalog/services.yaml", text: baseServices }]);
    assert.equal(removed.team, "payments");
  });

  it("goes to the file of its archetype where the catalog has one for each", () => {
    const [platform, services] = changed({});
    const files = [platform!, { path: "catalog/api-services.yaml", text: services!.text }];
    const job = { ...form, archetype: "job", profile: "batch-job" };
    const change = addition({ ...checkout(), files }, job);
    assert.equal(change.files[0]?.path, "catalog/job-services.yaml");
    assert.match(change.files[0]?.text ?? "", /^services:\n {2}- name: cart\n/);
  });

  it("is refused with every problem and its place in the file as it would be", () => {
    const problems = problemsIn(() => addition(checkout(), { ...form, team: "pay", size: "huge" }));
    assert.deepEqual(problems.map(codeAndPlace), [
      "CAT014 catalog/services.yaml:3:11",
      "CAT010 catalog/services.yaml:5:11",
    ]);
  });

  it("is refused when the form sends nothing", () => {
    assert.ok(problemsIn(() => addition(checkout(), {})).some(({ message }) => message.startsWith("name: ")));
  });

  it("removes nothing when the confirmation is another name, and nothing that is not there", () => {
    assert.deepEqual(
      problemsIn(() => removal(checkout(), "orders", "order")).map(({ code }) => code),
      ["BST001"],
    );
    assert.deepEqual(removal(checkout(), "cart", "cart").files, []);
  });

  it("a service whose API is called stays", () => {
    assert.deepEqual(
      problemsIn(() => removal(checkout(), "ledger", "ledger")).map(({ code }) => code),
      ["CAT018"],
    );
  });

  it("says what goes with a service, by the identifiers it was created under", () => {
    const services: Change = [
      ["name: orders", "name: purchases\n    previousName: orders"],
      [
        "    components: [pdb]\n",
        '    inputSets: { nightly: { imageTag: v1.0.0 } }\n    schedule: { cron: "0 6 * * 1-5", inputSet: nightly }\n',
      ],
    ];
    assert.equal(
      removal(checkout(services), "purchases", "purchases").deletes,
      `- Harness service orders, with what verifies its deployments
- pipeline orders_cd, with every past run
- trigger orders_new_image
- trigger orders_schedule
- input set orders_nightly
- generated files in generated/purchases/
- the page of purchases in Backstage`,
    );
  });
});
