import type { Req } from "./client";

/** Requests as a client sends them, with the project `default/shop` as the usual place. */

export const org = "default";
export const project = "shop";
export const place = { orgIdentifier: org, projectIdentifier: project };
export const inProject = `orgIdentifier=${org}&projectIdentifier=${project}`;
export const v1 = `/v1/orgs/${org}/projects/${project}`;

export function post(path: string, body: unknown): Req {
  return { method: "POST", path, body };
}

export function put(path: string, body: unknown): Req {
  return { method: "PUT", path, body };
}

export function get(path: string): Req {
  return { method: "GET", path };
}

export function del(path: string): Req {
  return { method: "DELETE", path };
}

export function newOrganization(identifier: string, more: object = {}): Req {
  return post("/ng/api/organizations", { organization: { identifier, name: identifier, ...more } });
}

export function newProject(identifier = project, more: object = {}): Req {
  const body = { project: { orgIdentifier: org, identifier, name: identifier, ...more } };
  return post(`/ng/api/projects?orgIdentifier=${org}`, body);
}

export function connectorBody(identifier: string, more: object = {}): object {
  const spec = { credential: { type: "InheritFromDelegate" }, delegateSelectors: ["d1"] };
  return {
    connector: { name: identifier, identifier, ...place, type: "K8sCluster", _: null, spec, ...more },
  };
}

export function newConnector(identifier: string, more: object = {}): Req {
  return post("/ng/api/connectors", connectorBody(identifier, more));
}

export function secretBody(identifier: string, spec: object = {}): object {
  const full = {
    type: "",
    secretManagerIdentifier: "harnessSecretManager",
    valueType: "Inline",
    value: "hush-hush",
  };
  return {
    secret: {
      type: "SecretText",
      name: identifier,
      identifier,
      ...place,
      spec: { ...full, additionalMetadata: {}, ...spec },
    },
  };
}

export function newSecret(identifier: string, spec: object = {}): Req {
  return post(`/ng/api/v2/secrets?${inProject}`, secretBody(identifier, spec));
}

export function serviceBody(identifier: string, more: object = {}): object {
  const yaml = `service:\n  name: ${identifier}\n  identifier: ${identifier}\n`;
  return { identifier, ...place, name: identifier, yaml, ...more };
}

export function newService(identifier: string, more: object = {}): Req {
  return post("/ng/api/servicesV2", serviceBody(identifier, more));
}

export function environmentBody(identifier: string, more: object = {}): object {
  const yaml = `environment:\n  name: ${identifier}\n  identifier: ${identifier}\n  type: PreProduction\n`;
  return { ...place, identifier, name: identifier, type: "PreProduction", yaml, ...more };
}

export function newEnvironment(identifier: string, more: object = {}): Req {
  return post("/ng/api/environmentsV2", environmentBody(identifier, more));
}

export function infrastructureBody(identifier: string, environmentRef: string, more: object = {}): object {
  const yaml = [
    "infrastructureDefinition:",
    `  name: ${identifier}`,
    `  identifier: ${identifier}`,
    `  environmentRef: ${environmentRef}`,
    "  deploymentType: Kubernetes",
    "  type: KubernetesDirect",
    "  spec: { connectorRef: <+input>, namespace: n, releaseName: r }",
  ].join("\n");
  return { identifier, ...place, environmentRef, name: identifier, type: "KubernetesDirect", yaml, ...more };
}

export function newInfrastructure(identifier: string, environmentRef: string, more: object = {}): Req {
  return post("/ng/api/infrastructures", infrastructureBody(identifier, environmentRef, more));
}

/** A template version; `body` stands under `spec`. */
export function newTemplate(
  identifier: string,
  label: string,
  more: object = {},
  base = v1,
  body = stepSpec,
): Req {
  return post(`${base}/templates`, { template_yaml: templateYaml(identifier, label, body), ...more });
}

const stepSpec =
  "{ type: ShellScript, timeout: 10m, spec: { shell: Bash, source: { type: Inline, spec: { script: ls } } } }";

export function templateYaml(identifier: string, label: string, spec = stepSpec, type = "Step"): string {
  return `template:\n  name: ${identifier}\n  identifier: ${identifier}\n  versionLabel: "${label}"\n  type: ${type}\n  spec: ${spec}\n`;
}

/** A pipeline of one custom stage; `steps` is the flow-style list of its steps. */
export function pipelineYaml(identifier: string, steps = waitStep("wait"), name = identifier): string {
  const stage = `{ name: one, identifier: one, type: Custom, spec: { execution: { steps: [${steps}] } } }`;
  return pipelineOf(identifier, `stages: [{ stage: ${stage} }]`, name);
}

export function pipelineOf(identifier: string, content: string, name = identifier): string {
  return `pipeline:\n  name: ${name}\n  identifier: ${identifier}\n  orgIdentifier: ${org}\n  projectIdentifier: ${project}\n  ${content}\n`;
}

export function waitStep(identifier: string): string {
  return `{ step: { name: Wait, identifier: ${identifier}, type: Wait, spec: { duration: 10s } } }`;
}

export function templateStep(reference: string, label?: string): string {
  const version = label === undefined ? "" : `, versionLabel: "${label}"`;
  return `{ step: { name: T, identifier: t, template: { templateRef: ${reference}${version} } } }`;
}

/** A deployment stage; each part may be replaced. */
export function deployment(
  parts: Partial<Record<"service" | "environment" | "execution" | "failure", string>> = {},
): string {
  const { service, environment, execution, failure } = {
    service: "service: { serviceRef: <+input> }",
    environment: "environment: { environmentRef: <+input>, infrastructureDefinitions: <+input> }",
    execution: `execution: { steps: [${waitStep("wait")}], rollbackSteps: [] }`,
    failure: "failureStrategies: [{ onFailure: { errors: [AllErrors], action: { type: StageRollback } } }]",
    ...parts,
  };
  const spec = ["deploymentType: Kubernetes", service, environment, execution]
    .filter((part) => part !== "")
    .join(", ");
  const rest = failure === "" ? "" : `, ${failure}`;
  return `stages: [{ stage: { name: d, identifier: d, type: Deployment, spec: { ${spec} }${rest} } }]`;
}

export function newPipeline(identifier: string, yaml = pipelineYaml(identifier), more: object = {}): Req {
  const body = {
    pipeline_yaml: yaml,
    identifier,
    name: identifier,
    git_details: { store_type: "INLINE" },
    ...more,
  };
  return post(`${v1}/pipelines`, body);
}

export function inputSetBody(identifier: string, name = identifier): object {
  const scope = `  orgIdentifier: ${org}\n  projectIdentifier: ${project}\n`;
  const yaml = `inputSet:\n  identifier: ${identifier}\n  name: ${name}\n${scope}  pipeline: { identifier: pl }\n`;
  return { input_set_yaml: yaml, identifier, name };
}

export function newInputSet(identifier: string, pipeline = "pl"): Req {
  return post(`${v1}/input-sets?pipeline=${pipeline}`, inputSetBody(identifier));
}

export function triggerYaml(identifier: string, name = identifier, pipeline = "pl"): string {
  return [
    "trigger:",
    `  name: ${name}`,
    `  identifier: ${identifier}`,
    "  enabled: true",
    `  orgIdentifier: ${org}`,
    `  projectIdentifier: ${project}`,
    `  pipelineIdentifier: ${pipeline}`,
    "  source: { type: Webhook, spec: { type: Custom, spec: { payloadConditions: [] } } }",
    "",
  ].join("\n");
}

export function newTrigger(identifier: string, yaml = triggerYaml(identifier), pipeline = "pl"): Req {
  const path = `/pipeline/api/triggers?${inProject}&targetIdentifier=${pipeline}&withServiceV2=true`;
  return { method: "POST", path, body: yaml };
}

export function freezeYaml(identifier: string, status: string, name = identifier): string {
  const rules = "[{ name: all, entities: [{ type: Service, filterType: All }] }]";
  const windows = `[{ timeZone: UTC, startTime: 2026-12-20 10:00 AM, duration: 30m }]`;
  return `freeze:\n  name: ${name}\n  identifier: ${identifier}\n  status: ${status}\n  entityConfigs: ${rules}\n  windows: ${windows}\n`;
}

/** A monitored service of a service and an environment of its own. */
export function monitoredServiceBody(identifier: string, more: object = {}): object {
  const refs = { serviceRef: `svc_${identifier}`, environmentRef: "env" };
  const sources = { healthSources: [], changeSources: [] };
  return { ...place, identifier, name: identifier, type: "Application", ...refs, sources, ...more };
}

export function newMonitoredService(identifier: string, more: object = {}): Req {
  return post("/cv/api/monitored-service", monitoredServiceBody(identifier, more));
}
