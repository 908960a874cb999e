/** The gate of an environment that people must open (C-17). It stands before the deployment it guards. */
import { templateNames } from "../../catalog/names";
import type { Yaml } from "../yaml";
import { linkedStage, stageVariables, type StageHead, type TemplateLink } from "./link";

/** What the approvers are told. */
export interface ApprovalSubject {
  readonly service: string;
  readonly team: string;
  readonly size: string;
  /** Label of the environment. */
  readonly environment: string;
  readonly regions: readonly string[];
}

/** Who approves, and how long they may take. */
export interface Approvers {
  /** User groups, one approval each, in order. */
  readonly groups: readonly { readonly group: string; readonly spoken: string }[];
  /** Harness duration; after it the run fails. */
  readonly timeout: string;
}

/** The stage that waits for one approval of each group. */
export function approvalStage(
  link: TemplateLink,
  head: StageHead,
  subject: ApprovalSubject,
  { groups, timeout }: Approvers,
): Yaml {
  const steps = groups.map(({ group }, index) => ({
    step: {
      identifier: templateNames.approvalStep(index + 1),
      type: "HarnessApproval",
      timeout,
      spec: { approvers: { userGroups: [group] } },
    },
  }));
  return linkedStage(link, head, {
    type: "Approval",
    spec: { execution: { steps } },
    variables: stageVariables({
      ...subject,
      regions: subject.regions.join(" "),
      approvers: groups.map(({ spoken }) => spoken).join(" and "),
    }),
  });
}
