/** What runs where once a run is over. */
import { listAt } from "../trigger/documents";
import type { Deployed } from "./model";
import { infrastructureKey } from "./surroundings";
import type { StageRan } from "./walk/stage";

/** One line for each infrastructure of the pipeline, in the order of its stages; the last deployment there counts. */
export function deployedOf(stages: readonly StageRan[], tag: string): Deployed[] {
  const found = new Map<string, Deployed>();
  for (const ran of stages) {
    const { deployment } = ran.state;
    if (deployment === undefined) continue;
    const { environment, infrastructure, service, image } = deployment;
    const key = `${infrastructureKey(environment, infrastructure)} ${service}`;
    const state = stateOf(ran);
    if (state === "unchanged" && found.has(key)) continue;
    const version = state === "deployed" ? tag || image : "";
    found.set(key, { environment, infrastructure, service, state, version });
  }
  return [...found.values()];
}

function stateOf(ran: StageRan): Deployed["state"] {
  const { touched, node, groupRollbacks } = ran.state;
  if (!touched) return "unchanged";
  if (ran.failure === undefined && ran.undone === undefined) return "deployed";
  const steps = [
    ...listAt(node, "spec", "execution", "rollbackSteps"),
    ...groupRollbacks.flatMap((group) => group.steps),
  ];
  return ran.undone === "well" && steps.length > 0 ? "rolled back" : "in doubt";
}
