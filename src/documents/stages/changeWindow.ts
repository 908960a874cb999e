/** The check right before the first production deployment. */
import { templateNames } from "../../catalog/names";
import { approverEmail } from "../expression";
import type { Yaml } from "../yaml";
import { linkedStage, stageVariables, type StageHead, type TemplateLink } from "./link";

/** What the window guards, and who may open it in an emergency. */
export interface WindowGuard {
  readonly service: string;
  readonly environment: { readonly identifier: string; readonly type: string };
  /** The approval stage before it with the number of its approvals; undefined when there is none. */
  readonly approval: { readonly stage: string; readonly count: number } | undefined;
  readonly emergency: {
    /** User groups that may approve. */
    readonly groups: readonly string[];
    /** Approvals that an emergency needs in all. */
    readonly approvals: number;
  };
}

/** The stage that goes on inside the window only, or in an emergency with enough approvals. */
export function changeWindowStage(
  link: TemplateLink,
  head: StageHead,
  { service, environment, approval, emergency }: WindowGuard,
): Yaml {
  const before = approval?.count ?? 0;
  const approvers = {
    userGroups: emergency.groups,
    minimumCount: Math.max(1, emergency.approvals - before),
    disallowedUserEmails: Array.from({ length: before }, (_, index) =>
      approverEmail(approval?.stage ?? "", templateNames.approvalStep(index + 1)),
    ),
  };
  return linkedStage(link, head, {
    type: "Approval",
    spec: {
      execution: {
        steps: [{ step: { identifier: "approve_emergency", type: "HarnessApproval", spec: { approvers } } }],
      },
    },
    variables: stageVariables({
      service,
      environment: environment.identifier,
      environment_type: environment.type,
      approved_before: String(before),
    }),
  });
}
