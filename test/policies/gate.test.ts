/** The check before a plan: what it says, what it remembers, and that nothing runs behind a refusal. */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyOf, type Plan, type PlannedObject } from "../../src/plan";
import { checkPolicies } from "../../src/cli/policyGate";
import { run } from "../../src/cli/run";
import { CatalogError } from "@harness-catalog/problems";
import { packageRoot } from "../../src/paths/packageRoot";
import { exampleCatalog, planOf } from "../plan/support";
import { memoryIo } from "../support/io";
import { buildPatience, opaPath } from "./opa";

/** The plan with one object changed. */
function changed(plan: Plan, key: string, change: (text: string) => string): Plan {
  const edit = (object: PlannedObject): PlannedObject =>
    keyOf(object) === key && "yaml" in object.inputs
      ? ({ ...object, inputs: { ...object.inputs, yaml: change(object.inputs.yaml ?? "") } } as PlannedObject)
      : object;
  return { ...plan, units: plan.units.map((unit) => ({ ...unit, objects: unit.objects.map(edit) })) };
}

async function problemsOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof CatalogError);
  return error.problems;
}

describe("the policies before a plan", () => {
  const plan = planOf(exampleCatalog());
  let dir = "";
  let opa = "";
  let asked = 0;
  const findOpa = () => {
    asked += 1;
    return Promise.resolve(opa);
  };

  before(async function () {
    this.timeout(buildPatience);
    opa = await opaPath();
  });
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "harness-catalog-gate-"));
    asked = 0;
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("pass the shipped catalog, and do not judge twice what has not changed", async () => {
    const first = await checkPolicies(plan, findOpa, dir);
    assert.ok(first.judged > 0);
    assert.equal(first.known, 0);
    assert.deepEqual(await checkPolicies(plan, findOpa, dir), { judged: 0, known: first.judged });
    assert.equal(asked, 1);
    const other = changed(plan, "pipeline/backend", (text) =>
      text.replace("name: backend", "name: back-end"),
    );
    assert.deepEqual(await checkPolicies(other, findOpa, dir), { judged: 1, known: first.judged - 1 });
  });

  it("judge everything again under other rules, or when the record is damaged", async () => {
    const { judged } = await checkPolicies(plan, findOpa, dir);
    const file = join(dir, "policies-passed.json");
    writeFileSync(file, readFileSync(file, "utf8").slice(0, -5));
    assert.equal((await checkPolicies(plan, findOpa, dir)).judged, judged);
    const rules = (object: PlannedObject): PlannedObject =>
      object.kind === "policy"
        ? { ...object, inputs: { ...object.inputs, rego: `# other\n${String(object.inputs["rego"])}` } }
        : object;
    const others = {
      ...plan,
      units: plan.units.map((unit) => ({ ...unit, objects: unit.objects.map(rules) })),
    };
    assert.equal((await checkPolicies(others, findOpa, dir)).judged, judged);
  });

  it("name the object, the policy, its words and the cure, for every refusal, and remember nothing", async () => {
    const bad = changed(plan, "infrastructure/prod_euw1_k8s", (text) =>
      text
        .replace("allowSimultaneousDeployments: false", "allowSimultaneousDeployments: true")
        .replace(/namespace: .*/, "namespace: prod"),
    );
    const problems = await problemsOf(checkPolicies(bad, findOpa, dir));
    assert.deepEqual(
      problems.map(({ code, message }) => `${code} ${message}`),
      [
        'POL001 infrastructure/prod_euw1_k8s is refused by the policy "Namespace rules": prod_euw1_k8s: allowSimultaneousDeployments must be false, one deployment at a time',
        'POL001 infrastructure/prod_euw1_k8s is refused by the policy "Namespace rules": prod_euw1_k8s: the namespace must be <+env.name>-<+service.name>-euw1',
      ],
    );
    for (const { hint } of problems) assert.match(hint, /\w{4}/);
    assert.equal(existsSync(join(dir, "policies-passed.json")), false);
  });

  it("refuse a pipeline whose stage brings a script", async () => {
    const bad = changed(plan, "pipeline/backend", (text) =>
      text.replace(
        "  stages:\n",
        "  stages:\n    - stage: {name: S, identifier: s, type: Custom, spec: {execution: {steps: [{step: {name: X, identifier: x, type: ShellScript}}]}}}\n",
      ),
    );
    const problems = await problemsOf(checkPolicies(bad, findOpa));
    assert.deepEqual(
      problems.map(({ message }) => message),
      [
        'pipeline/backend is refused by the policy "Mandatory templates": stage s is not made from a template of the platform',
        'pipeline/backend is refused by the policy "No scripts": step x: ShellScript runs a script',
      ],
    );
  });

  it("end plan, up and render with exit code 3 before any engine runs", async () => {
    for (const file of ["services.yaml", "platform.yaml"])
      cpSync(join(packageRoot(), "catalog", file), join(dir, "catalog", file));
    const platform = join(dir, "catalog", "platform.yaml");
    writeFileSync(
      platform,
      readFileSync(platform, "utf8").replace("connector: aws_prod", "connector: aws_pre"),
    );
    for (const command of [["plan"], ["up", "--yes"], ["render", "--out", "out"]]) {
      const env = { PATH: join(opa, ".."), HARNESS_CATALOG_STATE: join(dir, "state") };
      const io = memoryIo({ cwd: dir, env });
      assert.equal(await run(command, io), 3, io.err());
      assert.match(
        io.err(),
        /awsConnector\/aws_pre is refused by the policy "Connector rules".*\[POL001\]/,
        command.join(" "),
      );
      assert.equal(existsSync(join(dir, "out")), false);
      // The first thing an opened engine gets is its scratch project.
      const state = readdirSync(dir, { recursive: true, encoding: "utf8" });
      assert.ok(!state.some((path) => path.endsWith("Pulumi.yaml")), state.join(" "));
    }
    const io = memoryIo({ cwd: dir, env: {} });
    assert.equal(await run(["validate"], io), 0);
  });
});
