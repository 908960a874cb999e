/** The policies as Rego: they load and pass their own tests in both modes of OPA, and no line of them is untested. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { policyNames, policyText, type PolicyName, type PolicySettings } from "../../src/policies";
import { runOpa } from "../../src/policies/evaluate/opa";
import { buildPatience, opaPath, settings } from "./opa";
import { testFilesOf } from "./testFiles";

const folder = join(packageRoot(), "policies");
const names = Object.keys(policyNames) as PolicyName[];

interface Coverage {
  readonly files: Readonly<Record<string, { readonly coverage?: number }>>;
}

/** Settings of a platform that has next to nothing. */
const nothing: PolicySettings = {
  change_window: { windows: {}, service_windows: {}, emergency_approvers: 3 },
  approval_rules: {
    approvals: {},
    window_environments: [],
    window_policy_set: "change_window",
    emergency_approvers: 3,
    hotfix_templates: [],
  },
  required_stages: { environments: [], hotfix_templates: [] },
  mandatory_templates: { templates: {}, pipeline_templates: {} },
  no_scripts: {},
  connector_rules: { infrastructures: {} },
  namespace_rules: { regions: {} },
  resource_limits: { sizes: {} },
  secret_expressions: {},
  workload_rules: {},
};

describe("policies in OPA", () => {
  let opa = "";

  before(async function () {
    this.timeout(buildPatience);
    opa = await opaPath();
  });

  it("are a Rego file each, with tests in one file or one for each subject", () => {
    const tests = names.flatMap((name) => {
      const files = testFilesOf(name);
      assert.equal(files[0], `${name}_test.rego`);
      return files;
    });
    assert.deepEqual(
      readdirSync(folder).filter((file) => file.endsWith(".rego")),
      [...names.map((name) => `${name}.rego`), ...tests].sort(),
    );
  });

  it("are formatted", async () => {
    assert.equal((await runOpa(opa, ["fmt", "--list", folder], "")).stdout, "");
  });

  for (const mode of [[], ["--v0-compatible"]]) {
    it(`pass their own tests ${mode.join("")}`, async () => {
      const { ok, stdout } = await runOpa(opa, ["test", ...mode, folder], "");
      assert.ok(ok, stdout);
    });

    it(`load with the settings of a platform that has nothing ${mode.join("")}`, async () => {
      const dir = mkdtempSync(join(tmpdir(), "harness-catalog-empty-"));
      try {
        for (const name of names) writeFileSync(join(dir, `${name}.rego`), policyText(name, nothing[name]));
        const { ok, stdout, stderr } = await runOpa(opa, ["check", ...mode, dir], "");
        assert.ok(ok, stdout + stderr);
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
  }

  it("have no line without a test", async () => {
    const { stdout } = await runOpa(opa, ["test", "--coverage", "--format", "json", folder], "");
    const { files } = JSON.parse(stdout) as Coverage;
    const coverage = (name: string) =>
      Object.entries(files).find(([file]) => file.endsWith(`/${name}.rego`))?.[1].coverage;
    assert.deepEqual(
      names.map((name) => [name, coverage(name)]),
      names.map((name) => [name, 100]),
    );
  });

  it("ask in the same words where a pipeline deploys to", () => {
    const blocks = names
      .map((name) => readFileSync(join(folder, `${name}.rego`), "utf8"))
      .flatMap((text) => /# begin stages[^]*# end stages\n/.exec(text)?.[0] ?? []);
    assert.equal(blocks.length, 3);
    assert.equal(new Set(blocks).size, 1);
  });

  it("keep everything but their settings", () => {
    const outside = (text: string) => text.replace(/# begin settings[^]*# end settings/, "");
    for (const name of names)
      assert.equal(outside(policyText(name, settings[name])), outside(policyText(name, nothing[name])), name);
  });
});
