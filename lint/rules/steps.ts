/** Steps and where they stand. */
import type { Finding, Rule, Subject } from "../model";
import { deploymentOf, isBuildStep, reversibleTypes, rollbackTypes, stepTypes } from "../stepTypes";
import { cure } from "../suggest";
import { entries, isExpression, isMapping, mapping, text, valueAt } from "../values";
import { stageSteps, stagesOf, stepsOf } from "../walk";

function types(subject: Subject): Finding[] {
  return stepsOf(subject).flatMap(({ type, path }) =>
    type === undefined || stepTypes.has(type)
      ? []
      : [
          {
            path: [...path, "type"],
            message: `there is no step type "${type}"`,
            hint: cure(type, stepTypes),
          },
        ],
  );
}

function places(subject: Subject): Finding[] {
  return stepsOf(subject).flatMap(({ type, path, stage }): Finding[] => {
    if (type === undefined || stage === undefined || !stepTypes.has(type)) return [];
    const at = [...path, "type"];
    const stageType = text(stage.value["type"]);
    const wanted = deploymentOf(type);
    const given = text(valueAt(stage.value, ["spec", "deploymentType"]));
    if (wanted !== undefined || type === "Verify") {
      if (stageType !== undefined && stageType !== "Deployment") {
        return [
          { path: at, message: `${type} in a ${stageType} stage`, hint: "move it to a Deployment stage" },
        ];
      }
      if (wanted === undefined || given === undefined || isExpression(given) || wanted === given) return [];
      return [
        {
          path: at,
          message: `${type} deploys to ${wanted}, its stage to ${given}`,
          hint: `use the steps of ${given}`,
        },
      ];
    }
    if (!isBuildStep(type) || stageType === undefined || stageType === "CI" || stageType === "Security")
      return [];
    return [{ path: at, message: `${type} in a ${stageType} stage`, hint: "move it to a CI stage" }];
  });
}

/** `rollbackSteps: []` says that there is nothing to undo, which holds only for steps that cannot be undone. */
function rollbacks(subject: Subject): Finding[] {
  return stagesOf(subject)
    .filter(({ value }) => value["type"] === "Deployment" && value["template"] === undefined)
    .flatMap((stage): Finding[] => {
      const execution = valueAt(stage.value, ["spec", "execution"]);
      if (!isMapping(execution)) return [];
      const given = execution["rollbackSteps"];
      const path = [...stage.path, "spec", "execution", "rollbackSteps"];
      const hint = "add the rollback step of the deployment";
      if (given === undefined) return [{ path, message: "the stage has no rollbackSteps", hint }];
      const steps = stageSteps(stage);
      const undone = steps.find(
        ({ type, rollback }) => !rollback && type !== undefined && reversibleTypes.has(type),
      );
      if (undone === undefined || steps.some(({ rollback, isGroup }) => rollback && !isGroup)) return [];
      return [{ path, message: `nothing rolls ${undone.type} back`, hint }];
    });
}

function misplacedRollbacks(subject: Subject): Finding[] {
  return stepsOf(subject)
    .filter(
      ({ type, rollback, stage }) =>
        stage !== undefined && !rollback && type !== undefined && rollbackTypes.has(type),
    )
    .map(({ type, path }) => ({
      path: [...path, "type"],
      message: `${type} among the forward steps undoes the deployment`,
      hint: "move it below rollbackSteps",
    }));
}

const canaries: Readonly<Record<string, readonly [cleanup: string, rollout: string]>> = {
  K8sCanaryDeploy: ["K8sCanaryDelete", "K8sRollingDeploy"],
  EcsCanaryDeploy: ["EcsCanaryDelete", "EcsRollingDeploy"],
};

/** After the last canary the test instances are removed and the version is rolled out to all. */
function canaryEnds(subject: Subject): Finding[] {
  return stagesOf(subject).flatMap((stage) => {
    const forward = stageSteps(stage).filter(({ rollback, isGroup }) => !rollback && !isGroup);
    return Object.entries(canaries).flatMap(([type, needed]) => {
      const last = forward.findLastIndex((step) => step.type === type);
      const canary = forward[last];
      if (canary === undefined || mapping(canary.value["spec"])["canaryType"] === "Progressive") return [];
      const after = forward.slice(last + 1).map((step) => step.type);
      return needed
        .filter((each) => !after.includes(each))
        .map((each) => ({
          path: [...canary.path, "type"],
          message: `no ${each} follows ${type}`,
          hint: `add ${each} after it`,
        }));
    });
  });
}

function instances(subject: Subject): Finding[] {
  return stepsOf(subject).flatMap(({ path, value, type }): Finding[] => {
    const spec = mapping(value["spec"]);
    const at = [...path, "spec", "instanceSelection"];
    const selection = spec["instanceSelection"];
    if (selection === undefined) return trafficFindings(spec, [...path, "spec"]);
    const kind = mapping(selection)["type"];
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

export const stepRules = {
  stepType: { code: "LINT042", title: "Step types exist", documents: ["pipeline", "template"], check: types },
  stepPlace: {
    code: "LINT043",
    title: "Steps fit the type of their stage and its deployment",
    documents: ["pipeline", "template"],
    check: places,
  },
  rollbackMissing: {
    code: "LINT044",
    title: "Deployment stages say how they are rolled back",
    documents: ["pipeline", "template"],
    check: rollbacks,
  },
  rollbackForward: {
    code: "LINT045",
    title: "Rollback steps stand below rollbackSteps",
    documents: ["pipeline", "template"],
    check: misplacedRollbacks,
  },
  canaryEnd: {
    code: "LINT046",
    title: "A canary is removed and its version rolled out",
    documents: ["pipeline", "template"],
    check: canaryEnds,
  },
  instances: {
    code: "LINT047",
    title: "Numbers of instances and percentages are possible",
    documents: ["pipeline", "template"],
    check: instances,
  },
} as const satisfies Record<string, Rule>;
