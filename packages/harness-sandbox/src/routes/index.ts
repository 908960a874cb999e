import { connectorRoutes } from "./connector";
import { delegateTokenRoutes } from "./delegateToken";
import { environmentRoutes } from "./environment";
import { freezeRoutes } from "./freeze";
import { infrastructureRoutes } from "./infrastructure";
import { inputSetRoutes } from "./inputSet";
import { monitoredServiceRoutes } from "./monitoredService";
import { organizationRoutes } from "./organization";
import { pipelineRoutes } from "./pipeline";
import { policyRoutes } from "./policy";
import { policySetRoutes } from "./policySet";
import { projectRoutes } from "./project";
import { resourceGroupRoutes } from "./resourceGroup";
import { roleRoutes } from "./role";
import { roleAssignmentRoutes } from "./roleAssignment";
import type { Route } from "./route";
import { secretRoutes } from "./secret";
import { serviceRoutes } from "./service";
import { serviceAccountRoutes } from "./serviceAccount";
import { serviceOverrideRoutes } from "./serviceOverride";
import { templateRoutes } from "./template";
import { triggerRoutes } from "./trigger";
import { userGroupRoutes } from "./userGroup";

/** Every path the account serves. A new kind is one file and one line here. */
export const routes: readonly Route[] = [
  ...organizationRoutes,
  ...projectRoutes,
  ...connectorRoutes,
  ...secretRoutes,
  ...userGroupRoutes,
  ...roleRoutes,
  ...resourceGroupRoutes,
  ...roleAssignmentRoutes,
  ...serviceAccountRoutes,
  ...serviceRoutes,
  ...environmentRoutes,
  ...infrastructureRoutes,
  ...serviceOverrideRoutes,
  ...monitoredServiceRoutes,
  ...policyRoutes,
  ...policySetRoutes,
  ...templateRoutes,
  ...pipelineRoutes,
  ...inputSetRoutes,
  ...triggerRoutes,
  ...delegateTokenRoutes,
  ...freezeRoutes,
];
