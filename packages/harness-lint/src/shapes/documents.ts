/** Keys of each kind of document. Source: published schema, v0, and the documents of its own examples. */
import type { DocumentKind } from "../model";
import { byText, choose, each, keys, misplaced, type Shape } from "../shape";
import { failureStrategies, step, stepGroup, steps, strategy, templateLink } from "./steps";

const entity = "name identifier description orgIdentifier projectIdentifier tags";
const variables: Shape = each(keys("name type description required value default"));
const serviceUse = keys(
  "serviceRef serviceInputs useFromStage gitBranch",
  {},
  misplaced("serviceDefinition", "house"),
);
const environmentUse = keys(
  "environmentRef deployToAll environmentInputs serviceOverrideInputs infrastructureDefinitions provisioner gitOpsClusters filters gitBranch servicesOverrides infrastructureDefinition useFromStage failureStrategies",
);
const execution = keys("", { steps, rollbackSteps: steps });

const stageSpecs: Readonly<Record<string, Shape>> = {
  Deployment: keys(
    "deploymentType deploymentMetadata customDeploymentRef gitOpsEnabled services serviceConfig environmentGroup environments infrastructure multiDeploymentConfig",
    {
      service: serviceUse,
      environment: environmentUse,
      execution,
    },
  ),
  Approval: keys("environment", { execution }),
  Custom: keys("environment outputs serviceDependencies", { execution }),
  Pipeline: keys("org project pipeline inputs pipelineInputs inputSetReferences outputs"),
  CI: keys(
    "cloneCodebase caching platform runtime infrastructure sharedPaths serviceDependencies buildIntelligence slsa_provenance",
    { execution },
  ),
};

const stageKeys =
  "name identifier type description tags delegateSelectors timeout skipInstances skipCondition enforce sharedPaths allowStageExecution dependsOn runMode sendGitStatus";

const stage: Shape = byText("type", (type) =>
  keys(stageKeys, {
    variables,
    failureStrategies,
    strategy,
    template: templateLink,
    when: keys("pipelineStatus condition", {}, misplaced("stageStatus", "wrong")),
    spec: (type === undefined ? undefined : stageSpecs[type]) ?? "any",
  }),
);

const insert = keys("identifier name stages");
const wrapper = "contextType canEditInsertSteps";
const stages: Shape = each(
  keys(wrapper, { stage, insert, parallel: each(keys(wrapper, { stage, insert })) }),
);

const notificationRules: Shape = each(
  keys("name identifier enabled template", {
    pipelineEvents: each(keys("type forStages")),
    notificationMethod: choose("type", {
      Slack: method("webhookUrl"),
      Email: method("recipients"),
      PagerDuty: method("integrationKey"),
      MsTeams: method("msTeamKeys"),
      Webhook: method("webhookUrl headers"),
      Datadog: method("url apiKey headers"),
    }),
  }),
);

function method(words: string): Shape {
  return keys("type", { spec: keys(`userGroups executeOnDelegate delegateSelectors ${words}`) });
}

const pipelineBody = {
  variables,
  stages,
  notificationRules,
  template: templateLink,
  properties: keys("", {
    ci: keys("", {
      codebase: keys(
        "connectorRef repoName build depth sslVerify prCloneStrategy resources lfs submodules submoduleStrategy sparseCheckout fetchTags preFetchCommand debug cloneDirectory outputFilePathsContent persistCredentials",
      ),
    }),
  }),
};
const pipelineKeys = "timeout flowControl allowStageExecutions delegateSelectors fixedInputsOnRerun enforce";

const conditions: Shape = each(keys("key operator value"));
const gitEvent = keys(
  "connectorRef autoAbortPreviousExecutions payloadConditions headerConditions repoName actions jexlCondition",
  {
    payloadConditions: conditions,
    headerConditions: conditions,
  },
);
const customEvent = keys("jexlCondition", { payloadConditions: conditions, headerConditions: conditions });

const source: Shape = choose("type", {
  Webhook: keys("type pollInterval webhookId", {
    spec: choose(
      "type",
      { Custom: keys("type", { spec: customEvent }) },
      keys("type", { spec: keys("type", { spec: gitEvent }) }),
    ),
  }),
  Scheduled: keys("type pollInterval", { spec: keys("type", { spec: keys("type expression") }) }),
});

const templateSpecs: Readonly<Record<string, Shape>> = {
  Pipeline: keys(`description tags ${pipelineKeys}`, pipelineBody),
  Stage: stage,
  StepGroup: stepGroup,
  Step: step,
};

/** What stands under the root key of each kind. */
export const documentShapes: Readonly<Record<DocumentKind, Shape>> = {
  pipeline: keys(`${entity} ${pipelineKeys}`, pipelineBody),
  template: byText("type", (type) =>
    keys(`${entity} versionLabel type icon allowedOverrides`, {
      variables,
      spec: (type === undefined ? undefined : templateSpecs[type]) ?? "any",
    }),
  ),
  trigger: keys(
    `${entity} enabled pipelineIdentifier pipelineBranchName inputYaml inputSetRefs inputSetBranchName stagesToExecute ` +
      "encryptedWebhookSecretIdentifier isSecretExpired eventConditions",
    { source },
  ),
  inputSet: keys(entity, {
    pipeline: keys(`identifier ${pipelineKeys}`, { ...pipelineBody, stages: "any" }),
  }),
  service: keys(`${entity} gitOpsEnabled`, {
    serviceDefinition: keys("type", {
      spec: keys(
        "manifests artifacts configFiles manifestConfigurations hooks release environmentType customDeploymentRef",
        {
          variables,
        },
      ),
    }),
  }),
  environment: keys(`${entity} type color`, {
    variables,
    overrides: keys("manifests configFiles connectionStrings applicationSettings"),
  }),
  infrastructure: keys(
    `${entity} environmentRef deploymentType type spec allowSimultaneousDeployments scopedServices provisioner delegateSelectors`,
  ),
};
