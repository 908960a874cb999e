/** Timeouts and durations. */
import { durationSeconds } from "../duration";
import type { Finding, Json, Path, Rule, Subject } from "../model";
import { endsWithMachine, stepTypes } from "../stepTypes";
import { isExpression, mapping, text, type Placed } from "../values";
import { contentsOf, stagesOf, stepsOf } from "../walk";

const shortest = 10;
const weeks53 = 53 * 7 * 86400;

/** Timeouts of pipeline, stages, groups, steps and interventions, and what a Wait waits; other keys of that name are settings. */
function timeouts(subject: Subject): Finding[] {
  const waits = stepsOf(subject)
    .filter(({ type }) => type === "Wait")
    .flatMap(({ path, value }) => bad(mapping(value["spec"])["duration"], [...path, "spec", "duration"]));
  const holders = [...pipelines(subject), ...stagesOf(subject), ...stepsOf(subject)];
  const interventions = contentsOf(subject).mappings.filter(
    ({ value, path }) => value["type"] === "ManualIntervention" && path.at(-1) === "action",
  );
  return [
    ...holders.flatMap(({ path, value }) => bad(value["timeout"], [...path, "timeout"])),
    ...interventions.flatMap(({ path, value }) =>
      bad(mapping(value["spec"])["timeout"], [...path, "spec", "timeout"]),
    ),
    ...waits,
  ];
}

function pipelines({ kind, root, at }: Subject): Placed<Json>[] {
  if (kind === "pipeline") return [{ path: at, value: root }];
  return kind === "template" && root["type"] === "Pipeline"
    ? [{ path: [...at, "spec"], value: mapping(root["spec"]) }]
    : [];
}

function bad(value: unknown, path: Path): Finding[] {
  if (value === undefined || value === "" || isExpression(value)) return [];
  const seconds = durationSeconds(text(value) ?? "");
  const hint = 'write a duration such as "10m", "1h 30m" or "7d"';
  if (seconds === undefined) return [{ path, message: `${JSON.stringify(value)} is no duration`, hint }];
  if (seconds < shortest) return [{ path, message: `${JSON.stringify(value)} is shorter than 10s`, hint }];
  if (seconds > weeks53)
    return [{ path, message: `${JSON.stringify(value)} is longer than the 53w Harness waits at most`, hint }];
  return [];
}

/** Without one, Harness's default of ten minutes or more applies unseen. A Wait ends on its own, a build with its machine. */
function missing(subject: Subject): Finding[] {
  return stepsOf(subject)
    .filter(
      ({ isGroup, type, value }) =>
        !isGroup &&
        type !== undefined &&
        stepTypes.has(type) &&
        type !== "Wait" &&
        !endsWithMachine(type) &&
        !("timeout" in value),
    )
    .map(({ path, type }) => ({
      path: [...path, "type"],
      weight: "house" as const,
      message: `the ${type} step has no timeout`,
      hint: 'add "timeout: 10m", or what the step needs',
    }));
}

export const timeoutRules = {
  timeout: {
    code: "LINT040",
    title: "Timeouts are durations from 10s to 53w",
    documents: ["pipeline", "template"],
    check: timeouts,
  },
  stepWithoutTimeout: {
    code: "LINT041",
    title: "Every step has a timeout, but a Wait and those of builds",
    documents: ["pipeline", "template"],
    house: true,
    check: missing,
  },
} as const satisfies Record<string, Rule>;
