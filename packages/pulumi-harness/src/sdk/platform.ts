/** The resource classes, named as upstream names them. Each is a value, an instance type and an arguments type. */
import { type ArgsOf, type ResourceClass, type ResourceOf, resourceClass } from "./resource";
import { specs } from "./spec";

type Specs = typeof specs;

export const AwsConnector: ResourceClass<Specs["awsConnector"]> = resourceClass(specs.awsConnector);
export type AwsConnector = ResourceOf<Specs["awsConnector"]>;
export type AwsConnectorArgs = ArgsOf<Specs["awsConnector"]>;

export const DatadogConnector: ResourceClass<Specs["datadogConnector"]> = resourceClass(
  specs.datadogConnector,
);
export type DatadogConnector = ResourceOf<Specs["datadogConnector"]>;
export type DatadogConnectorArgs = ArgsOf<Specs["datadogConnector"]>;

export const Delegatetoken: ResourceClass<Specs["delegatetoken"]> = resourceClass(specs.delegatetoken);
export type Delegatetoken = ResourceOf<Specs["delegatetoken"]>;
export type DelegatetokenArgs = ArgsOf<Specs["delegatetoken"]>;

export const Environment: ResourceClass<Specs["environment"]> = resourceClass(specs.environment);
export type Environment = ResourceOf<Specs["environment"]>;
export type EnvironmentArgs = ArgsOf<Specs["environment"]>;

export const GithubConnector: ResourceClass<Specs["githubConnector"]> = resourceClass(specs.githubConnector);
export type GithubConnector = ResourceOf<Specs["githubConnector"]>;
export type GithubConnectorArgs = ArgsOf<Specs["githubConnector"]>;

export const Infrastructure: ResourceClass<Specs["infrastructure"]> = resourceClass(specs.infrastructure);
export type Infrastructure = ResourceOf<Specs["infrastructure"]>;
export type InfrastructureArgs = ArgsOf<Specs["infrastructure"]>;

export const InputSet: ResourceClass<Specs["inputSet"]> = resourceClass(specs.inputSet);
export type InputSet = ResourceOf<Specs["inputSet"]>;
export type InputSetArgs = ArgsOf<Specs["inputSet"]>;

export const KubernetesConnector: ResourceClass<Specs["kubernetesConnector"]> = resourceClass(
  specs.kubernetesConnector,
);
export type KubernetesConnector = ResourceOf<Specs["kubernetesConnector"]>;
export type KubernetesConnectorArgs = ArgsOf<Specs["kubernetesConnector"]>;

export const ManualFreeze: ResourceClass<Specs["manualFreeze"]> = resourceClass(specs.manualFreeze);
export type ManualFreeze = ResourceOf<Specs["manualFreeze"]>;
export type ManualFreezeArgs = ArgsOf<Specs["manualFreeze"]>;

export const MonitoredService: ResourceClass<Specs["monitoredService"]> = resourceClass(
  specs.monitoredService,
);
export type MonitoredService = ResourceOf<Specs["monitoredService"]>;
export type MonitoredServiceArgs = ArgsOf<Specs["monitoredService"]>;

export const Organization: ResourceClass<Specs["organization"]> = resourceClass(specs.organization);
export type Organization = ResourceOf<Specs["organization"]>;
export type OrganizationArgs = ArgsOf<Specs["organization"]>;

export const Pipeline: ResourceClass<Specs["pipeline"]> = resourceClass(specs.pipeline);
export type Pipeline = ResourceOf<Specs["pipeline"]>;
export type PipelineArgs = ArgsOf<Specs["pipeline"]>;

export const Policy: ResourceClass<Specs["policy"]> = resourceClass(specs.policy);
export type Policy = ResourceOf<Specs["policy"]>;
export type PolicyArgs = ArgsOf<Specs["policy"]>;

export const PolicySet: ResourceClass<Specs["policySet"]> = resourceClass(specs.policySet);
export type PolicySet = ResourceOf<Specs["policySet"]>;
export type PolicySetArgs = ArgsOf<Specs["policySet"]>;

export const Project: ResourceClass<Specs["project"]> = resourceClass(specs.project);
export type Project = ResourceOf<Specs["project"]>;
export type ProjectArgs = ArgsOf<Specs["project"]>;

export const PrometheusConnector: ResourceClass<Specs["prometheusConnector"]> = resourceClass(
  specs.prometheusConnector,
);
export type PrometheusConnector = ResourceOf<Specs["prometheusConnector"]>;
export type PrometheusConnectorArgs = ArgsOf<Specs["prometheusConnector"]>;

export const ResourceGroup: ResourceClass<Specs["resourceGroup"]> = resourceClass(specs.resourceGroup);
export type ResourceGroup = ResourceOf<Specs["resourceGroup"]>;
export type ResourceGroupArgs = ArgsOf<Specs["resourceGroup"]>;

export const RoleAssignments: ResourceClass<Specs["roleAssignments"]> = resourceClass(specs.roleAssignments);
export type RoleAssignments = ResourceOf<Specs["roleAssignments"]>;
export type RoleAssignmentsArgs = ArgsOf<Specs["roleAssignments"]>;

export const Roles: ResourceClass<Specs["roles"]> = resourceClass(specs.roles);
export type Roles = ResourceOf<Specs["roles"]>;
export type RolesArgs = ArgsOf<Specs["roles"]>;

export const SecretText: ResourceClass<Specs["secretText"]> = resourceClass(specs.secretText);
export type SecretText = ResourceOf<Specs["secretText"]>;
export type SecretTextArgs = ArgsOf<Specs["secretText"]>;

export const Service: ResourceClass<Specs["service"]> = resourceClass(specs.service);
export type Service = ResourceOf<Specs["service"]>;
export type ServiceArgs = ArgsOf<Specs["service"]>;

export const ServiceAccount: ResourceClass<Specs["serviceAccount"]> = resourceClass(specs.serviceAccount);
export type ServiceAccount = ResourceOf<Specs["serviceAccount"]>;
export type ServiceAccountArgs = ArgsOf<Specs["serviceAccount"]>;

export const ServiceOverridesV2: ResourceClass<Specs["serviceOverridesV2"]> = resourceClass(
  specs.serviceOverridesV2,
);
export type ServiceOverridesV2 = ResourceOf<Specs["serviceOverridesV2"]>;
export type ServiceOverridesV2Args = ArgsOf<Specs["serviceOverridesV2"]>;

export const Template: ResourceClass<Specs["template"]> = resourceClass(specs.template);
export type Template = ResourceOf<Specs["template"]>;
export type TemplateArgs = ArgsOf<Specs["template"]>;

export const Triggers: ResourceClass<Specs["triggers"]> = resourceClass(specs.triggers);
export type Triggers = ResourceOf<Specs["triggers"]>;
export type TriggersArgs = ArgsOf<Specs["triggers"]>;

export const Usergroup: ResourceClass<Specs["usergroup"]> = resourceClass(specs.usergroup);
export type Usergroup = ResourceOf<Specs["usergroup"]>;
export type UsergroupArgs = ArgsOf<Specs["usergroup"]>;
