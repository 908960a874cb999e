/** YAML and rego bodies of the cases; `stack` is the owner they name. */

/** The head of a YAML body, with marks of ownership. */
function head(root: string, identifier: string, stack = "dev", description = "one"): string {
  return [
    `${root}:`,
    `  name: ${identifier}`,
    `  identifier: ${identifier}`,
    `  orgIdentifier: org1`,
    `  projectIdentifier: prj1`,
    `  description: ${description}`,
    `  tags: {managed_by: harness-catalog, catalog_stack: ${stack}}`,
    "",
  ].join("\n");
}

/** A body per kind; the second argument makes another version of it. */
export const yaml = {
  service: (stack?: string, description?: string) =>
    `${head("service", "svc1", stack, description)}  serviceDefinition: {type: Kubernetes, spec: {}}\n`,
  environment: (stack?: string, description?: string) =>
    `${head("environment", "env1", stack, description)}  type: PreProduction\n`,
  infrastructure: (stack?: string, description?: string) =>
    `${head("infrastructureDefinition", "inf1", stack, description)}  environmentRef: env1
  deploymentType: Kubernetes
  type: KubernetesDirect
  spec: {connectorRef: account.k8s1, namespace: ns, releaseName: rel}
`,
  pipeline: (stack?: string, description?: string) =>
    `${head("pipeline", "pl1", stack, description)}  stages:
    - stage:
        name: wait
        identifier: wait
        type: Custom
        spec:
          execution:
            steps:
              - step: {name: wait, identifier: wait, type: Wait, timeout: 10m, spec: {duration: 1m}}
`,
  template: (stack?: string, timeout = "10m") =>
    `${head("template", "tpl1", stack)}  versionLabel: v1
  type: Step
  spec:
    type: ShellScript
    timeout: ${timeout}
    spec:
      shell: Bash
      onDelegate: true
      source: {type: Inline, spec: {script: echo}}
      environmentVariables: []
      outputVariables: []
`,
  inputSet: (stack?: string, description?: string) =>
    `${head("inputSet", "is1", stack, description)}  pipeline: {identifier: pl1}\n`,
  trigger: (stack?: string, description?: string) =>
    `${head("trigger", "trg1", stack, description)}  pipelineIdentifier: pl1
  enabled: true
  source: {type: Webhook, spec: {type: Custom, spec: {payloadConditions: [], headerConditions: []}}}
`,
  freeze: (stack?: string, description?: string, status = "Enabled") =>
    `${head("freeze", "fr1", stack, description)}  status: ${status}
  entityConfigs:
    - name: everything
      entities: [{type: Service, filterType: All}, {type: EnvType, filterType: All}]
  windows:
    - timeZone: Europe/Berlin
      startTime: 2026-12-20 10:00 AM
      duration: 30m
      recurrence: {type: Yearly, spec: {until: 2028-12-31 11:59 PM}}
`,
};

export const rego = (stack: string, message = "no") =>
  `# managed_by: harness-catalog\n# catalog_stack: ${stack}\npackage pipeline\n\ndeny[msg] { msg := "${message}" }\n`;
