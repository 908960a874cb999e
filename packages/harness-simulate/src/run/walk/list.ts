/** Lists of steps: one after the other, beside each other, in groups, in loops. */
import { isMap, listAt, mapAt, textAt, type Node } from "../../trigger/documents";
import { resolveText } from "../expression/resolve";
import { strategiesOf } from "../failure";
import { loopOf, schedule, type Iteration } from "../looping";
import type { Segment } from "../paths";
import { stepPath, type Failure, type Frame, type Ran, type Tree } from "./frame";
import { runStep } from "./step";
import { decide, type Before } from "./when";

/**
 * Runs the entries of `steps` or `rollbackSteps` in their order. A failure that leads to a rollback or an end leaves the
 * rest undone; after one that is only marked, the rest runs or is skipped by its conditions.
 */
export function runList(entries: readonly Node[], frame: Frame, start: number): Ran {
  let ran: Ran = { end: start };
  for (const entry of entries) {
    if (ran.failure !== undefined && ran.failure.action !== "MarkAsFailure") break;
    const { end, failure } = runEntry(
      entry,
      frame,
      ran.end,
      ran.failure === undefined ? "Success" : "Failed",
    );
    ran = ranTo(end, ran.failure ?? failure);
  }
  return ran;
}

/** What several things that run beside each other come to: the last end, and the failure with the widest effect. */
export function together(rans: readonly Ran[], start: number): Ran {
  const failures = rans.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  const effects: readonly Failure["action"][] = [
    "Abort",
    "PipelineRollback",
    "StageRollback",
    "StepGroupRollback",
    "MarkAsFailure",
  ];
  const [widest] = failures.toSorted((a, b) => effects.indexOf(a.action) - effects.indexOf(b.action));
  return ranTo(Math.max(start, ...rans.map(({ end }) => end)), widest);
}

function ranTo(end: number, failure: Failure | undefined): Ran {
  return failure === undefined ? { end } : { end, failure };
}

function runEntry(entry: Node, frame: Frame, start: number, before: Before): Ran {
  const parallel = listAt(entry, "parallel");
  if (parallel.length > 0)
    return together(
      parallel.map((branch) => runEntry(branch, frame, start, before)),
      start,
    );
  const isStep = isMap(entry["step"]);
  const node = mapAt(entry, isStep ? "step" : "stepGroup");
  return looped(node, frame, start, (segment, inner, at) =>
    isStep ? runStep(node, segment, inner, at, before) : runGroup(node, segment, inner, at, before),
  );
}

function looped(
  node: Node,
  frame: Frame,
  start: number,
  run: (segment: Segment, frame: Frame, at: number) => Ran,
): Ran {
  const base = textAt(node, "identifier");
  const { iterations, concurrency } = loopOf(node, (text) => resolveText(text, frame.scope).text);
  const rans: Ran[] = [];
  schedule(iterations, concurrency, start, ({ suffix, scope }: Iteration, at) => {
    const inner = suffix === "" ? frame : { ...frame, scope: { ...frame.scope, ...scope } };
    const ran = run({ id: `${base}${suffix}`, base }, inner, at);
    rans.push(ran);
    return ran.end;
  });
  return together(rans, start);
}

function runGroup(group: Node, segment: Segment, outer: Frame, start: number, before: Before): Ran {
  const { recorder } = outer.run;
  const decision = decide(group, "stage", before, outer.scope);
  if (!decision.run) {
    recorder.add(recorder.place(), start, start, {
      stage: outer.stage.id.id,
      step: stepPath(outer, segment),
      name: textAt(group, "name"),
      type: "StepGroup",
      status: decision.status,
      detail: decision.reason,
      deployment: null,
      approval: null,
    });
    return { end: start };
  }
  const steps: Tree = {};
  outer.outputs[segment.id] = { steps };
  const frame: Frame = {
    ...outer,
    groups: [...outer.groups, segment],
    strategies: [strategiesOf(group), ...outer.strategies],
    outputs: steps,
  };
  const undo = { frame: { ...frame, rollback: true }, steps: listAt(group, "rollbackSteps") };
  outer.stage.groupRollbacks.push(undo);
  const ran = runList(listAt(group, "steps"), frame, start);
  if (ran.failure?.action !== "StepGroupRollback") return ran;
  outer.stage.groupRollbacks.splice(outer.stage.groupRollbacks.indexOf(undo), 1);
  const { end } = runList(undo.steps, undo.frame, ran.end);
  return { end, failure: { ...ran.failure, action: "MarkAsFailure" } };
}
