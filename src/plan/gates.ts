/** The stages that hold a run before an environment: a bake, approvals, the change window. */
import { approvalStage, bakeStage, changeWindowStage, type ApprovalSubject } from "../documents/stages";
import { approversOf, sizeOf } from "../catalog/effective";
import type { Service } from "../catalog/model";
import { targetNames, teamNames, templateNames } from "../catalog/names";
import type { HostedEnvironment, PlanContext } from "./context";
import type { EnvironmentDeployment } from "./deployments";
import { serviceLink } from "./links";
import type { PlannedStage } from "./plannedStage";
import { sortedEntries } from "./sorting";

/**
 * The gates of a deployment, in order. A bake lets the environment before prove itself; where this account hosts none
 * before, there is nothing to wait for.
 */
export function gateStages(
  context: PlanContext,
  service: Service,
  deployment: EnvironmentDeployment,
  position: number,
): PlannedStage[] {
  const { environment } = deployment;
  return [
    ...(environment.gate.type === "bake" && position > 0 ? [bakeOf(context, service, environment)] : []),
    ...(environment.gate.type === "approval" ? [approvalOf(context, service, deployment)] : []),
    ...(isWindowed(context, environment) ? [windowOf(context, service, environment)] : []),
  ];
}

/** Whether production deployments of an environment wait for the change window. */
export function isWindowed({ catalog }: PlanContext, { type }: HostedEnvironment): boolean {
  return type === "Production" && catalog.platform.changeWindow !== undefined;
}

/** User groups of the platform's own teams: they approve emergencies and hot-fixes. */
export function platformGroups({ catalog }: PlanContext): string[] {
  return sortedEntries(catalog.platform.teams)
    .filter(([, team]) => team.role === "platform")
    .map(([key]) => teamNames.groupRef(key));
}

function bakeOf(context: PlanContext, service: Service, { label, gate }: HostedEnvironment): PlannedStage {
  const link = serviceLink(context, service, templateNames.bake);
  const identifier = targetNames.bakeStage(label);
  const duration = gate.type === "bake" ? gate.duration : "0m";
  return gated(identifier, bakeStage(link, { identifier, name: `Bake before ${label}` }, duration), link.key);
}

function approvalOf(
  context: PlanContext,
  service: Service,
  { environment, clusters }: EnvironmentDeployment,
): PlannedStage {
  const { key, label, gate } = environment;
  const approvers = approversOf(context.catalog, service, key);
  const link = serviceLink(context, service, templateNames.approval(approvers.length));
  const identifier = targetNames.approvalStage(label);
  const subject: ApprovalSubject = {
    service: service.name,
    team: service.team,
    size: sizeOf(context.catalog, service, key).key,
    environment: label,
    regions: clusters.map(({ region }) => region),
  };
  const groups = approvers.map((approver) => ({
    group: teamNames.groupRef(approver === "owner" ? service.team : approver),
    spoken: approver === "owner" ? "the owning team" : approver,
  }));
  const timeout = gate.type === "approval" ? gate.timeout : "1d";
  const head = { identifier, name: `Approve ${label}` };
  return gated(identifier, approvalStage(link, head, subject, { groups, timeout }), link.key);
}

function windowOf(context: PlanContext, service: Service, environment: HostedEnvironment): PlannedStage {
  const { key, label, type } = environment;
  const link = serviceLink(context, service, templateNames.changeWindow);
  const identifier = targetNames.windowStage(label);
  const count = approversOf(context.catalog, service, key).length;
  const yaml = changeWindowStage(
    link,
    { identifier, name: `Change window of ${label}` },
    {
      service: service.name,
      environment: { identifier: targetNames.environment(label), type },
      approval: count === 0 ? undefined : { stage: targetNames.approvalStage(label), count },
      emergency: {
        groups: platformGroups(context),
        approvals: context.catalog.platform.changeWindow?.emergencyApprovers ?? 0,
      },
    },
  );
  return gated(identifier, yaml, link.key);
}

function gated(
  identifier: string,
  yaml: PlannedStage["yaml"],
  key: PlannedStage["refersTo"][number],
): PlannedStage {
  return { identifier, yaml, refersTo: [key], production: false };
}
