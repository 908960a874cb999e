/** Steps and where they stand. */
import { atStep, runSteps } from "../linked";
import type { Finding, LintContext, Rule, Subject } from "../model";
import { deploymentOf, isBuildStep, stepTypes } from "../stepTypes";
import { cure } from "../suggest";
import { deploymentTypes, stageTypes, templateTypes } from "../tables/names";
import { entries, isExpression, isMapping, mapping, text, valueAt } from "../values";
import { judgeWord } from "../vocabulary";
import { stagesOf, stepsOf } from "../walk";

function types(subject: Subject): Finding[] {
  const ofSteps = stepsOf(subject).flatMap(({ type, path }) =>
    type === undefined || isExpression(type)
      ? []
      : judgeWord({ path: [...path, "type"], word: type, what: "step type" }, stepTypes),
  );
  return [...templateKind(subject), ...stageKinds(subject), ...ofSteps];
}

function templateKind({ kind, root, at }: Subject): Finding[] {
  const type = text(root["type"]);
  if (kind !== "template" || type === undefined) return [];
  return judgeWord({ path: [...at, "type"], word: type, what: "template type" }, templateTypes);
}

function stageKinds(subject: Subject): Finding[] {
  return stagesOf(subject).flatMap(({ value, path }) => {
    const type = text(value["type"]);
    const deployment = text(valueAt(value, ["spec", "deploymentType"]));
    return [
      ...(type === undefined || isExpression(type)
        ? []
        : judgeWord({ path: [...path, "type"], word: type, what: "stage type" }, stageTypes)),
      ...(deployment === undefined || isExpression(deployment)
        ? []
        : judgeWord(
            { path: [...path, "spec", "deploymentType"], word: deployment, what: "deployment type" },
            deploymentTypes,
          )),
    ];
  });
}

/** Stages that deploy nothing, for sure; of other kinds than these it is not known what they take. */
const deployNothing = ["CI", "Approval", "Custom"];
const buildNothing = ["Deployment", "Approval", "Custom"];

function places(subject: Subject, context: LintContext): Finding[] {
  return stagesOf(subject).flatMap((stage) => {
    const stageType = text(stage.value["type"]) ?? "";
    const deployment = text(valueAt(stage.value, ["spec", "deploymentType"]));
    return runSteps(stage, context).flatMap((step): Finding[] => {
      const { type, place } = step;
      if (type === undefined) return [];
      const wanted = deploymentOf(type);
      if (wanted !== undefined || type === "Verify") {
        if (deployNothing.includes(stageType))
          return [atStep(step, `${type} in a ${stageType} stage`, "move it to a Deployment stage")];
        // Kubernetes steps and ECS steps exclude each other; what other deployments take of them is not known
        const other = deployment === "Kubernetes" || deployment === "ECS" ? deployment : wanted;
        if (wanted === undefined || wanted === other) return [];
        const message = `${type} deploys to ${wanted}, its stage to ${other}`;
        return [atStep(step, message, `use the steps of ${other}`)];
      }
      // a group of steps may bring a machine to build on
      const grouped = place.slice(1).some((key) => key === "stepGroup" || key === "template");
      if (!isBuildStep(type) || grouped || !buildNothing.includes(stageType)) return [];
      return [atStep(step, `${type} in a ${stageType} stage`, "move it to a CI stage")];
    });
  });
}

function instances(subject: Subject): Finding[] {
  return stepsOf(subject).flatMap(({ path, value, type }): Finding[] => {
    const spec = mapping(value["spec"]);
    const at = [...path, "spec", "instanceSelection"];
    const selection = spec["instanceSelection"];
    if (selection === undefined) return trafficFindings(spec, [...path, "spec"]);
    if (isExpression(selection)) return trafficFindings(spec, [...path, "spec"]);
    const kind = mapping(selection)["type"];
    if (isExpression(kind)) return trafficFindings(spec, [...path, "spec"]);
    const member = kind === "Percentage" ? "percentage" : kind === "Count" ? "count" : undefined;
    if (member === undefined) {
      const hint = cure(String(kind), ["Count", "Percentage"]);
      return [
        { path: [...at, "type"], message: `${JSON.stringify(kind)} is no way to select instances`, hint },
      ];
    }
    const number = valueAt(selection, ["spec", member]);
    const limit = member === "percentage" ? 100 : Infinity;
    if (isExpression(number) || within(number, type === "K8sScale" ? 0 : 1, limit))
      return trafficFindings(spec, [...path, "spec"]);
    const hint = member === "percentage" ? "write a number from 1 to 100" : "write a number from 1 on";
    const message =
      number === undefined
        ? `the ${member} is missing`
        : `${JSON.stringify(number)} is no ${member} of instances`;
    return [{ path: [...at, "spec", member], message, hint }];
  });
}

/** Shares of traffic and of a progressive canary. */
function trafficFindings(spec: Readonly<Record<string, unknown>>, path: Finding["path"]): Finding[] {
  const bad = (value: unknown, at: Finding["path"]): Finding[] =>
    value === undefined || isExpression(value) || within(value, 0, 100)
      ? []
      : [
          {
            path: at,
            message: `${JSON.stringify(value)} is no percentage`,
            hint: "write a number from 0 to 100",
          },
        ];
  const target = spec["targetPercentage"];
  const destinations = valueAt(spec, ["trafficRouting", "spec", "destinations"]);
  const at = [...path, "trafficRouting", "spec", "destinations"];
  return [
    ...bad(target, [...path, "targetPercentage"]),
    ...entries(destinations, at).flatMap((entry) =>
      bad(valueAt(entry.value, ["destination", "weight"]), [...entry.path, "destination", "weight"]),
    ),
  ];
}

function within(value: unknown, least: number, most: number): boolean {
  const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= least && number <= most;
}

/** Source: published schema, v0/pipeline/steps/common/policy-step-info.yaml and custom-policy-step-spec.yaml. */
function policies(subject: Subject): Finding[] {
  return stepsOf(subject)
    .filter(({ type }) => type === "Policy")
    .flatMap(({ path, value }): Finding[] => {
      const { type, policySpec } = mapping(value["spec"]);
      if (type === undefined || isExpression(type)) return []; // a missing key is reported as such
      if (type === "Custom") {
        if (!isMapping(policySpec) || text(policySpec["payload"])) return [];
        const at = [...path, "spec", "policySpec", "payload"];
        return [{ path: at, message: "the policies get no payload", hint: "add payload: |" }];
      }
      const message = `${JSON.stringify(type)} is no kind of policy step`;
      return [{ path: [...path, "spec", "type"], message, hint: 'write "Custom"' }];
    });
}

export const stepRules = {
  stepType: {
    code: "LINT042",
    title: "Types of templates, stages, deployments and steps are spelled as Harness has them",
    documents: ["pipeline", "template"],
    check: types,
  },
  stepPlace: {
    code: "LINT043",
    title: "Steps fit the type of their stage and its deployment",
    documents: ["pipeline", "template"],
    check: places,
  },
  policyPayload: {
    code: "LINT056",
    title: "Policy steps ask about a payload of their own",
    documents: ["pipeline", "template"],
    check: policies,
  },
  instances: {
    code: "LINT047",
    title: "Numbers of instances and percentages are possible",
    documents: ["pipeline", "template"],
    check: instances,
  },
} as const satisfies Record<string, Rule>;
