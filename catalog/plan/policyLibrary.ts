/** Policies and the sets that say when they are evaluated. */
import { policyNames, policyText, type PolicyName, type PolicySettings, type Window } from "../../policies";
import type { Platform } from "../model";
import { policySetNames, targetNames } from "../names";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import { freezeObjects } from "./freezes";
import type { PlannedObject, PlanUnit } from "./model";
import { ownerHeader } from "./tags";

/** The unit of all policies, and of the freezes that stop what they allow. */
export function policyLibrary(context: PlanContext): PlanUnit {
  const { changeWindow } = context.catalog.platform;
  const objects = [
    policy(context, "approval_rules", { approvals: neededApprovals(context) }),
    // "On save" does not hold for changes by API, so the rules are evaluated when a pipeline is run.
    policySet(
      context,
      policySetNames.pipelineRules,
      "Pipeline rules",
      ["pipeline", "onrun"],
      "approval_rules",
    ),
  ];
  if (changeWindow !== undefined) {
    objects.push(
      policy(context, "change_window", windowSettings(changeWindow)),
      policySet(context, policySetNames.changeWindow, "Change window", ["custom", "onstep"], "change_window"),
    );
  }
  objects.push(...freezeObjects(context));
  return { component: "PolicyLibrary", name: "policies", objects };
}

function policy<Name extends PolicyName>(
  context: PlanContext,
  name: Name,
  settings: PolicySettings[Name],
): PlannedObject {
  return {
    kind: "policy",
    name,
    inputs: {
      identifier: name,
      name: policyNames[name],
      ...projectInputs(context),
      rego: `${ownerHeader(context)}${policyText(name, settings)}`,
    },
    dependsOn: projectKeys(context),
  };
}

/** Only `policyReferences`: with the older `policies` beside it, upstream never sends a change. */
function policySet(
  context: PlanContext,
  identifier: string,
  name: string,
  [type, action]: readonly [string, string],
  policy: PolicyName,
): PlannedObject {
  return {
    kind: "policySet",
    name: identifier,
    inputs: {
      identifier,
      name,
      ...projectInputs(context),
      type,
      action,
      enabled: true,
      policyReferences: [{ identifier: policy, severity: "error" }],
    },
    dependsOn: [`policy/${policy}`],
  };
}

/** Approvals of the production environments whose gate asks for people. */
function neededApprovals({ environments }: PlanContext): Record<string, number> {
  return Object.fromEntries(
    environments.flatMap(({ type, gate, label }) =>
      type === "Production" && gate.type === "approval"
        ? [[targetNames.environment(label), new Set(gate.approvers).size]]
        : [],
    ),
  );
}

function windowSettings(
  changeWindow: NonNullable<Platform["changeWindow"]>,
): PolicySettings["change_window"] {
  const windows: Record<string, Window> = {};
  for (const [day, times] of Object.entries(changeWindow.open)) {
    windows[day] = { from: minuteOfDay(times.from), to: minuteOfDay(times.to) };
  }
  return { windows, emergency_approvers: changeWindow.emergencyApprovers };
}

function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
