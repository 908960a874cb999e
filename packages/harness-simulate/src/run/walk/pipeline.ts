/** The stages of a pipeline, one after the other or beside each other. */
import { listAt, mapAt, textAt, type Node } from "../../trigger/documents";
import { resolveText } from "../expression/resolve";
import { loopOf, schedule, type Iteration } from "../looping";
import { describe } from "./describe";
import type { Failure, Run } from "./frame";
import { rollBack, runStage, type StageRan } from "./stage";
import { decide, type Before } from "./when";

/** How all stages ended. */
export interface PipelineRan {
  readonly end: number;
  /** In the order of the document. */
  readonly stages: readonly StageRan[];
  /** The first failure. */
  readonly failure: Failure | undefined;
}

/** Runs all stages. @param start milliseconds since 1970 */
export function runStages(run: Run, start: number): PipelineRan {
  const stages: StageRan[] = [];
  let at = start;
  let failure: Failure | undefined;
  let before: Before = "Success";
  for (const entry of listAt(run.pipeline, "stages")) {
    if (failure?.action === "Abort" || failure?.action === "PipelineRollback") {
      const why = failure.action === "Abort" ? "the run was aborted" : "the run was rolled back";
      stages.push(...branchesOf(entry).map((stage) => passedOver(run, stage, at, why)));
      continue;
    }
    const rans = branchesOf(entry).flatMap((stage) => turnsOf(run, stage, at, before));
    stages.push(...rans);
    at = Math.max(at, ...rans.map(({ end }) => end));
    const failed = rans.filter((ran) => ran.failure !== undefined);
    const undoAll = failed.find((ran) => ran.failure?.action === "PipelineRollback");
    if (undoAll !== undefined) at = undoEarlier(run, stages, rans, at);
    failure ??= (undoAll ?? failed.find((ran) => ran.failure?.action === "Abort") ?? failed[0])?.failure;
    if (failed.length > 0 && before !== "Failed")
      before = failed.every((ran) => ran.undone !== undefined) ? "RolledBack" : "Failed";
  }
  return { end: at, stages, failure };
}

function branchesOf(entry: Node): Node[] {
  const parallel = listAt(entry, "parallel");
  return (parallel.length > 0 ? parallel : [entry]).map((branch) => mapAt(branch, "stage"));
}

/** A stage that is skipped is skipped once, not in every turn of its loop. */
function turnsOf(run: Run, stage: Node, start: number, before: Before): StageRan[] {
  const base = textAt(stage, "identifier");
  const { iterations, concurrency } = loopOf(stage, (text) => resolveText(text, run.scope).text);
  const skipped = !decide(
    { when: { pipelineStatus: textAt(stage, "when", "pipelineStatus") } },
    "pipeline",
    before,
    {},
  ).run;
  const rans: StageRan[] = [];
  schedule(skipped ? [bare] : iterations, concurrency, start, (iteration, at) => {
    const id = { id: `${base}${iteration.suffix}`, base };
    const ran = runStage(run, stage, id, iteration, at, before);
    rans.push(ran);
    return ran.end;
  });
  return rans;
}

const bare: Iteration = { suffix: "", scope: {}, label: "" };

function passedOver(run: Run, node: Node, at: number, detail: string): StageRan {
  const base = textAt(node, "identifier");
  const id = { id: base, base };
  const described = describe(run, node, id, bare);
  const parts = { stage: base, step: "", name: textAt(node, "name"), type: textAt(node, "type") };
  const entry = { ...parts, status: "Skipped" as const, detail, deployment: null, approval: null };
  run.recorder.add(run.recorder.place(), at, at, entry);
  const state = { id, node, ...described, touched: false, groupRollbacks: [] };
  return { end: at, status: "Skipped", state };
}

/** Rolls back every stage that has deployed before these, the last one first. @returns when it is done */
function undoEarlier(run: Run, all: readonly StageRan[], these: readonly StageRan[], start: number): number {
  let at = start;
  for (const ran of all.toReversed()) {
    if (these.includes(ran) || !ran.state.touched || ran.undone !== undefined) continue;
    const { end, failure } = rollBack(run, ran.state, at);
    ran.undone = failure === undefined ? "well" : "badly";
    at = end;
  }
  return at;
}
