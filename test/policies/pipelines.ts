/** Pipelines in the shape the library is made for, written by hand: linked as they are sent, and expanded. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { expandPipeline, type FindTemplate, type Node } from "harness-simulate/expand";
import { templatesIn } from "harness-simulate/expand/library";

/** The templates of `templates/library`, and others given as text. */
export function libraryTemplates(others: readonly string[] = []): FindTemplate {
  const folder = join(packageRoot(), "templates", "library");
  const texts = readdirSync(folder).flatMap((template) =>
    readdirSync(join(folder, template)).map((file) => readFileSync(join(folder, template, file), "utf8")),
  );
  return templatesIn([...texts, ...others]);
}

const link = (templateRef: string, templateInputs: Node): Node => ({
  templateRef,
  versionLabel: "1.0.0",
  templateInputs,
});

const variables = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, type: "String", value }));

/** A stage that deploys to one place. */
export function deployStage(template: string, environment: string, region: string, delegate: string): Node {
  return {
    name: `Deploy to ${environment} ${region}`,
    identifier: `${environment}_${region}`,
    template: link(template, {
      type: "Deployment",
      delegateSelectors: [delegate],
      spec: {
        service: { serviceRef: "payment_service" },
        environment: {
          environmentRef: environment,
          infrastructureDefinitions: [{ identifier: `${environment}_${region}_k8s` }],
        },
      },
      variables: variables({ verify_first: "5m", verify_second: "10m", verify_sensitivity: "MEDIUM" }),
    }),
  };
}

const bakeStage: Node = {
  name: "Bake before pre-stable",
  identifier: "pre_stable_bake",
  template: link("bake", {
    type: "Custom",
    spec: {
      execution: { steps: [{ step: { identifier: "bake", type: "Wait", spec: { duration: "1h" } } }] },
    },
  }),
};

const approver = (step: string, group: string) => ({
  step: {
    identifier: step,
    type: "HarnessApproval",
    timeout: "7d",
    spec: { approvers: { userGroups: [group] } },
  },
});

const approvalStage: Node = {
  name: "Approve prod",
  identifier: "prod_approval",
  template: link("approval_2", {
    type: "Approval",
    spec: {
      execution: {
        steps: [
          approver("approve_1", "account.payments_team"),
          approver("approve_2", "account.platform_team"),
        ],
      },
    },
    variables: variables({
      service: "payment-service",
      team: "payments-team",
      size: "large",
      environment: "prod",
      regions: "euw1 euw2",
      approvers: "payments-team and platform-team",
    }),
  }),
};

const barred = (step: string) =>
  `<+pipeline.stages.prod_approval.spec.execution.steps.${step}.output.approvalActivities[0].user.email>`;

const windowStage: Node = {
  name: "Change window of prod",
  identifier: "prod_window",
  template: link("change_window", {
    type: "Approval",
    spec: {
      execution: {
        steps: [
          {
            step: {
              identifier: "approve_emergency",
              type: "HarnessApproval",
              spec: {
                approvers: {
                  userGroups: ["account.platform_team"],
                  minimumCount: 1,
                  disallowedUserEmails: [barred("approve_1"), barred("approve_2")],
                },
              },
            },
          },
        ],
      },
    },
    variables: variables({
      service: "payment-service",
      environment: "prod",
      environment_type: "Production",
      approved_before: "2",
    }),
  }),
};

const servicePipelineStages: readonly Node[] = [
  deployStage("deploy_kubernetes", "int_stable", "euw1", "harness-delegate-int-euw1"),
  bakeStage,
  deployStage("deploy_kubernetes", "pre_stable", "euw1", "harness-delegate-pre-euw1"),
  approvalStage,
  windowStage,
  deployStage("deploy_kubernetes_canary", "prod", "euw1", "harness-delegate-prod-euw1"),
  deployStage("deploy_kubernetes_canary", "prod", "euw2", "harness-delegate-prod-euw2"),
];

/** The delivery pipeline of a service, as it is sent to Harness. */
export function servicePipeline(identifier = "payment_service_cd"): Node {
  return {
    name: identifier,
    identifier,
    tags: { service: identifier },
    allowStageExecutions: false,
    variables: [{ name: "imageTag", type: "String", required: true, value: "<+input>" }],
    stages: servicePipelineStages.map((stage) => ({ stage })),
  };
}

/** A hot-fix pipeline, as it is sent to Harness: the whole of it is a template. */
export function hotfixPipeline(): Node {
  return {
    name: "hotfix-prod-euw1",
    identifier: "hotfix_prod_euw1",
    template: link("hotfix_kubernetes", {
      stages: [
        {
          stage: {
            identifier: "approve",
            type: "Approval",
            spec: {
              execution: {
                steps: [
                  {
                    step: {
                      identifier: "approve_platform",
                      type: "HarnessApproval",
                      spec: { approvers: { userGroups: ["account.platform_team"], minimumCount: 3 } },
                    },
                  },
                ],
              },
            },
            variables: variables({ environment: "prod", environment_type: "Production" }),
          },
        },
        {
          stage: {
            identifier: "deploy",
            template: {
              templateInputs: {
                type: "Deployment",
                delegateSelectors: ["harness-delegate-prod-euw1"],
                spec: {
                  environment: {
                    environmentRef: "prod",
                    infrastructureDefinitions: [{ identifier: "prod_euw1_k8s" }],
                  },
                },
              },
            },
          },
        },
      ],
    }),
  };
}

/** What Harness gives to a policy for a pipeline. */
export function inputOf(pipeline: Node, find: FindTemplate): Node {
  return { pipeline: expandPipeline(pipeline, find) };
}
