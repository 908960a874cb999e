/** What undoes a deployment and what ends a canary. A stage is judged as a whole, with the groups and steps it links. */
import { atStep, runSteps } from "../linked";
import type { Finding, LintContext, Rule, Subject } from "../model";
import { deploymentOf, reversibleTypes, rollbackTypes } from "../stepTypes";
import { isExpression, isMapping, mapping, text, valueAt } from "../values";
import { stagesOf } from "../walk";

/** `rollbackSteps: []` says that there is nothing to undo, which holds only for steps that cannot be undone. */
function rollbacks(subject: Subject, context: LintContext): Finding[] {
  return stagesOf(subject)
    .filter(({ value }) => value["type"] === "Deployment" && value["template"] === undefined)
    .flatMap((stage): Finding[] => {
      const execution = valueAt(stage.value, ["spec", "execution"]);
      if (!isMapping(execution)) return [];
      const path = [...stage.path, "spec", "execution", "rollbackSteps"];
      const hint = "add the rollback step of the deployment";
      if (execution["rollbackSteps"] === undefined)
        return [{ path, weight: "house", message: "the stage has no rollbackSteps", hint }];
      const steps = runSteps(stage, context);
      const undone = steps.find(
        ({ type, rollback }) => !rollback && type !== undefined && reversibleTypes.has(type),
      );
      if (undone === undefined || steps.some(({ rollback }) => rollback)) return [];
      return [{ path, weight: "house", message: `nothing rolls ${undone.type} back`, hint }];
    });
}

function misplacedRollbacks(subject: Subject, context: LintContext): Finding[] {
  const hint = "move it below rollbackSteps";
  return stagesOf(subject)
    .flatMap((stage) => runSteps(stage, context))
    .filter(({ type, rollback }) => !rollback && type !== undefined && rollbackTypes.has(type))
    .map((step) => asHouse(atStep(step, `${step.type} among the forward steps undoes the deployment`, hint)));
}

/** Harness runs such stages; what they leave behind is for somebody to know and to want. */
function asHouse(finding: Finding): Finding {
  return { ...finding, weight: "house" };
}

const canaries: Readonly<Record<string, readonly [cleanup: string, rollout: string]>> = {
  K8sCanaryDeploy: ["K8sCanaryDelete", "K8sRollingDeploy"],
  EcsCanaryDeploy: ["EcsCanaryDelete", "EcsRollingDeploy"],
};

/** After the last canary the test instances are removed and the version is rolled out to all. */
function canaryEnds(subject: Subject, context: LintContext): Finding[] {
  return stagesOf(subject).flatMap((stage) => {
    const deployment = text(valueAt(stage.value, ["spec", "deploymentType"]));
    // a canary of another kind of deployment is out of place, whatever follows
    const fits = (type: string): boolean =>
      deployment === undefined || isExpression(deployment) || deploymentOf(type) === deployment;
    const forward = runSteps(stage, context).filter(({ rollback }) => !rollback);
    return Object.entries(canaries).flatMap(([type, needed]) => {
      const last = forward.findLastIndex((step) => step.type === type);
      const canary = forward[last];
      if (
        canary === undefined ||
        !fits(type) ||
        mapping(canary.value["spec"])["canaryType"] === "Progressive"
      )
        return [];
      const after = forward.slice(last + 1).map((step) => step.type);
      if (after.includes(undefined)) return []; // a step nobody knows may do it
      return needed
        .filter((each) => !after.includes(each))
        .map((each) => asHouse(atStep(canary, `no ${each} follows ${type}`, `add ${each} after it`)));
    });
  });
}

export const rollbackRules = {
  rollbackMissing: {
    code: "LINT044",
    title: "Deployment stages say how they are rolled back",
    documents: ["pipeline", "template"],
    house: true,
    check: rollbacks,
  },
  rollbackForward: {
    code: "LINT045",
    title: "Rollback steps stand below rollbackSteps",
    documents: ["pipeline", "template"],
    house: true,
    check: misplacedRollbacks,
  },
  canaryEnd: {
    code: "LINT046",
    title: "A canary is removed and its version rolled out",
    documents: ["pipeline", "template"],
    house: true,
    check: canaryEnds,
  },
} as const satisfies Record<string, Rule>;
