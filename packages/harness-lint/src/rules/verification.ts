/** Verify steps. Source: developer.harness.io, "Configure CV"; the published schema checks neither duration nor sensitivity. */
import { durationSeconds } from "../duration";
import type { Finding, Path, Rule, Subject } from "../model";
import { deploysNothing } from "../stepTypes";
import { cure } from "../suggest";
import { isExpression, mapping, text } from "../values";
import { stageSteps, stepsOf, type Step } from "../walk";

const kinds = ["Auto", "Bluegreen", "Canary", "LoadTest", "Rolling", "SimpleVerification"];
const sensitivities = ["LOW", "MEDIUM", "HIGH"];

function verification(subject: Subject): Finding[] {
  return stepsOf(subject)
    .filter(({ type }) => type === "Verify")
    .flatMap((step) => {
      if (step.value["template"] !== undefined || isExpression(step.value["spec"])) return [];
      const spec = mapping(step.value["spec"]);
      const inner = mapping(spec["spec"]);
      const path = [...step.path, "spec"];
      return [
        ...oneOf(spec["type"], [...path, "type"], kinds),
        // without an analysis there is nothing to be sensitive about
        ...(spec["type"] === "SimpleVerification"
          ? []
          : oneOf(inner["sensitivity"], [...path, "spec", "sensitivity"], sensitivities)),
        ...duration(step, inner["duration"], [...path, "spec", "duration"]),
        ...nothingDeployed(step),
      ];
    });
}

function oneOf(value: unknown, path: Path, allowed: readonly string[]): Finding[] {
  if (isExpression(value) || allowed.includes(String(value))) return [];
  const message =
    value === undefined
      ? `${String(path.at(-1))} is missing`
      : `${JSON.stringify(value)} is not one of ${allowed.join(", ")}`;
  return [{ path, message, hint: cure(String(value), allowed) }];
}

function duration(step: Step, value: unknown, path: Path): Finding[] {
  if (isExpression(value)) return [];
  const seconds = durationSeconds(text(value) ?? "");
  const hint = 'write "5m", "10m", "15m" …';
  if (seconds === undefined)
    return [{ path, message: `${JSON.stringify(value ?? null)} is no duration`, hint }];
  // the page on it says so, the step runs all the same
  if (seconds % 300 !== 0)
    return [{ path, weight: "house", message: `${JSON.stringify(value)} is no multiple of 5m`, hint }];
  const limit = durationSeconds(text(step.value["timeout"]) ?? "");
  if (limit === undefined || seconds < limit) return [];
  const message = `the analysis takes ${String(value)}, the step ends after ${String(step.value["timeout"])}`;
  return [
    { path, weight: "house", message, hint: "shorten the duration, or give the step a longer timeout" },
  ];
}

function nothingDeployed(verify: Step): Finding[] {
  if (verify.stage === undefined || mapping(mapping(verify.value["spec"])["spec"])["loadTest"] !== undefined)
    return [];
  if (mapping(verify.value["spec"])["type"] === "LoadTest") return [];
  const steps = stageSteps(verify.stage);
  const before = steps.slice(
    0,
    steps.findIndex(({ path }) => path.join() === verify.path.join()),
  );
  // what is not known, a script for example, may deploy
  if (
    !before.every(
      ({ type, value, isGroup }) =>
        isGroup || (value["template"] === undefined && deploysNothing(type ?? "")),
    )
  )
    return [];
  return [
    {
      path: [...verify.path, "type"],
      weight: "house",
      message: "nothing is deployed before it is verified",
      hint: "put the deployment step before it",
    },
  ];
}

export const verificationRules = {
  verification: {
    code: "LINT048",
    title: "A verification has a known type and sensitivity, a possible duration and something to verify",
    documents: ["pipeline", "template"],
    check: verification,
  },
} as const satisfies Record<string, Rule>;
