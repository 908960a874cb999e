/** Steps that do something by a delegate: deploy, roll back, apply, run. */
import { isMap, mapAt, textAt, type Node } from "../../trigger/documents";
import type { Segment } from "../paths";
import { durationText } from "../time/duration";
import { fillIn, fillInList, type Frame } from "../walk/frame";
import { durationFor, failureOf, unreachable } from "./forced";
import { needsDelegate } from "./kinds";
import { failed, type Performance } from "./model";

/** One attempt at a step. */
export interface Attempt {
  readonly step: Node;
  readonly type: string;
  readonly segment: Segment;
  /** Milliseconds. */
  readonly timeout: number;
  /** Counts from 1. */
  readonly number: number;
  /** Names the step in messages and notes. */
  readonly where: string;
}

/** Carries out a step that is no gate. */
export function work(attempt: Attempt, frame: Frame): Performance {
  const { type, segment, timeout } = attempt;
  const down = needsDelegate(type) ? unreachable(frame) : undefined;
  if (down !== undefined) {
    const reason = `${down} cannot be reached: no delegate took the task within ${durationText(timeout)}`;
    const cure = `bring ${down} and its delegates back, then retry from stage ${frame.stage.id.id}`;
    return failed(timeout, { kind: "Connectivity", reason, cure });
  }
  const { length, said } = durationFor(frame, segment, type);
  const forced = failureOf(frame, segment, type, attempt.number);
  const kind = forced?.error ?? "Unknown";
  const reached = !["Connectivity", "DelegateProvisioning", "Authentication", "Authorization"].includes(kind);
  if (!frame.rollback && needsDelegate(type) && (forced === undefined || reached)) frame.stage.touched = true;
  if (forced !== undefined) {
    const full = kind === "Timeout" || kind === "Connectivity" || length > timeout;
    const reason = `${type} fails (${kind}), as the scenario says`;
    const cure = `look at the log of ${attempt.where} and the events of its workload, then run the pipeline again`;
    return failed(full ? timeout : length, { kind, reason, cure });
  }
  if (said && length > timeout) {
    const reason = `takes ${durationText(length)}, longer than its timeout of ${durationText(timeout)}`;
    const cure = `raise the timeout of ${attempt.where}, or make it faster`;
    return failed(timeout, { kind: "Timeout", reason, cure });
  }
  return { duration: Math.min(length, timeout), status: "Success", detail: detailOf(attempt, frame) };
}

/** What is worth knowing of a step: the share of a canary, the files it names. */
function detailOf({ step, where }: Attempt, frame: Frame): string {
  const spec = mapAt(step, "spec");
  const selection = mapAt(spec, "instanceSelection");
  const amount = mapAt(selection, "spec");
  const text = (value: unknown) => fillIn(frame.run, frame.scope, where, value);
  const parts = [
    ...(amount["percentage"] === undefined ? [] : [`${text(amount["percentage"])} % of the replicas`]),
    ...(amount["count"] === undefined ? [] : [`${text(amount["count"])} replicas`]),
    ...files(spec, frame, where),
  ];
  return parts.join(", ");
}

/** `filePaths` go on from the folders of the service's manifests; other paths stand for themselves. */
function files(spec: Node, frame: Frame, where: string): string[] {
  const { run, scope, stage } = frame;
  const folders = stage.deployment?.manifests.filter((path) => !/\.[^/.]+$/.test(path)) ?? [];
  const [folder] = folders;
  const relative =
    spec["filePaths"] === undefined
      ? []
      : fillInList(run, scope, where, spec["filePaths"]).map((path) =>
          folder === undefined ? path : `${folder.replace(/\/$/, "")}/${path}`,
        );
  const stores = Object.values(spec).filter(isMap);
  const own = stores.flatMap((store) => {
    const paths = mapAt(store, "spec")["paths"];
    return paths === undefined || textAt(store, "type") === "" ? [] : fillInList(run, scope, where, paths);
  });
  return [...relative, ...own];
}
