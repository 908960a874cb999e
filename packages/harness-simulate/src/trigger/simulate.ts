/** One trigger and one event: what Harness does with the documents it was sent. */
import { parse, stringify } from "yaml";
import type { FindTemplate } from "../expand";
import { judgeConditions } from "./conditions";
import { documentOf, isMap, mapAt, textAt, type Node } from "./documents";
import { resolveText } from "./expression";
import { inputProblems } from "./inputs";
import type { ConditionResult, Outcome, TriggerResult, WebhookEvent } from "./model";
import { routeOf } from "./route";

/** The rendered documents that decide about a run. */
export interface TriggerDocuments {
  readonly service: string;
  readonly triggerYaml: string;
  readonly pipelineYaml: string;
  readonly findTemplate: FindTemplate;
}

/** Judges a trigger as Harness would: `enabled`, source, conditions, then the inputs of the pipeline. */
export function simulateTrigger(documents: TriggerDocuments, event: WebhookEvent): TriggerResult {
  const trigger = documentOf(documents.triggerYaml, "trigger");
  const pipeline = documentOf(documents.pipelineYaml, "pipeline");
  const obstacles = obstaclesOf(trigger);
  const conditions = judgeConditions(mapAt(trigger, "source", "spec", "spec"), event);
  const inputs = resolveInputs(textAt(trigger, "inputYaml"), event);
  const problems = [...inputs.problems, ...inputProblems(pipeline, mapAt(inputs.value, "pipeline"))];
  return {
    service: documents.service,
    trigger: textAt(trigger, "identifier"),
    pipeline: textAt(trigger, "pipelineIdentifier"),
    outcome: outcomeOf(obstacles, conditions, problems),
    obstacles,
    conditions,
    inputYaml: stringify(inputs.value, { lineWidth: 0 }),
    inputProblems: problems,
    route: routeOf(pipeline, documents.findTemplate),
  };
}

function outcomeOf(
  obstacles: readonly string[],
  conditions: readonly ConditionResult[],
  problems: readonly string[],
): Outcome {
  if (obstacles.length > 0 || conditions.some(({ outcome }) => outcome === "fails")) return "does not fire";
  if (problems.length > 0) return "refused";
  return conditions.some(({ outcome }) => outcome === "not evaluated") ? "undecided" : "fires";
}

function obstaclesOf(trigger: Node): string[] {
  const [source, kind] = [textAt(trigger, "source", "type"), textAt(trigger, "source", "spec", "type")];
  return [
    // Harness takes a trigger without the flag for enabled.
    ...(trigger["enabled"] === false ? ["the trigger is not enabled"] : []),
    ...(source === "Webhook" && kind === "Custom"
      ? []
      : [`its source is ${[source, kind].filter((word) => word !== "").join(" ")}, not a custom webhook`]),
  ];
}

/** The inputs with the event's values in the place of expressions, value by value, so that text stays text. */
function resolveInputs(yaml: string, event: WebhookEvent): { value: unknown; problems: string[] } {
  const problems: string[] = [];
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolved(v)]));
    if (typeof value !== "string" || value.startsWith("<+input>")) return value;
    const { text, missing, foreign } = resolveText(value, event);
    problems.push(
      ...missing.map((expression) => `${expression} has no value in this event`),
      ...foreign.map((expression) => `${expression} has no value in a trigger`),
    );
    return text;
  };
  return { value: resolved(parse(yaml)), problems };
}
