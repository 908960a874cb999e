import type { Req } from "../client";
import { del, get, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inProject } from "./place";

const id = "AccPipeline_cXvMd";
const renamed = `${id}_updated`;
const project = inProject(id);
const pipelines = `${project.v1}/pipelines`;

/** A version-1 stage whose service, environment and connector exist nowhere. */
const versionOne = `
    - stage:
        name: dep
        identifier: dep
        description: ""
        type: Deployment
        spec:
          serviceConfig: { serviceRef: service, serviceDefinition: { type: Kubernetes, spec: { variables: [] } } }
          infrastructure:
            environmentRef: testenv
            infrastructureDefinition:
              type: KubernetesDirect
              spec: { connectorRef: testconf, namespace: test, releaseName: release-<+INFRA_KEY> }
          execution:
            steps:
              - stepGroup:
                  name: Canary Deployment
                  identifier: canary
                  steps:
                    - step:
                        name: Canary Deployment
                        identifier: canaryDeployment
                        type: K8sCanaryDeploy
                        timeout: 10m
                        spec: { instanceSelection: { type: Count, spec: { count: 1 } }, skipDryRun: false }
                    - step: { name: Canary Delete, identifier: canaryDelete, type: K8sCanaryDelete, timeout: 10m, spec: {} }
                  rollbackSteps:
                    - step: { name: Canary Delete, identifier: undo, type: K8sCanaryDelete, timeout: 10m, spec: {} }
              - stepGroup:
                  name: Primary Deployment
                  identifier: primary
                  steps:
                    - step: { name: Rolling, identifier: rolling, type: K8sRollingDeploy, timeout: 10m, spec: {} }
                  rollbackSteps:
                    - step: { name: Rollback, identifier: rollback, type: K8sRollingRollback, timeout: 10m, spec: {} }
            rollbackSteps: []
        tags: {}
        failureStrategies: [{ onFailure: { errors: [AllErrors], action: { type: StageRollback } } }]
  variables:
    - { name: key, type: String, default: value, value: <+input>.allowedValues(value) }
`;

/** The approver is a user group that exists nowhere. */
const approval = `
    - stage:
        name: Approval
        identifier: Approval
        type: Approval
        spec:
          execution:
            steps:
              - step:
                  name: Approval Step
                  identifier: Approval_Step
                  type: HarnessApproval
                  timeout: 1d
                  spec:
                    approvalMessage: Please review
                    includePipelineExecutionHistory: true
                    approvers: { minimumCount: 1, disallowPipelineExecutor: false, userGroups: [account.nowhere] }
                    approverInputs: []
        tags: {}
`;

/** The blanks behind the identifier are part of the text that comes back. */
function pipelineYaml(name: string, stages: string): string {
  return `pipeline:\n  name: ${name}\n  identifier: ${id}   \n${project.yaml}  tags: { foo: bar }\n  stages:${stages}`;
}

function pipelineBody(name: string, stages: string): object {
  const yaml = pipelineYaml(name, stages);
  return { pipeline_yaml: yaml, identifier: id, name, tags: { foo: "bar" } };
}

const newPipeline = (stages: string): Req => post(pipelines, pipelineBody(id, stages));

const pipelineCase = (test: string): AcceptanceCase => ({
  test,
  given: project.given,
  steps: [
    { apply: [newPipeline(versionOne)], reads: { name: id, pipeline_yaml: pipelineYaml(id, versionOne) } },
    {
      apply: [put(`${pipelines}/${id}`, pipelineBody(renamed, versionOne))],
      reads: { name: renamed, pipeline_yaml: pipelineYaml(renamed, versionOne), tags: { foo: "bar" } },
    },
  ],
  read: get(`${pipelines}/${id}`),
  // The official test deletes without naming the account.
  remove: { ...del(`${pipelines}/${id}`), headers: { "Harness-Account": "" } },
});

function inputSetCase(test: string): AcceptanceCase {
  const path = (tail = "") => `${project.v1}/input-sets${tail}?pipeline=${id}`;
  const yaml = (name: string) =>
    `inputSet:\n  identifier: "${id}"\n  name: "${name}"\n  tags:\n    foo: "bar"\n${project.yaml}` +
    `  pipeline:\n    identifier: "${id}"\n    variables:\n    - { name: "key", type: "String", value: "value" }\n`;
  const body = (name: string) => ({
    ...{ input_set_yaml: yaml(name), identifier: id, name },
    tags: { foo: "bar" },
  });
  return {
    test,
    given: [...project.given, newPipeline(versionOne)],
    steps: [
      { apply: [post(path(), body(id))], reads: { identifier: id, name: id, tags: { foo: "bar" } } },
      {
        apply: [put(path(`/${id}`), body(renamed))],
        reads: { name: renamed, input_set_yaml: yaml(renamed), org: id, project: id },
      },
    ],
    read: get(path(`/${id}`)),
    remove: del(path(`/${id}`)),
  };
}

function triggerCase(): AcceptanceCase {
  const path = (tail = "") => `/pipeline/api/triggers${tail}?${project.query}&targetIdentifier=${id}`;
  const yaml = (name: string) =>
    `---\ntrigger:\n  name: "${name}"\n  identifier: "${id}"\n  enabled: true\n  description: ""\n  tags: {}\n` +
    `${project.yaml}  pipelineIdentifier: "${id}"\n  source:\n    type: "Webhook"\n    pollInterval: "0"\n` +
    `    spec:\n      type: "Github"\n      spec:\n        type: "Push"\n        spec:\n` +
    `          connectorRef: "account.nowhere"\n          payloadConditions: []\n          actions: []\n` +
    `  inputYaml: "pipeline: {}\\n"\n`;
  return {
    test: "TestAccResourceTriggers",
    given: [...project.given, newPipeline(approval)],
    steps: [
      {
        apply: [{ method: "POST", path: path(), body: yaml(id) }],
        reads: { "data.name": id, "data.targetIdentifier": id, "data.enabled": true },
      },
      {
        apply: [{ method: "PUT", path: path(`/${id}`), body: yaml(renamed) }],
        reads: { "data.name": renamed, "data.yaml": yaml(renamed) },
      },
    ],
    read: get(path(`/${id}`)),
    remove: del(path(`/${id}`)),
  };
}

export const pipelineCases: readonly AcceptanceCase[] = [
  pipelineCase("TestAccResourcePipelineInline"),
  pipelineCase("TestAccResourcePipeline_DeleteUnderlyingResource"),
  inputSetCase("TestAccResourceInputSet"),
  inputSetCase("TestAccResourceInputSetInline"),
  inputSetCase("TestAccResourceInputSet_DeleteUnderlyingResource"),
  triggerCase(),
];
