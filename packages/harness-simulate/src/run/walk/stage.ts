/** One stage: its condition, the freeze, its steps, its rollback. */
import { listAt, textAt, type Node } from "../../trigger/documents";
import { strategiesOf } from "../failure";
import { activeFreeze } from "../freeze";
import type { Iteration } from "../looping";
import type { Deployment, Status } from "../model";
import type { Segment } from "../paths";
import { instantText } from "../time/instant";
import { describe, valuesOf, type Described } from "./describe";
import type { Cause, Failure, Frame, Ran, Run, StageState, Tree } from "./frame";
import { runList } from "./list";
import { decide, type Before } from "./when";

/** How a stage ended. */
export interface StageRan extends Ran {
  readonly status: Status;
  readonly state: StageState;
  /** Set once the stage has been rolled back: whether every rollback step went well. */
  undone?: "well" | "badly";
}

/** Runs a turn of a stage, or skips it. @param start milliseconds since 1970 */
export function runStage(
  run: Run,
  node: Node,
  id: Segment,
  iteration: Iteration,
  start: number,
  before: Before,
): StageRan {
  const { recorder } = run;
  const place = recorder.place();
  const described = describe(run, node, id, iteration);
  const state: StageState = { id, node, ...described, touched: false, groupRollbacks: [] };
  const finish = (ran: Ran, status: Status, detail: string, shown: Deployment | null): StageRan => {
    const parts = { stage: id.id, step: "", name: textAt(node, "name"), type: textAt(node, "type") };
    recorder.add(place, start, ran.end, { ...parts, status, detail, deployment: shown, approval: null });
    return { ...ran, status, state };
  };
  const halted = decisionAgainst(node, before, described);
  if (halted !== undefined) return finish({ end: start }, halted.status, halted.reason, null);

  publish(run, node, state);
  const frozen = freezeCause(run, state, start);
  if (frozen !== undefined)
    return finish(
      { end: start, failure: frozen },
      "AbortedByFreeze",
      frozen.cause.reason,
      described.deployment ?? null,
    );

  const event = (at: number, name: string) => recorder.event({ at, event: name, stage: id.base, step: "" });
  event(start, "StageStart");
  const ran = runList(listAt(node, "spec", "execution", "steps"), frameOf(run, state), start);
  const undo = ran.failure !== undefined && /^(Stage|Pipeline)Rollback$/.test(ran.failure.action);
  const undone = undo ? rollBack(run, state, ran.end) : undefined;
  const end = undone?.end ?? ran.end;
  event(end, ran.failure === undefined ? "StageSuccess" : "StageFailed");
  const result = finish(
    { ...ran, end },
    statusOf(ran.failure),
    [iteration.label, endText(undone)].filter((text) => text !== "").join("; "),
    described.deployment ?? null,
  );
  if (undone !== undefined) result.undone = undone.failure === undefined ? "well" : "badly";
  return result;
}

/** Runs the rollback steps of a stage: those of its groups, the last group first, then its own. */
export function rollBack(run: Run, state: StageState, start: number): Ran {
  let ran: Ran = { end: start };
  for (const { frame, steps } of state.groupRollbacks.toReversed()) {
    const next = runList(steps, frame, ran.end);
    ran = { ...next, ...((ran.failure ?? next.failure) && { failure: ran.failure ?? next.failure! }) };
  }
  const steps = listAt(state.node, "spec", "execution", "rollbackSteps");
  const last = runList(steps, { ...frameOf(run, state), rollback: true }, ran.end);
  const failure = ran.failure ?? last.failure;
  return failure === undefined ? { end: last.end } : { end: last.end, failure };
}

function frameOf(run: Run, stage: StageState): Frame {
  const { scope, outputs, node } = stage;
  return { run, stage, groups: [], scope, strategies: [strategiesOf(node)], rollback: false, outputs };
}

function decisionAgainst(node: Node, before: Before, { scope }: Described) {
  const decision = decide(node, "pipeline", before, scope);
  if (!decision.run) return decision;
  if (textAt(node, "type") !== "Pipeline") return undefined;
  return { status: "NotEvaluated" as const, reason: "chained pipelines are not simulated" };
}

/** Later stages find this one under `pipeline.stages`. */
function publish({ scope }: Run, node: Node, { id, outputs }: StageState): void {
  const stages = (scope["pipeline"] as { stages: Tree }).stages;
  stages[id.id] = {
    identifier: id.id,
    name: textAt(node, "name"),
    variables: valuesOf(listAt(node, "variables")),
    spec: { execution: { steps: outputs } },
  };
}

function freezeCause(run: Run, { id, deployment }: StageState, at: number): Failure | undefined {
  if (deployment === undefined) return undefined;
  const scoped = {
    org: textAt(run.pipeline, "orgIdentifier"),
    project: textAt(run.pipeline, "projectIdentifier"),
  };
  const freeze = activeFreeze(run.world.freezes, { ...scoped, ...deployment }, at);
  if (freeze === undefined) return undefined;
  const end = instantText(freeze.end);
  const cause: Cause = {
    stage: id.id,
    step: "",
    kind: "Unknown",
    status: "AbortedByFreeze",
    reason: `freeze ${freeze.identifier} forbids deployments to ${deployment.environment} until ${end}`,
    cure: `run the pipeline again after ${end}, or have the freeze switched off`,
  };
  return { action: "Abort", cause };
}

/** A stage that is rolled back has failed, whatever its step was. */
function statusOf(failure: Failure | undefined): Status {
  if (failure === undefined) return "Success";
  if (failure.action === "Abort") return "Aborted";
  return failure.action === "MarkAsFailure" ? failure.cause.status : "Failed";
}

function endText(undone: Ran | undefined): string {
  if (undone === undefined) return "";
  return undone.failure === undefined ? "rolled back" : `the rollback failed: ${undone.failure.cause.reason}`;
}
