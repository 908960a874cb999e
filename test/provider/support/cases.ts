/** One valid object per kind, with what can be done to it. The table that the contract suite runs over. */
import type { Kind } from "@pulumi/harness/spec";
import { account } from "./provider";

type Inputs = Readonly<Record<string, unknown>>;

/** An object of a kind and its variations; the partial ones are laid over `inputs`. */
export interface Case {
  /** Kinds that must exist first, in this order. */
  readonly parents: readonly Kind[];
  readonly inputs: Inputs;
  readonly importId: string;
  /** A change that is made in place, in one write. */
  readonly update: Inputs;
  /** A change that makes the object anew. */
  readonly replace: Inputs;
  /** An invalid input and the property path Check must name. */
  readonly bad: Inputs;
  readonly badProperty: string;
  /** The same address, made by somebody else. */
  readonly foreign: Inputs;
  /** Writes of an update, one by default. */
  readonly updateWrites?: readonly string[];
}

const tags = ["managed_by:harness-catalog", "catalog_stack:dev"];
const otherTags = ["managed_by:harness-catalog", "catalog_stack:other"];
const inProject = { orgId: "org1", projectId: "prj1" };

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

const yaml = {
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
};

const rego = (stack: string, message = "no") =>
  `# managed_by: harness-catalog\n# catalog_stack: ${stack}\npackage pipeline\n\ndeny[msg] { msg := "${message}" }\n`;

export const cases: Readonly<Record<Kind, Case>> = {
  organization: {
    parents: [],
    inputs: { identifier: "org1", name: "Org 1", tags },
    importId: "org1",
    update: { description: "changed" },
    replace: { identifier: "org2" },
    bad: { identifier: "not-legal" },
    badProperty: "identifier",
    foreign: { tags: otherTags },
  },
  project: {
    parents: ["organization"],
    inputs: { identifier: "prj1", name: "Project 1", orgId: "org1", tags },
    importId: "org1/prj1",
    update: { name: "Project One" },
    replace: { orgId: "org2" },
    bad: { name: "no/slash" },
    badProperty: "name",
    foreign: { tags: otherTags },
  },
  secretText: {
    parents: [],
    inputs: {
      identifier: "sec-1",
      name: "Secret 1",
      secretManagerIdentifier: "harnessSecretManager",
      valueType: "Inline",
      value: "ValueThatMustNotLeak",
      tags,
    },
    importId: "sec-1",
    update: { value: "AnotherValueThatMustNotLeak" },
    replace: { secretManagerIdentifier: "account.other" },
    bad: { valueType: "Plain" },
    badProperty: "valueType",
    foreign: { tags: otherTags },
  },
  githubConnector: {
    parents: ["secretText"],
    inputs: {
      identifier: "gh1",
      name: "GitHub",
      connectionType: "Account",
      url: "https://github.com/acme",
      credentials: { http: { username: "bot", tokenRef: "account.sec-1" } },
      apiAuthentication: { tokenRef: "account.sec-1" },
      executeOnDelegate: true,
      tags,
    },
    importId: "gh1",
    update: { url: "https://github.com/acme2" },
    replace: { identifier: "gh2" },
    bad: { connectionType: "Everything" },
    badProperty: "connectionType",
    foreign: { tags: otherTags },
  },
  kubernetesConnector: {
    parents: [],
    inputs: { identifier: "k8s1", name: "K8s", inheritFromDelegate: { delegateSelectors: ["a", "b"] }, tags },
    importId: "k8s1",
    update: { inheritFromDelegate: { delegateSelectors: ["a", "c"] } },
    replace: { identifier: "k8s2" },
    bad: { serviceAccount: { masterUrl: "https://k", serviceAccountTokenRef: "account.t" } },
    badProperty: "",
    foreign: { tags: otherTags },
  },
  awsConnector: {
    parents: [],
    inputs: {
      identifier: "aws1",
      name: "AWS",
      irsa: { delegateSelectors: ["a"], region: "eu-west-1" },
      tags,
    },
    importId: "aws1",
    update: { fixedDelayBackoffStrategy: { fixedBackoff: 5, retryCount: 1 } },
    replace: { identifier: "aws2" },
    bad: { irsa: { delegateSelectors: "a" } },
    badProperty: "irsa.delegateSelectors",
    foreign: { tags: otherTags },
  },
  usergroup: {
    parents: [],
    inputs: {
      identifier: "team1",
      name: "Team 1",
      notificationConfigs: [{ type: "EMAIL", groupEmail: "team@example.com" }],
      tags,
    },
    importId: "team1",
    update: { notificationConfigs: [{ type: "EMAIL", groupEmail: "other@example.com" }] },
    replace: { orgId: "org1" },
    bad: { notificationConfigs: [{ type: 3 }] },
    badProperty: "notificationConfigs[0].type",
    foreign: { tags: otherTags },
  },
  roles: {
    parents: [],
    inputs: { identifier: "role1", name: "Role 1", permissions: ["core_pipeline_view"], tags },
    importId: "role1",
    update: { permissions: ["core_pipeline_view", "core_pipeline_execute"] },
    replace: { identifier: "role2" },
    bad: { identifier: "_role" },
    badProperty: "identifier",
    foreign: { tags: otherTags },
  },
  resourceGroup: {
    parents: ["organization", "project"],
    inputs: {
      accountId: account,
      identifier: "rg1",
      name: "Group 1",
      includedScopes: [{ filter: "EXCLUDING_CHILD_SCOPES", ...inProject }],
      resourceFilters: [{ resources: [{ resourceType: "PIPELINE" }, { resourceType: "SERVICE" }] }],
      tags,
    },
    importId: "rg1",
    update: { resourceFilters: [{ includeAllResources: true }] },
    replace: { identifier: "rg2" },
    bad: { resourceFilters: [{ resources: [{}] }] },
    badProperty: "resourceFilters[0].resources[0].resourceType",
    foreign: { tags: otherTags },
  },
  serviceAccount: {
    parents: [],
    inputs: { accountId: account, identifier: "sa1", name: "Robot", email: "sa1@service.harness.io", tags },
    importId: "sa1",
    update: { name: "Robot One" },
    replace: { accountId: "elsewhere" },
    bad: { unknownInput: "x" },
    badProperty: "unknownInput",
    foreign: { tags: otherTags },
  },
  roleAssignments: {
    parents: ["organization", "project", "usergroup", "roles", "resourceGroup"],
    inputs: {
      identifier: "ra1",
      roleIdentifier: "role1",
      resourceGroupIdentifier: "rg1",
      principals: [{ type: "USER_GROUP", identifier: "team1" }],
    },
    importId: "ra1",
    update: { disabled: true },
    replace: { identifier: "ra2" },
    bad: { principals: [] },
    badProperty: "principals",
    foreign: { resourceGroupIdentifier: "_all_account_level_resources" },
    // There is no update in the API
    updateWrites: ["DELETE /authz/api/roleassignments/:identifier", "POST /authz/api/roleassignments"],
  },
  environment: {
    parents: ["organization", "project"],
    inputs: {
      identifier: "env1",
      name: "env1",
      ...inProject,
      type: "PreProduction",
      yaml: yaml.environment(),
      tags,
    },
    importId: "org1/prj1/env1",
    update: { yaml: yaml.environment("dev", "two") },
    replace: { projectId: "prj2" },
    bad: { type: "Staging" },
    badProperty: "type",
    foreign: { tags: otherTags, yaml: yaml.environment("other") },
  },
  infrastructure: {
    parents: ["organization", "project", "kubernetesConnector", "environment"],
    inputs: {
      identifier: "inf1",
      name: "inf1",
      ...inProject,
      envId: "env1",
      type: "KubernetesDirect",
      yaml: yaml.infrastructure(),
      tags,
    },
    importId: "org1/prj1/env1/inf1",
    update: { yaml: yaml.infrastructure("dev", "two") },
    replace: { envId: "env2" },
    bad: { yaml: "environment: {}" },
    badProperty: "yaml",
    foreign: { tags: otherTags, yaml: yaml.infrastructure("other") },
  },
  service: {
    parents: ["organization", "project"],
    inputs: { identifier: "svc1", name: "svc1", ...inProject, yaml: yaml.service(), tags },
    importId: "org1/prj1/svc1",
    update: { yaml: yaml.service("dev", "two") },
    replace: { identifier: "svc2" },
    bad: { gitDetails: { storeType: "REMOTE" } },
    badProperty: "gitDetails",
    foreign: { tags: otherTags, yaml: yaml.service("other") },
  },
  serviceOverridesV2: {
    parents: ["organization", "project", "environment", "service"],
    inputs: {
      ...inProject,
      envId: "env1",
      serviceId: "svc1",
      type: "ENV_SERVICE_OVERRIDE",
      yaml: "variables: []\n",
    },
    importId: "org1/prj1/env1_svc1",
    update: { yaml: "variables:\n  - {name: a, type: String, value: b}\n" },
    replace: { serviceId: "svc2" },
    bad: { envId: "" },
    badProperty: "envId",
    foreign: { serviceId: undefined, type: "ENV_GLOBAL_OVERRIDE", identifier: "env1_svc1" },
  },
  policy: {
    parents: [],
    inputs: { identifier: "pol1", name: "Policy 1", rego: rego("dev") },
    importId: "pol1",
    update: { rego: rego("dev", "never") },
    replace: { identifier: "pol2" },
    bad: { gitRepo: "repo" },
    badProperty: "gitRepo",
    foreign: { rego: rego("other") },
  },
  policySet: {
    parents: ["policy"],
    inputs: {
      identifier: "ps1",
      name: "Set 1",
      action: "onrun",
      type: "pipeline",
      enabled: true,
      policyReferences: [{ identifier: "pol1", severity: "error" }],
    },
    importId: "ps1",
    update: { policyReferences: [{ identifier: "pol1", severity: "warning" }] },
    replace: { identifier: "ps2" },
    bad: { policyReferences: [{ identifier: "pol1", severity: "warn" }] },
    badProperty: "policyReferences[0].severity",
    foreign: { action: "onsave" },
  },
  template: {
    parents: ["organization", "project"],
    inputs: {
      identifier: "tpl1",
      name: "tpl1",
      version: "v1",
      ...inProject,
      isStable: true,
      templateYaml: yaml.template(),
    },
    importId: "org1/prj1/tpl1/versions/v1",
    update: { templateYaml: yaml.template("dev", "20m") },
    replace: { version: "v2" },
    bad: { forceDelete: "yes" },
    badProperty: "forceDelete",
    foreign: { templateYaml: yaml.template("other") },
  },
  pipeline: {
    parents: ["organization", "project"],
    inputs: { identifier: "pl1", name: "pl1", ...inProject, yaml: yaml.pipeline(), tags },
    importId: "org1/prj1/pl1",
    update: { yaml: yaml.pipeline("dev", "two") },
    replace: { projectId: "prj2" },
    bad: { name: "a&b" },
    badProperty: "name",
    foreign: { tags: otherTags, yaml: yaml.pipeline("other") },
  },
  inputSet: {
    parents: ["organization", "project", "pipeline"],
    inputs: { identifier: "is1", name: "is1", ...inProject, pipelineId: "pl1", yaml: yaml.inputSet(), tags },
    importId: "org1/prj1/pl1/is1",
    update: { yaml: yaml.inputSet("dev", "two") },
    replace: { pipelineId: "pl2" },
    bad: { yaml: undefined },
    badProperty: "yaml",
    foreign: { tags: otherTags, yaml: yaml.inputSet("other") },
  },
  triggers: {
    parents: ["organization", "project", "pipeline"],
    inputs: { identifier: "trg1", name: "trg1", ...inProject, targetId: "pl1", yaml: yaml.trigger() },
    importId: "org1/prj1/pl1/trg1",
    update: { yaml: yaml.trigger("dev", "two") },
    replace: { targetId: "pl2" },
    bad: { yaml: "trigger: [" },
    badProperty: "yaml",
    foreign: { yaml: yaml.trigger("other") },
  },
};
