/** Continuous verification: passes unless the scenario says otherwise. */
import { mapAt, textAt } from "../../trigger/documents";
import { monitoredKey } from "../surroundings";
import { durationText, parseDuration } from "../time/duration";
import { fillIn, type Frame } from "../walk/frame";
import { durationFor, failureOf } from "./forced";
import { failed, type Performance } from "./model";
import type { Attempt } from "./work";

/** Carries out a Verify step. Where the service has no monitored service, there is nothing to compare. */
export function verify(attempt: Attempt, frame: Frame): Performance {
  const { step, type, segment, timeout, where } = attempt;
  const { run, scope, stage } = frame;
  const service = stage.deployment?.service ?? "";
  const environment = stage.deployment?.environment ?? "";
  if (!run.world.monitored.has(monitoredKey(service, environment))) {
    const detail = `${service || "the service"} has no monitored service in ${environment || "this environment"}`;
    return { duration: 0, status: "Skipped", detail };
  }
  const settings = mapAt(step, "spec", "spec");
  const written = parseDuration(fillIn(run, scope, where, settings["duration"]));
  const { length, said } = durationFor(frame, segment, type);
  const duration = said || written === undefined ? length : written;
  const sensitivity = fillIn(run, scope, where, settings["sensitivity"]);
  const kind = textAt(step, "spec", "type");
  const subject = `${kind.toLowerCase()} verification for ${durationText(duration)}`;
  const forced = failureOf(frame, segment, type, attempt.number);
  if (forced !== undefined) {
    const reason = `${subject} fails, as the scenario says`;
    const cure = `compare the metrics of ${service} in ${environment}, correct the version, and deliver a new one`;
    return failed(Math.min(duration, timeout), { kind: forced.error ?? "Verification", reason, cure });
  }
  if (duration > timeout) {
    const reason = `${subject} does not fit its timeout of ${durationText(timeout)}`;
    return failed(timeout, { kind: "Timeout", reason, cure: `raise the timeout of ${where}` });
  }
  const detail = sensitivity === "" ? subject : `${subject}, sensitivity ${sensitivity}`;
  return { duration, status: "Success", detail };
}
