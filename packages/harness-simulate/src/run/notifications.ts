/** Which notification rules of a pipeline would speak, when, and to whom. */
import { listAt, mapAt, textAt, type Node } from "../trigger/documents";
import type { Notification } from "./model";
import type { Recorder, RunEvent } from "./walk/recorder";

/** All messages of a run, in the order they go out. Addresses that are secrets stay expressions. */
export function notificationsOf(pipeline: Node, recorder: Recorder): Notification[] {
  const rules = listAt(pipeline, "notificationRules").filter(({ enabled }) => enabled !== false);
  return recorder.events().flatMap((event) =>
    rules
      .filter((rule) => listAt(rule, "pipelineEvents").some((wanted) => listens(wanted, event)))
      .map((rule) => ({
        ...recorder.times(event.at),
        event: event.event,
        stage: event.stage,
        step: event.step,
        rule: textAt(rule, "identifier") || textAt(rule, "name"),
        method: textAt(rule, "notificationMethod", "type"),
        to: addressesOf(mapAt(rule, "notificationMethod", "spec")),
      })),
  );
}

/** Events of stages may be limited to some of them. Source: harness-schema, `pipeline-event`. */
function listens(wanted: Node, { event, stage }: RunEvent): boolean {
  const type = textAt(wanted, "type");
  if (type !== event && type !== "AllEvents") return false;
  const stages = wanted["forStages"];
  if (!event.startsWith("Stage") || !Array.isArray(stages)) return true;
  return stages.includes(stage) || stages.includes("AllStages");
}

function addressesOf(spec: Node): string[] {
  const keys = ["webhookUrl", "integrationKey", "userGroups", "recipients", "msTeamKeys", "url"];
  return keys
    .flatMap((key): unknown[] => (Array.isArray(spec[key]) ? spec[key] : [spec[key]]))
    .filter((address): address is string => typeof address === "string" && address !== "");
}
