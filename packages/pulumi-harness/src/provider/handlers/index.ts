import type { Kind } from "../../sdk/spec";
import { awsConnector } from "./awsConnector";
import { datadogConnector } from "./datadogConnector";
import { delegatetoken } from "./delegatetoken";
import { environment } from "./environment";
import { githubConnector } from "./githubConnector";
import type { Handler } from "./handler";
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
import { template } from "./template";
import { triggers } from "./triggers";
import { usergroup } from "./usergroup";

/** The behaviour of every kind; a spec without a handler does not compile. */
export const handlers: Readonly<Record<Kind, Handler>> = {
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
};
