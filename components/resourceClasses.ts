/** Which resource class stands for each kind of planned object. A kind without a class does not compile. */
import * as harness from "@pulumi/harness";
import type * as pulumi from "@pulumi/pulumi";
import type { ObjectKind } from "../src/plan/model";

/** A resource class of `@pulumi/harness`, whose own arguments nobody can name who holds one of any kind. */
export type ResourceClass = new (
  name: string,
  args: never,
  opts?: pulumi.CustomResourceOptions,
) => pulumi.CustomResource;

export const resourceClasses: Readonly<Record<ObjectKind, ResourceClass>> = {
  organization: harness.platform.Organization,
  project: harness.platform.Project,
  secretText: harness.platform.SecretText,
  githubConnector: harness.platform.GithubConnector,
  kubernetesConnector: harness.platform.KubernetesConnector,
  awsConnector: harness.platform.AwsConnector,
  prometheusConnector: harness.platform.PrometheusConnector,
  datadogConnector: harness.platform.DatadogConnector,
  usergroup: harness.platform.Usergroup,
  roles: harness.platform.Roles,
  resourceGroup: harness.platform.ResourceGroup,
  roleAssignments: harness.platform.RoleAssignments,
  serviceAccount: harness.platform.ServiceAccount,
  environment: harness.platform.Environment,
  infrastructure: harness.platform.Infrastructure,
  delegatetoken: harness.platform.Delegatetoken,
  serviceOverridesV2: harness.platform.ServiceOverridesV2,
  policy: harness.platform.Policy,
  policySet: harness.platform.PolicySet,
  manualFreeze: harness.platform.ManualFreeze,
  template: harness.platform.Template,
  service: harness.platform.Service,
  monitoredService: harness.platform.MonitoredService,
  pipeline: harness.platform.Pipeline,
  inputSet: harness.platform.InputSet,
  triggers: harness.platform.Triggers,
};
