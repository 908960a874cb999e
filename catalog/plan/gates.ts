/** Gates between environments, as the templates take them. */
import type { ApprovalGate } from "../../templates/pipelines/stages";
import { targetNames } from "../names";
import type { HostedEnvironment, PlanContext } from "./context";

/** The approval gate of an environment; undefined when it opens without people. */
export function approvalGate(context: PlanContext, environment: HostedEnvironment): ApprovalGate | undefined {
  const { gate, label, type } = environment;
  if (gate.type !== "approval") return undefined;
  return {
    environment: { identifier: targetNames.environment(label), label, type },
    timeout: gate.timeout,
    approvers: [...new Set(gate.approvers)],
    changeWindow: type === "Production" && context.catalog.platform.changeWindow !== undefined,
  };
}
