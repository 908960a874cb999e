/** One hole of the published schema each: steps, failures, approvals and notifications. */
import { row, type Mistake } from "./base";
import { base } from "./documents";

const p = "pipelines/orders.yaml";
const t = "templates/deploy.yaml";

const canaryDelete = `                    - step:
                        type: K8sCanaryDelete
                        name: Delete
                        identifier: canary_delete
                        timeout: 10m
                        spec: {}
`;

/** From the type of the canary to its removal. */
const afterCanary = between(base[0]!.text, "type: K8sCanaryDeploy", canaryDelete);

function between(text: string, start: string, end: string): string {
  return text.slice(text.indexOf(start) + start.length, text.indexOf(end));
}

export const behaviour: readonly Mistake[] = [
  ...["soon 5m", "10s or so", "1.5h", "abc5m", "10sxyz", "60w", "5s", "1y"].map((timeout) =>
    row(`timeout ${timeout}`, p, "timeout: 7d", `timeout: «LINT040»${timeout}`, timeout),
  ),
  row(
    "step without a timeout",
    t,
    "type: K8sRollingDeploy\n              name: Rolling\n              identifier: rolling\n              timeout: 10m\n",
    "type: «LINT041»K8sRollingDeploy\n              name: Rolling\n              identifier: rolling\n",
    "no timeout",
  ),
  row(
    "unknown step type",
    t,
    "type: K8sRollingDeploy",
    "type: «LINT042»K8sRolingDeploy",
    '"K8sRollingDeploy"?',
  ),
  row(
    "ECS step in a Kubernetes stage",
    t,
    "type: K8sRollingDeploy",
    "type: «LINT043»EcsRunTask",
    "use the steps of Kubernetes",
  ),
  row(
    "build step in a deployment",
    t,
    "type: K8sRollingDeploy",
    "type: «LINT043»BuildAndPushECR",
    "CI stage",
  ),
  row(
    "ECS deployment type under Kubernetes steps",
    p,
    "              - step:\n                  type: K8sRollingDeploy",
    "              - step:\n                  type: «LINT043»EcsScale\n                  name: S\n                  identifier: s\n                  timeout: 10m\n                  spec: {}\n              - step:\n                  type: K8sRollingDeploy",
    "EcsScale",
  ),
  row(
    "no rollback steps",
    t,
    "        rollbackSteps:\n          - step:\n              type: K8sRollingRollback\n              name: Rollback\n              identifier: rollback\n              timeout: 5m\n              spec: {}\n",
    "        rollbackSteps: «LINT044»[]\n",
    "nothing rolls",
  ),
  row(
    "rollback step among the forward ones",
    t,
    "        rollbackSteps:\n",
    "          - step:\n              type: «LINT045»K8sRollingRollback\n              name: Undo\n              identifier: undo\n              timeout: 5m\n              spec: {}\n        rollbackSteps:\n",
    "below rollbackSteps",
  ),
  row(
    "canary that is not removed",
    p,
    `type: K8sCanaryDeploy${afterCanary}${canaryDelete}`,
    `type: «LINT046»K8sCanaryDeploy${afterCanary}`,
    "K8sCanaryDelete",
  ),
  row("percentage 250", p, "percentage: 10", "percentage: «LINT047»250", "1 to 100"),
  row(
    "instance selection without a spec",
    p,
    "instanceSelection:\n                            type: Percentage\n                            spec:\n                              percentage: 10",
    "instanceSelection:\n                            «LINT047»type: Percentage",
    "missing",
  ),
  row("unknown sensitivity", p, "sensitivity: MEDIUM", "sensitivity: «LINT048»VERYHIGH", "use one of LOW"),
  row("unknown kind of verification", p, "type: Canary\n", "type: «LINT048»Cannary\n", '"Canary"?'),
  row("analysis of 7 minutes", p, "duration: 10m", "duration: «LINT048»7m", "multiple of 5m"),
  row("analysis of 5 days", p, "duration: 10m", "duration: «LINT048»5d", "longer timeout"),
  row(
    "no failure strategy",
    t,
    "failureStrategies:\n      - onFailure:\n          errors: [AllErrors]\n          action:\n            type: StageRollback\n",
    "failureStrategies: «LINT049»[]\n",
    "AllErrors",
  ),
  row("unknown error", t, "[AllErrors]", "[«LINT049»AllError]", '"AllErrors"?'),
  row("unknown action", t, "type: StageRollback", "type: «LINT049»Rollback", "no failure action"),
  row("retry count that is text", p, "retryCount: 2", "retryCount: «LINT049»abc", "number of retries"),
  row(
    "intervention without a timeout",
    t,
    "type: StageRollback\n",
    "type: ManualIntervention\n            spec: «LINT049»{}\n",
    "no timeout",
  ),
  ...["0", "-3", "abc"].map((count) =>
    row(
      `minimumCount ${count}`,
      p,
      "minimumCount: 1",
      `minimumCount: «LINT050»${count}`,
      "number of approvers",
    ),
  ),
  row("no approver group", p, "[account.shop]", "«LINT050»[]", "nobody may approve"),
  row("deadline tomorrow", p, "2026-12-01 09:00 AM", "«LINT051»tomorrow", "2026-12-01"),
  row(
    "deadline on a day that does not exist",
    p,
    "2026-12-01 09:00 AM",
    "«LINT051»2026-02-30 09:00 AM",
    "is no time",
  ),
  row("time zone Mars/Phobos", p, "Europe/Berlin", "«LINT051»Mars/Phobos", "Europe/Berlin"),
  row(
    "approver input without a name",
    p,
    "- name: ticket\n                        regex",
    "- «LINT052»regex",
    "no name",
  ),
  row(
    "approver input with two constraints",
    p,
    "regex: ^CHG[0-9]+$",
    "regex: ^CHG[0-9]+$\n                        «LINT052»allowedValues: a,b",
    "exclude each other",
  ),
  row(
    "approver regex that is none",
    p,
    "regex: ^CHG[0-9]+$",
    "regex: «LINT052»^CHG([0-9]+$",
    "regular expression",
  ),
  row(
    "approval in parallel",
    p,
    "              - step:\n                  type: HarnessApproval",
    "              - parallel:\n                  - step:\n                      type: «LINT053»CustomApproval\n                      name: C\n                      identifier: c\n                      timeout: 1d\n                      spec: {}\n              - step:\n                  type: HarnessApproval",
    "inside parallel",
  ),
  row(
    "mail to nobody",
    p,
    "userGroups: []\n          recipients: [shop@example.com]",
    "userGroups: «LINT054»[]\n          recipients: []",
    "reaches nobody",
  ),
  row(
    "Slack without an address",
    p,
    "type: Email\n        spec:\n          userGroups: []\n          recipients: [shop@example.com]",
    "type: Slack\n        spec:\n          userGroups: «LINT054»[]",
    "webhookUrl",
  ),
  row("recipient that is no address", p, "[shop@example.com]", "[«LINT054»shop]", "mail address"),
  row(
    "notification without an event",
    p,
    "pipelineEvents:\n        - type: StageFailed\n          forStages: [live]",
    "pipelineEvents: «LINT055»[]",
    "no event",
  ),
  row("unknown event", p, "type: StageFailed", "type: «LINT055»StageFaild", '"StageFailed"?'),
  row("unknown method", p, "type: Email", "type: «LINT055»Mail", '"Email"?'),
];
