/** One step with all its attempts, and what its failure leads to. */
import { textAt, type Node } from "../../trigger/documents";
import { actionFor, strategiesOf, type Action } from "../failure";
import type { Status } from "../model";
import type { Segment } from "../paths";
import { perform } from "../steps";
import { isApproval } from "../steps/kinds";
import type { Performance, StepError } from "../steps/model";
import { durationText, parseDuration } from "../time/duration";
import { stepPath, type Failure, type Frame, type Ran } from "./frame";
import type { EntryParts } from "./recorder";
import { decide, type Before } from "./when";

/** Runs a step, or skips it. @param start milliseconds since 1970 */
export function runStep(step: Node, segment: Segment, frame: Frame, start: number, before: Before): Ran {
  const { recorder } = frame.run;
  const decision = decide(step, "stage", before, frame.scope);
  if (!decision.run) {
    const { status, reason } = decision;
    recorder.add(recorder.place(), start, start, partsOf(step, segment, frame, status, reason));
    return { end: start };
  }
  if (isApproval(textAt(step, "type"))) event(frame, segment, start, "WaitingForUserAction");

  const levels = [strategiesOf(step), ...frame.strategies];
  let at = start;
  for (let number = 1; ; number++) {
    const place = recorder.place();
    const result = perform(step, segment, at, number, frame);
    const end = at + result.duration;
    const note = (status: Status, detail: string) =>
      recorder.add(place, at, end, {
        ...partsOf(step, segment, frame, status, detail),
        approval: result.approval ?? null,
      });
    if (result.error === undefined) {
      note(result.status, result.detail);
      frame.outputs[segment.id] = { output: result.output ?? {} };
      return { end };
    }
    const action = actionFor(result.error.kind, levels);
    if (action.type === "Retry" && number <= action.count) {
      const pause = parseDuration(action.intervals[number - 1] ?? action.intervals.at(-1) ?? "") ?? 0;
      note(
        "Failed",
        `${result.detail}; attempt ${number} of ${action.count + 1}, again after ${durationText(pause)}`,
      );
      at = end + pause;
      continue;
    }
    return conclude({ step, segment, frame, result, error: result.error, end, note }, action);
  }
}

interface Ending {
  readonly step: Node;
  readonly segment: Segment;
  readonly frame: Frame;
  readonly result: Performance;
  readonly error: StepError;
  readonly end: number;
  readonly note: (status: Status, detail: string) => void;
}

/** Nothing is left to try: what the failure leads to. */
function conclude(ending: Ending, action: Action): Ran {
  const { frame, segment, result, error, note } = ending;
  if (action.type === "Retry") return conclude(ending, once(action.after));
  if (action.type === "ManualIntervention") return intervene(ending, action.timeout, once(action.after));

  const detail = [result.detail, action.note].filter((text) => text !== undefined).join("; ");
  if (action.type === "Ignore" || action.type === "MarkAsSuccess") {
    const ignored = action.type === "Ignore";
    note(
      ignored ? "IgnoreFailed" : "Success",
      `${detail}; the failure is ${ignored ? "ignored" : "marked as success"}`,
    );
    return { end: ending.end };
  }
  const type =
    frame.rollback || (action.type === "StepGroupRollback" && frame.groups.length === 0)
      ? "MarkAsFailure"
      : action.type;
  const status = type === "Abort" ? "Aborted" : result.status;
  note(status, detail);
  event(frame, segment, ending.end, "StepFailed");
  const failure: Failure = {
    action: type,
    cause: { stage: frame.stage.id.id, step: stepPath(frame, segment), status, ...error },
  };
  return { end: ending.end, failure };
}

/** Waits until the time for a person's decision is over; nobody decides in a dry run. */
function intervene(ending: Ending, timeout: string, after: Action): Ran {
  const { step, segment, frame, result, end, note } = ending;
  const { recorder } = frame.run;
  note("Failed", result.detail);
  event(frame, segment, end, "WaitingForUserAction");
  const until = end + (parseDuration(timeout) ?? 0);
  const detail = `nobody intervenes within ${timeout}: ${after.type}`;
  recorder.add(recorder.place(), end, until, {
    ...partsOf(step, segment, frame, "Waiting", detail),
    type: "ManualIntervention",
  });
  return conclude({ ...ending, end: until, note: () => undefined }, after);
}

/** Harness allows neither a retry after a retry nor an intervention after an intervention. */
function once(action: Action): Action {
  return action.type === "Retry" ? { type: "MarkAsFailure" } : action;
}

function event(frame: Frame, segment: Segment, at: number, name: string): void {
  frame.run.recorder.event({ at, event: name, stage: frame.stage.id.base, step: stepPath(frame, segment) });
}

function partsOf(step: Node, segment: Segment, frame: Frame, status: Status, detail: string): EntryParts {
  return {
    stage: frame.stage.id.id,
    step: stepPath(frame, segment),
    name: textAt(step, "name"),
    type: textAt(step, "type"),
    status,
    detail,
    deployment: null,
    approval: null,
  };
}
