/** The stage templates, and that pipelines give them exactly what they leave open. */
import assert from "node:assert/strict";
import { parse } from "yaml";
import { archetypes, targets } from "../../catalog/schema/common";
import {
  approvalStage,
  approvalTemplate,
  bake,
  bakeStage,
  deployStage,
  deployTemplate,
  deployTemplates,
  renderTemplate,
  type ApprovalGate,
  type StageTemplate,
} from "../../templates/pipelines/stages";
import { isIdentity, leaves } from "./inputs";

const gate: ApprovalGate = {
  environment: { identifier: "prod", label: "prod", type: "Production" },
  timeout: "7d",
  approvers: ["owner", "platform-team"],
  changeWindow: true,
};
const subject = { service: "svc", team: "shop", size: "large", regions: ["west", "east"] };
const head = { identifier: "stage", name: "Stage" };
const deployment = {
  ...head,
  service: "svc",
  environment: "prod",
  infrastructure: "prod_west_k8s",
  delegateSelectors: ["delegate-prod"],
};

/** Each template with a stage that uses it. */
const uses: [string, StageTemplate, unknown][] = [
  ...targets
    .flatMap(deployTemplates)
    .map((template): [string, StageTemplate, unknown] => [
      template.identifier,
      template,
      deployStage(template, deployment),
    ]),
  ["bake", bake, bakeStage(head, "1h")],
  ["approval", approvalTemplate(gate), approvalStage(gate, head, subject)],
  [
    "approval without the owner",
    approvalTemplate({ ...gate, approvers: ["platform-team"] }),
    approvalStage({ ...gate, approvers: ["platform-team"] }, head, subject),
  ],
];

describe("stage templates", () => {
  for (const [title, template, stage] of uses) {
    it(`${title}: a pipeline gives exactly what the stable version leaves open`, () => {
      const stable = template.versions.find(({ label }) => label === template.stable);
      const open = leaves(stable?.stage, (leaf) => leaf === "<+input>");
      assert.deepEqual(given(stage).sort(), open.sort());
    });

    it(`${title}: every step has a timeout and a spec, and the stage runs after success only`, () => {
      const document = parse(renderTemplate(template, template.versions[0], { scope, tags: {} })) as Document;
      const { spec } = document.template;
      assert.deepEqual(spec["when"], { pipelineStatus: "Success" });
      const { steps, rollbackSteps = [] } = (spec["spec"] as { execution: Execution }).execution;
      for (const { step } of [...steps, ...rollbackSteps]) {
        assert.notEqual(step["spec"], undefined);
        // Harness knows no timeout for a Wait step: its duration is its end.
        assert.equal(step["timeout"] === undefined, step["type"] === "Wait");
        if (step["timeout"] !== undefined) assert.match(step["timeout"] as string, /^[1-9]\d*[mhd]$/);
      }
    });
  }

  it("there is one for every target and archetype", () => {
    for (const target of targets)
      for (const archetype of archetypes) assert.ok(deployTemplate(target, archetype));
  });

  it("deployments roll back on any error and never deploy to all infrastructures", () => {
    for (const template of targets.flatMap(deployTemplates)) {
      const { stage } = template.versions[0];
      assert.deepEqual(stage["failureStrategies"], [
        { onFailure: { errors: ["AllErrors"], action: { type: "StageRollback" } } },
      ]);
      assert.equal(
        (stage["spec"] as { environment: { deployToAll: boolean } }).environment.deployToAll,
        false,
      );
    }
  });

  it("have labels that a reference can hold, and a stable one among them", () => {
    for (const [, template] of uses) {
      const labels = template.versions.map(({ label }) => label);
      for (const label of labels) assert.match(label, /^[0-9a-zA-Z][^\s/&]{0,63}$/);
      assert.ok(labels.includes(template.stable));
      assert.equal(new Set(labels).size, labels.length);
    }
  });
});

describe("an approval", () => {
  const steps = stepsOf(gate);

  it("is one step per approver, then the change window", () => {
    assert.deepEqual(
      steps.map(({ identifier, type }) => [identifier, type]),
      [
        ["approve_owner", "HarnessApproval"],
        ["approve_platform_team", "HarnessApproval"],
        ["change_window", "Policy"],
      ],
    );
    assert.equal(stepsOf({ ...gate, changeWindow: false }).length, 2);
  });

  it("asks the first for ticket and plan, gives everybody the platform's time, bars the executor", () => {
    const [owner, platform] = steps;
    assert.deepEqual(
      (owner?.spec.approverInputs ?? []).map(({ name, required, regex }) => [name, required, regex]),
      [
        ["change_ticket", true, "^CHG[0-9]{7}$"],
        ["rollback_plan", true, undefined],
      ],
    );
    assert.deepEqual(platform?.spec.approverInputs, []);
    for (const step of [owner, platform]) {
      assert.equal(step?.timeout, "7d");
      assert.equal(step?.spec.approvers?.disallowPipelineExecutor, true);
      assert.equal(step?.spec.approvers?.minimumCount, 1);
    }
  });

  it("bars whoever has approved before, so that nobody counts twice", () => {
    const [owner, platform] = steps;
    assert.equal(owner?.spec.approvers?.disallowedUserEmails, undefined);
    assert.deepEqual(platform?.spec.approvers?.disallowedUserEmails, [
      "<+execution.steps.approve_owner.output.approvalActivities[0].user.email>",
    ]);
  });

  it("tells the window's policy which environment it guards, by nothing a run can set", () => {
    const payload = steps[2]?.spec.policySpec?.payload ?? "";
    assert.deepEqual(JSON.parse(payload), { environment: "prod", environmentType: "Production" });
  });
});

const scope = { organization: "acme", project: "shop" };

interface Document {
  readonly template: { readonly spec: Record<string, unknown> };
}

interface Execution {
  readonly steps: { step: Record<string, unknown> }[];
  readonly rollbackSteps?: { step: Record<string, unknown> }[];
}

interface ApprovalStep {
  readonly identifier: string;
  readonly type: string;
  readonly timeout: string;
  readonly spec: {
    readonly approvers?: {
      readonly minimumCount: number;
      readonly disallowPipelineExecutor: boolean;
      readonly disallowedUserEmails?: readonly string[];
    };
    readonly approverInputs?: readonly { name: string; required: boolean; regex?: string }[];
    readonly policySpec?: { readonly payload: string };
  };
}

function stepsOf(approval: ApprovalGate): ApprovalStep[] {
  const { stage } = approvalTemplate(approval).versions[0];
  const { execution } = stage["spec"] as unknown as { execution: { steps: { step: ApprovalStep }[] } };
  return execution.steps.map(({ step }) => step);
}

/** Paths a stage gives values for. Lists that stand for one open value count as that value. */
function given(stage: unknown): string[] {
  const { templateInputs } = (stage as { stage: { template: { templateInputs: unknown } } }).stage.template;
  const paths = leaves(templateInputs, () => true).filter(
    (path) => !isIdentity(path) || path.includes("infrastructureDefinitions"),
  );
  return [...new Set(paths.map((path) => path.replace(/\[\].*$/, "")))];
}
