/** Every resource of the package by kind. Adding one is a file beside this and a line here. */
import { awsConnector } from "./awsConnector";
import { datadogConnector } from "./datadogConnector";
import { delegatetoken } from "./delegatetoken";
import { environment } from "./environment";
import { githubConnector } from "./githubConnector";
import { infrastructure } from "./infrastructure";
import { inputSet } from "./inputSet";
import { kubernetesConnector } from "./kubernetesConnector";
import { manualFreeze } from "./manualFreeze";
import { monitoredService } from "./monitoredService";
import { organization } from "./organization";
import { pipeline } from "./pipeline";
import { policy } from "./policy";
import { policySet } from "./policySet";
import { project } from "./project";
import { prometheusConnector } from "./prometheusConnector";
import { resourceGroup } from "./resourceGroup";
import { roleAssignments } from "./roleAssignments";
import { roles } from "./roles";
import { secretText } from "./secretText";
import { service } from "./service";
import { serviceAccount } from "./serviceAccount";
import { serviceOverridesV2 } from "./serviceOverridesV2";
import type { ResourceSpec } from "./spec";
import { template } from "./template";
import { triggers } from "./triggers";
import { usergroup } from "./usergroup";

export type { ImportRule } from "./importId";
export type { InputsOf, Keep, OutputsOf, Ownership, ResourceSpec, YamlBody } from "./spec";
export { describeShape, type Property, type Shape } from "./describe";

/** All specs, keyed by kind (the camelCase member of the token). */
export const specs = {
  awsConnector,
  datadogConnector,
  delegatetoken,
  environment,
  githubConnector,
  infrastructure,
  inputSet,
  kubernetesConnector,
  manualFreeze,
  monitoredService,
  organization,
  pipeline,
  policy,
  policySet,
  project,
  prometheusConnector,
  resourceGroup,
  roleAssignments,
  roles,
  secretText,
  service,
  serviceAccount,
  serviceOverridesV2,
  template,
  triggers,
  usergroup,
} as const satisfies Record<string, ResourceSpec>;

export type Kind = keyof typeof specs;
