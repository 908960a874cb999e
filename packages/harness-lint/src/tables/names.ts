/**
 * Words of Harness that stand in documents. Sources, read on 2026-11-30: github.com/harness/harness-schema, v0, at the file named
 * with each list. Harness adds to these lists; a word that is in none of them is unknown, not wrong.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** v0/pipeline/schema_config.yaml, the nodes it names, and v0/template/template_config.yaml. */
export const stageTypes = words(
  "Deployment CI Approval Custom FeatureFlag SecurityTests Security IACM IDP Pipeline Dynamic CompositeLoadTest",
);

/** v0/template/template_config.yaml. */
export const templateTypes = words(
  `Step Stage Pipeline StepGroup MonitoredService SecretManager ArtifactSource CustomDeployment Workspace Notification`,
);

/** v0/pipeline/stages/cd/deployment-stage-config.yaml and the service and infrastructure files beside it. */
export const deploymentTypes = words(`
  Kubernetes NativeHelm Ssh WinRm ServerlessAwsLambda AzureWebApp AzureFunction CustomDeployment ECS Elastigroup TAS Asg
  GoogleCloudFunctions AwsLambda AWS_SAM GoogleCloudRun Salesforce AzureContainerApps GoogleManagedInstanceGroup`);

/** v0/trigger/trigger_source.yaml, trigger_type. */
export const triggerSources = words("Webhook Artifact Manifest Scheduled MultiRegionArtifact SystemEvent");

/** v0/trigger/webhook_trigger: one file a host. */
export const webhookHosts = words(`
  AzureRepo Github Gitlab Bitbucket Custom AwsCodeCommit Harness EventRelay HarnessArtifactRegistry EventBridge`);

/** v0/trigger/webhook_trigger: one file an event of a host. */
export const gitEvents = words(`
  PullRequest Push IssueComment Release Delete Create PullRequestReview MergeQueue MergeRequest MRComment PRComment Tag
  PipelineHook Branch`);

/** v0/trigger/webhook_trigger: the actions of all events. */
export const eventActions = words(`
  Close Edit Open Reopen Label Unlabel Synchronize ReadyForReview Create Delete Assign Unassign Merge Update Sync Submitted
  Dismissed Edited Publish Unpublish Prerelease Release ReviewReady ReviewRequested ReviewRequestRemoved Approved Unapproved
  Comment`);
