/** Carries out steps, each kind in its own way. */
import { mapAt, textAt, type Node } from "../../trigger/documents";
import type { Segment } from "../paths";
import { parseDuration } from "../time/duration";
import { fillIn, stepPath, type Frame } from "../walk/frame";
import { approve } from "./approval";
import { failureOf } from "./forced";
import { isApproval, needsDelegate } from "./kinds";
import { failed, type Performance } from "./model";
import { evaluatePolicies } from "./policy";
import { verify } from "./verify";
import { work } from "./work";

/** Timeouts that Harness takes for steps that name none: developer.harness.io, "Timeout settings", approvals a day. */
const defaultTimeout = { approval: 86_400_000, other: 600_000 };

/**
 * One attempt at a step.
 * @param at the instant it begins
 * @param number which attempt, from 1
 */
export function perform(step: Node, segment: Segment, at: number, number: number, frame: Frame): Performance {
  const type = textAt(step, "type");
  const path = stepPath(frame, segment);
  const where = `${frame.stage.id.id}.${path}`;
  const written = parseDuration(fillIn(frame.run, frame.scope, where, step["timeout"]));
  const timeout = written ?? (isApproval(type) ? defaultTimeout.approval : defaultTimeout.other);
  if (needsDelegate(type) && !frame.rollback) frame.stage.firstDeploy ??= path;

  if (isApproval(type)) return approve(step, at, timeout, frame, segment, where);
  if (type === "Wait") return wait(step, frame, where);
  const attempt = { step, type, segment, timeout, number, where };
  if (type === "Verify") return verify(attempt, frame);
  if (type === "Policy") {
    const forced = failureOf(frame, segment, type, number);
    if (forced === undefined) return evaluatePolicies(step, at, frame, where);
    const cure = "once the policy allows it, retry from this stage";
    const reason = "the policy denies it, as the scenario says";
    return failed(0, { kind: forced.error ?? "PolicyEvaluationFailure", reason, cure });
  }
  return work(attempt, frame);
}

function wait(step: Node, frame: Frame, where: string): Performance {
  const text = fillIn(frame.run, frame.scope, where, mapAt(step, "spec")["duration"]);
  const duration = parseDuration(text);
  if (duration !== undefined) return { duration, status: "Success", detail: "" };
  const cure = `write the duration of ${where} as 30m or 1h`;
  return failed(0, { kind: "Unknown", reason: `"${text}" is no duration to wait for`, cure });
}
