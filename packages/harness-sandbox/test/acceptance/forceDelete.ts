import type { Req } from "../client";
import { del, get, post } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inAccount, inOrganization, inProject, type Place } from "./place";

const id = "AccForce_rNfKj";
const project = inProject(id);

/** The pipeline names its targets by identifier only, so the client may create it before them. */
function pipelineUsing(service: string, environment: string): Req {
  const stage = `
    - stage:
        name: p3
        identifier: p3
        type: Deployment
        spec:
          deploymentType: Kubernetes
          service: { ${service} }
          environment: { ${environment}, deployToAll: false }
          execution:
            steps: [{ step: { name: Roll, identifier: roll, type: K8sRollingDeploy, timeout: 10m, spec: {} } }]
            rollbackSteps: [{ step: { name: Back, identifier: back, type: K8sRollingRollback, timeout: 10m, spec: {} } }]
        failureStrategies: [{ onFailure: { errors: [AllErrors], action: { type: StageRollback } } }]
`;
  const yaml = `pipeline:\n  name: ${id}\n  identifier: "${id}"\n${project.yaml}  tags: {}\n  stages:${stage}`;
  return post(`${project.v1}/pipelines`, { pipeline_yaml: yaml, identifier: id, name: id });
}

const newEnvironment = (place: Place): Req =>
  post("/ng/api/environmentsV2", { ...place.fields, identifier: id, name: id, type: "PreProduction" });

const newInfrastructure = (place: Place): Req => {
  const yaml =
    `infrastructureDefinition:\n  name: ${id}\n  identifier: ${id}\n${place.yaml}  environmentRef: ${id}\n` +
    `  deploymentType: Kubernetes\n  type: KubernetesDirect\n  spec: { connectorRef: account.nowhere }\n`;
  const body = {
    identifier: id,
    ...place.fields,
    environmentRef: id,
    name: id,
    type: "KubernetesDirect",
    yaml,
  };
  return post("/ng/api/infrastructures", body);
};

const service: AcceptanceCase = {
  test: "TestForceDeleteService",
  given: project.given,
  steps: [
    {
      apply: [
        pipelineUsing(`serviceRef: "${id}"`, "environmentRef: <+input>, infrastructureDefinitions: <+input>"),
        post("/ng/api/servicesV2", { identifier: id, ...project.fields, name: id }),
      ],
      reads: { "data.service.identifier": id },
    },
  ],
  read: get(`/ng/api/servicesV2/${id}?${project.query}`),
  remove: del(`/ng/api/servicesV2/${id}?${project.query}&forceDelete=true`),
};

const environment: AcceptanceCase = {
  test: "TestAccResourceEnvironmentForceDelete",
  given: project.given,
  steps: [
    {
      apply: [
        pipelineUsing("serviceRef: <+input>", `environmentRef: "${id}", infrastructureDefinitions: <+input>`),
        newEnvironment(project),
      ],
      reads: { "data.environment.identifier": id },
    },
  ],
  read: get(`/ng/api/environmentsV2/${id}?${project.query}`),
  remove: del(`/ng/api/environmentsV2/${id}?${project.query}&forceDelete=true`),
};

/** The service of this pipeline exists at no time. */
function infrastructure(test: string, place: Place, prefix: string): AcceptanceCase {
  const targets = `environmentRef: "${prefix}${id}", infrastructureDefinitions: [{ identifier: "${id}" }]`;
  const path = `/ng/api/infrastructures/${id}?${place.query}&environmentIdentifier=${id}`;
  return {
    test,
    given: project.given,
    steps: [
      {
        apply: [
          pipelineUsing(
            `serviceRef: "${id}", serviceInputs: { serviceDefinition: { type: Kubernetes } }`,
            targets,
          ),
          newEnvironment(place),
          newInfrastructure(place),
        ],
        reads: { "data.infrastructure.environmentRef": id },
      },
    ],
    read: get(path),
    remove: del(`${path}&forceDelete=true`),
  };
}

export const forceDeleteCases: readonly AcceptanceCase[] = [
  service,
  environment,
  infrastructure("TestAccResourceInfrastructureForceDelete", project, ""),
  infrastructure("TestAccResourceInfrastructureOrgLevelForceDelete", inOrganization(id), "org."),
  infrastructure("TestAccResourceInfrastructureAccountLevelForceDelete", inAccount, "account."),
];
