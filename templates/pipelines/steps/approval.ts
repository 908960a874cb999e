/** Approval by people (R-83 … R-87). */
import type { Yaml } from "../yaml";
import { step, type StepEntry } from "./step";

/** One approval of one group. */
export interface Approval {
  readonly identifier: string;
  readonly name: string;
  /** User groups, or the expression that stands for them in a template. */
  readonly userGroups: Yaml;
  readonly message: string;
  /** Harness duration people have; after it the run fails. */
  readonly timeout: string;
  /** People who may not give this approval, besides the one who started the run. */
  readonly barred: readonly string[];
  /** Whether this approval asks for the change ticket and the rollback plan. */
  readonly asksForChange: boolean;
}

/** What the approver has to fill in. The ticket's form is that of ServiceNow changes, CHG0123456. */
const changeInputs: Yaml = [
  { name: "change_ticket", description: "Change Ticket ID", required: true, regex: "^CHG[0-9]{7}$" },
  { name: "rollback_plan", description: "Rollback Plan", required: true },
];

/** A single approval. One group a step: with two groups in one step, two members of the same group would pass. */
export function approvalStep(approval: Approval): StepEntry {
  const { identifier, name, timeout, message, userGroups, barred, asksForChange } = approval;
  return step(
    { type: "HarnessApproval", name, identifier, timeout },
    {
      approvalMessage: message,
      includePipelineExecutionHistory: true,
      approvers: {
        userGroups,
        minimumCount: 1,
        disallowPipelineExecutor: true,
        disallowedUserEmails: barred.length === 0 ? undefined : barred,
      },
      approverInputs: asksForChange ? changeInputs : [],
    },
  );
}
