/** A small set of documents without a problem. */
import type { LintFile } from "../src";
import { deployments } from "./deployments";
import { pipeline, scope } from "./pipelineText";

const deployStage = `template:
  name: deploy
  identifier: deploy
${scope}  versionLabel: 1.0.0
  type: Stage
  spec:
    type: Deployment
    delegateSelectors: <+input>
    spec:
      deploymentType: Kubernetes
      service:
        serviceRef: <+input>
      environment:
        environmentRef: <+input>
        infrastructureDefinitions: <+input>
      execution:
        steps:
          - step:
              type: K8sRollingDeploy
              name: Rolling
              identifier: rolling
              timeout: 10m
              spec:
                skipDryRun: false
        rollbackSteps:
          - step:
              type: K8sRollingRollback
              name: Rollback
              identifier: rollback
              timeout: 5m
              spec: {}
    failureStrategies:
      - onFailure:
          errors: [AllErrors]
          action:
            type: StageRollback
`;

const waitStep = `template:
  name: wait
  identifier: wait
  versionLabel: 1.0.0
  type: Step
  spec:
    type: Wait
    spec:
      duration: 10m
`;

const trigger = `trigger:
  name: new image
  identifier: new_image
${scope}  pipelineIdentifier: orders_cd
  source:
    type: Webhook
    spec:
      type: Github
      spec:
        type: Push
        spec:
          connectorRef: github
          payloadConditions:
            - key: targetBranch
              operator: Equals
              value: main
  inputYaml: |
    pipeline:
      identifier: orders_cd
      variables:
        - name: imageTag
          type: String
          value: <+trigger.payload.tag>
`;

const nightly = `trigger:
  name: nightly
  identifier: nightly
${scope}  pipelineIdentifier: orders_cd
  source:
    type: Scheduled
    spec:
      type: Cron
      spec:
        type: UNIX
        expression: 0 2 * * MON-FRI
`;

const inputSet = `inputSet:
  name: orders live
  identifier: orders_live
${scope}  pipeline:
    identifier: orders_cd
    variables:
      - name: imageTag
        type: String
        value: <+input>
`;

const service = `service:
  name: orders
  identifier: orders
  serviceDefinition:
    type: Kubernetes
    spec:
      variables:
        - name: image
          type: String
          value: registry/orders:<+pipeline.variables.imageTag>
`;

const environment = (id: string): LintFile => ({
  path: `environments/${id}.yaml`,
  text: `environment:\n  name: ${id}\n  identifier: ${id}\n  type: PreProduction\n`,
});

const infrastructure = (id: string): LintFile => ({
  path: `infrastructures/${id}_north.yaml`,
  text: `infrastructureDefinition:
  name: north
  identifier: ${id}_north
  environmentRef: ${id}
  deploymentType: Kubernetes
  type: KubernetesDirect
  spec: {}
`,
});

/** The documents without a problem. */
export const base: readonly LintFile[] = [
  { path: "pipelines/orders.yaml", text: pipeline },
  { path: "templates/deploy.yaml", text: deployStage },
  { path: "triggers/image.yaml", text: trigger },
  { path: "triggers/nightly.yaml", text: nightly },
  { path: "inputSets/live.yaml", text: inputSet },
  { path: "services/orders.yaml", text: service },
  environment("test"),
  environment("live"),
  infrastructure("test"),
  infrastructure("live"),
  {
    path: "infrastructures/spare.yaml",
    text: infrastructure("live").text.replace("live_north", "live_spare"),
  },
  { path: "templates/wait.yaml", text: waitStep },
  ...deployments,
];
