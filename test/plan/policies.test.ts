/**
 * The rules with the platform's settings in them. With OPA at hand, the rules' own tests are run too, and the rules
 * are asked about the pipelines of the shipped catalog.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../paths/packageRoot";
import { policyText } from "../../policies";
import { findTool } from "../../toolchain/findTool";
import {
  catalogOf,
  documentOf,
  exampleCatalog,
  objectOf,
  objectsOf,
  planOf,
  smallPlatform,
  stagesOf,
} from "./support";

describe("policies", () => {
  const rego = (name: string, platform = smallPlatform()) =>
    objectOf(planOf(catalogOf(platform, [])), "policy", name).inputs["rego"] as string;

  it("ask as many approvals of each production environment as its gate has approvers", () => {
    assert.match(rego("approval_rules"), /\napprovals := {"live": 2}\n/);
  });

  it("open on the minutes the platform says", () => {
    const changeWindow = {
      open: { Friday: { from: "09:30", to: "24:00" }, Monday: { from: "00:00", to: "12:00" } },
    };
    const text = rego("change_window", smallPlatform({ changeWindow }));
    assert.match(
      text,
      /\nwindows := {"Friday": {"from": 570, "to": 1440}, "Monday": {"from": 0, "to": 720}}\n/,
    );
    assert.match(text, /\nemergency_approvers := 3\n/);
  });

  it("have no window, no set and no step where the platform has none", () => {
    const plan = planOf(catalogOf(smallPlatform(), []));
    assert.deepEqual(
      objectsOf(plan, "policySet").map(({ name }) => name),
      ["pipeline_rules"],
    );
    assert.doesNotMatch(
      objectOf(plan, "template", "live_approval@1.0.0").inputs["templateYaml"] as string,
      /Policy/,
    );
  });

  it("are referred to by their sets, which block", () => {
    for (const { inputs, dependsOn } of objectsOf(planOf(exampleCatalog()), "policySet")) {
      const [reference] = inputs["policyReferences"] as { identifier: string; severity: string }[];
      assert.equal(reference?.severity, "error");
      assert.deepEqual(dependsOn, [`policy/${reference?.identifier}`]);
      assert.ok(!("policies" in inputs));
    }
  });

  it("keep everything but their settings", () => {
    const outside = (text: string) => text.replace(/# begin settings[^]*# end settings/, "");
    const changed = policyText("approval_rules", { approvals: { a: 1 } });
    assert.equal(outside(changed), outside(policyText("approval_rules", { approvals: {} })));
  });
});

describe("policies in OPA", () => {
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-policies-"));
  let opa = "";

  // Builds OPA once where it is not at hand, which takes a minute or two.
  before(async function () {
    this.timeout(900_000);
    opa = (await findTool("opa")).command;
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const mode of [[], ["--v0-compatible"]]) {
    it(`pass their own tests ${mode.join("")}`, () => {
      const { status, stdout } = spawnSync(opa, ["test", ...mode, join(packageRoot(), "policies")], {
        encoding: "utf8",
      });
      assert.equal(status, 0, stdout);
    });
  }

  it("let the pipelines of the shipped catalog run, and stop them without their gates", () => {
    const plan = planOf(exampleCatalog());
    for (const { name } of objectsOf(plan, "pipeline")) {
      const stages = stagesOf(plan, name).map((stage) => ({ stage: expanded(stage) }));
      assert.deepEqual(
        denials({ pipeline: { ...documentOf(objectOf(plan, "pipeline", name)), stages } }),
        [],
      );
      const open = stages.filter(({ stage }) => stage["type"] !== "Approval");
      assert.notEqual(denials({ pipeline: { stages: open } }).length, 0);
    }

    /** Harness gives policies a pipeline with its templates expanded. */
    function expanded(stage: ReturnType<typeof stagesOf>[number]): Record<string, unknown> {
      const { templateRef, versionLabel, templateInputs } = stage.template;
      const template = documentOf(objectOf(plan, "template", `${templateRef}@${versionLabel}`));
      const { spec, ...rest } = template["spec"] as { spec: Record<string, unknown> };
      return {
        identifier: stage.identifier,
        ...rest,
        spec: { ...spec, environment: templateInputs.spec?.environment },
      };
    }

    function denials(input: unknown): string[] {
      const rules = join(folder, "approval_rules.rego");
      writeFileSync(rules, objectOf(plan, "policy", "approval_rules").inputs["rego"] as string);
      const query = ["eval", "--format", "raw", "--stdin-input", "--data", rules, "data.approval_rules.deny"];
      const { status, stdout, stderr } = spawnSync(opa, query, {
        input: JSON.stringify(input),
        encoding: "utf8",
      });
      assert.equal(status, 0, stderr);
      return JSON.parse(stdout) as string[];
    }
  });
});
