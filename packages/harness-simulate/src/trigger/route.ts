/** Where the run of a pipeline starts, and what holds it first. */
import { expandPipeline, type FindTemplate } from "../expand";
import { isMap, listAt, mapAt, textAt, type Node } from "./documents";
import type { Gate, Route } from "./model";

/** Reads the stages of a pipeline in the order they run. @param pipeline the map under `pipeline` */
export function routeOf(pipeline: Node, findTemplate: FindTemplate): Route {
  const groups = listAt(expandPipeline(pipeline, findTemplate), "stages").map(stagesOfEntry);
  const gate = groups
    .flat()
    .map(gateOf)
    .find((found) => found !== undefined);
  return {
    startsAt: (groups[0] ?? []).map((stage) => textAt(stage, "identifier")),
    firstGate: gate ?? null,
  };
}

/** An entry of `stages` is one stage or `parallel` with several. */
function stagesOfEntry(entry: Node): Node[] {
  const parallel = listAt(entry, "parallel");
  return parallel.length > 0 ? parallel.map((inner) => mapAt(inner, "stage")) : [mapAt(entry, "stage")];
}

/** A stage that deploys nothing and waits, for time or for people. */
function gateOf(stage: Node): Gate | undefined {
  if (textAt(stage, "type") === "Deployment") return undefined;
  const steps = stepsIn(stage);
  const head = { identifier: textAt(stage, "identifier"), name: textAt(stage, "name") };

  const approvals = steps.filter((step) => textAt(step, "type").endsWith("Approval"));
  if (approvals.length > 0) return { ...head, kind: "approval", detail: approversOf(approvals).join(", ") };
  const durations = steps
    .filter((step) => textAt(step, "type") === "Wait")
    .map((step) => textAt(step, "spec", "duration"))
    .filter(isFixed);
  return durations.length > 0 ? { ...head, kind: "wait", detail: durations.join(" + ") } : undefined;
}

/** Steps at any depth: groups and parallel branches count too. */
function stepsIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(stepsIn);
  if (!isMap(value)) return [];
  const own = isMap(value["step"]) ? [value["step"]] : [];
  return [...own, ...Object.values(value).flatMap(stepsIn)];
}

function approversOf(steps: readonly Node[]): string[] {
  const groups = steps.flatMap((step) => mapAt(step, "spec", "approvers")["userGroups"]);
  return [...new Set(groups.filter((group) => typeof group === "string").filter(isFixed))];
}

function isFixed(text: string): boolean {
  return text !== "" && !text.startsWith("<+input>");
}
