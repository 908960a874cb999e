/** The gate of an environment that people must open (C-17). It stands before the deployment it guards. */
import { teamNames, templateNames } from "../../../catalog/names";
import { approverEmail, pipelineVariable, runtimeInput, stageVariable } from "../expression";
import { approvalStep } from "../steps/approval";
import { changeWindowStep } from "../steps/changeWindow";
import type { StepEntry } from "../steps/step";
import type { Yaml } from "../yaml";
import { stageFrom, type StageHead, type StageTemplate } from "./template";

/** A gate as the platform describes it. */
export interface ApprovalGate {
  readonly environment: { readonly identifier: string; readonly label: string; readonly type: string };
  /** Harness duration. */
  readonly timeout: string;
  /** One approval each, in order; `owner` stands for the service's team, anything else is a team. */
  readonly approvers: readonly string[];
  /** Whether the change window is checked once everybody has approved. */
  readonly changeWindow: boolean;
}

/** What the approvers are told. */
export interface ApprovalSubject {
  readonly service: string;
  readonly team: string;
  readonly size: string;
  readonly regions: readonly string[];
}

/** The template of a gate. The platform's approvers are part of it; the owner comes from the pipeline. */
export function approvalTemplate(gate: ApprovalGate): StageTemplate {
  const { environment } = gate;
  return {
    identifier: templateNames.approval(environment.label),
    name: `Approve ${environment.label}`,
    description: `One approval each by ${gate.approvers.map(spoken).join(" and ")}`,
    versions: [
      {
        label: "1.0.0",
        stage: {
          type: "Approval",
          spec: { execution: { steps: [...approvals(gate), ...window(gate)] } },
          variables: subjectVariables(() => runtimeInput),
          failureStrategies: [{ onFailure: { errors: ["AllErrors"], action: { type: "MarkAsFailure" } } }],
          when: { pipelineStatus: "Success" },
        },
      },
    ],
    stable: "1.0.0",
  };
}

/** The stage of a pipeline that waits for the approvals of a gate. */
export function approvalStage(gate: ApprovalGate, head: StageHead, subject: ApprovalSubject): Yaml {
  const values = { ...subject, regions: subject.regions.join(" ") };
  const userGroups = [teamNames.groupRef(subject.team)];
  const owner = { identifier: stepOf("owner"), type: "HarnessApproval", spec: { approvers: { userGroups } } };
  return stageFrom(approvalTemplate(gate), head, {
    type: "Approval",
    spec: gate.approvers.includes("owner") ? { execution: { steps: [{ step: owner }] } } : undefined,
    variables: subjectVariables((name) => values[name]),
  });
}

/**
 * One step per approver. A person may belong to two of the teams and still must not count twice, so every step bars
 * those who approved before it.
 */
function approvals(gate: ApprovalGate): StepEntry[] {
  return gate.approvers.map((approver, index) =>
    approvalStep({
      identifier: stepOf(approver),
      name: `Approval by ${spoken(approver)}`,
      userGroups: approver === "owner" ? runtimeInput : [teamNames.groupRef(approver)],
      message: message(gate),
      timeout: gate.timeout,
      barred: gate.approvers.slice(0, index).map((earlier) => approverEmail(stepOf(earlier))),
      asksForChange: index === 0,
    }),
  );
}

function window(gate: ApprovalGate): StepEntry[] {
  return gate.changeWindow ? [changeWindowStep(gate.environment)] : [];
}

function message(gate: ApprovalGate): string {
  return [
    `${stageVariable("service")} ${pipelineVariable("imageTag")} to ${gate.environment.label} in ${stageVariable("regions")}.`,
    `Team ${stageVariable("team")}, size ${stageVariable("size")}.`,
    `Needs one approval each by ${gate.approvers.map(spoken).join(" and ")}; nobody counts twice, and whoever started the run does not count.`,
  ].join("\n");
}

function subjectVariables(value: (name: keyof ApprovalSubject) => string): Yaml {
  const names = ["service", "team", "size", "regions"] as const;
  return names.map((name) => ({ name, type: "String", value: value(name) }));
}

function stepOf(approver: string): string {
  return templateNames.approvalStep(approver);
}

function spoken(approver: string): string {
  return approver === "owner" ? "the owning team" : approver;
}
