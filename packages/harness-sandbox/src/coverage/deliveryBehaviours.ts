import type { Behaviour } from "./source";

/** What single kinds of delivery do. */
export const deliveryBehaviours = {
  "service.generatedYaml": { says: "A service or environment without YAML gets one.", source: "sdk" },
  "environment.type": { says: "The type of an environment is PreProduction or Production.", source: "sdk" },
  "environment.cascade": {
    says: "Deleting an environment deletes its infrastructures and overrides.",
    source: "guess",
  },
  "infrastructure.perEnvironment": {
    says: "Infrastructure identifiers are unique within an environment only.",
    source: "sdk",
  },
  "infrastructure.deploymentType": { says: "The deployment type is taken from the YAML.", source: "sdk" },
  "override.generated": {
    says: "An override without identifier is named after environment, service and infrastructure.",
    source: "sdk",
  },
  "monitoredService.envelopes": {
    says: "Monitored services name the account `accountId`; writes answer with `resource`, reads with `data`.",
    source: "observed-client",
  },
  "monitoredService.missing": {
    says: "A monitored service that does not exist answers 400 `INVALID_REQUEST`, as does the list of none at all.",
    source: "documentation",
  },
  "monitoredService.unique": {
    says: "A service has one monitored service of type Application in an environment.",
    source: "documentation",
  },
  "monitoredService.fixed": {
    says: "Service and environment of a monitored service cannot be changed.",
    source: "documentation",
  },
  "monitoredService.sources": {
    says: "Identifiers of health sources are unique within a monitored service.",
    source: "documentation",
  },
  "monitoredService.keeps": {
    says: "A PUT of a monitored service keeps the description and the tags it does not name.",
    source: "documentation",
  },
  "monitoredService.references": {
    says: "Service, environment and connectors of a monitored service need not exist: Harness' own acceptance tests save such.",
    source: "observed-client",
  },
  "monitoredService.protects": {
    says: "Service, environment and connectors of a monitored service are not deleted unless forced.",
    source: "documentation",
  },
  "monitoredService.rules": {
    says: "The list of monitored services leaves out their notification rules.",
    source: "documentation",
  },
  "template.firstStable": { says: "The first version of a template is stable.", source: "documentation" },
  "template.moveStable": { says: "Marking a version stable takes the mark from the other.", source: "sdk" },
  "template.readStable": { says: "Reading a template without version gives the stable one.", source: "sdk" },
  "template.deleteStable": {
    says: "The stable version can only be deleted when it is the last one, forced or not.",
    source: "documentation",
  },
  "template.sameType": { says: "All versions of a template have one type.", source: "guess" },
  "template.label": {
    says: "A version label is a text without blank, slash or ampersand; a whole number is its text.",
    source: "schema",
  },
  "template.pathAgrees": { says: "An update's YAML describes the version in the path.", source: "guess" },
  "template.cascade": {
    says: "A template version that is used by a document is not deleted unless forced.",
    source: "documentation",
  },
  "lint.all": {
    says: "A document is refused with everything that is wrong with it: line and column, value, cure and code of each rule.",
    source: "guess",
  },
  "lint.context": {
    says: "Template inputs fit the template, and triggers and input sets the pipeline, as they are stored.",
    source: "documentation",
  },
  "pipeline.stages": { says: "A pipeline has at least one stage, or a template.", source: "schema" },
  "pipeline.duplicates": {
    says: "Two stages, or two steps of one list, with one identifier are refused.",
    source: "guess",
  },
  "pipeline.deployment": {
    says: "A Deployment stage needs failure strategies, be it none of them, one service part, one environment part and an execution.",
    source: "schema",
  },
  "pipeline.step": {
    says: "A step needs identifier, name and type, and a spec where its type asks for it.",
    source: "schema",
  },
  "pipeline.cascade": {
    says: "Deleting a pipeline deletes its input sets and triggers.",
    source: "documentation",
  },
  "reference.service": {
    says: "A fixed `serviceRef` may name a service that does not exist, and protects it from deletion once it does: Harness' own acceptance tests save such pipelines.",
    source: "observed-client",
  },
  "reference.environment": {
    says: "So may a fixed `environmentRef` and its fixed infrastructures.",
    source: "observed-client",
  },
  "reference.template": {
    says: "A template link must name a template and version that exist.",
    source: "documentation",
  },
  "reference.connector": {
    says: "So may a fixed `connectorRef`, of the project, the organization or the account.",
    source: "observed-client",
  },
  "reference.prefix": {
    says: "`account.` and `org.` name objects of higher scopes; without prefix the document's own scope counts.",
    source: "documentation",
  },
  "reference.expression": {
    says: "Runtime inputs and expressions are not looked up.",
    source: "documentation",
  },
  "reference.versionOne": {
    says: "`serviceConfig` and `infrastructure` of version-1 stages are not looked up.",
    source: "observed-client",
  },
  "trigger.rawYaml": {
    says: "Triggers and freezes are sent as raw YAML with a JSON content type.",
    source: "observed-client",
  },
  "trigger.required": {
    says: "A trigger names its organization, project and pipeline, and has a source, whose type may be unknown but not misspelt.",
    source: "schema",
  },
  "trigger.inputYaml": { says: "`inputYaml` is a text, not a map.", source: "schema" },
  "trigger.webhookUrl": { says: "A custom webhook has a URL, made from identifiers.", source: "sdk" },
  "freeze.enabled": { says: "An enabled freeze cannot be edited, only disabled.", source: "documentation" },
  "freeze.complete": {
    says: "A freeze has rules and exactly one window, which says its time zone, its start and its duration or end.",
    source: "documentation",
  },
  "freeze.status": {
    says: "`updateFreezeStatus` writes the status into the YAML; freezes that do not exist are counted as failed, with 200.",
    source: "documentation",
  },
  "freeze.delete": { says: "A freeze can be deleted while it is enabled.", source: "documentation" },
} as const satisfies Record<string, Behaviour>;
