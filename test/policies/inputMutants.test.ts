/**
 * Puts what a policy forbids into every place of a pipeline where it can stand, expands the templates as Harness does,
 * and asks the real OPA, once. Each must be refused by that policy, and something harmless in the same place must not.
 */
import assert from "node:assert/strict";
import { evaluatePolicies, type Denial, type PolicyInput } from "../../src/policies/evaluate";
import type { Node } from "harness-simulate/expand";
import { forbidden, harmlessStep } from "./forbidden";
import { buildPatience, opaPath, pipelinePolicyNames, pipelinePolicyTexts } from "./opa";
import { hotfixPipeline, inputOf, libraryTemplates, servicePipeline } from "./pipelines";
import { inputOfHidden, stagePlaces, stepPlaces, type StagePlace, type StepPlace } from "./places";

type Case = PolicyInput & { readonly refused: boolean };

function casesOf(policy: (typeof pipelinePolicyNames)[number]): Case[] {
  const of = (subject: string, document: Node, refused: boolean): Case => ({
    subject: `${policy}: ${subject}`,
    policies: [policy],
    document,
    refused,
  });
  const { stage, step } = forbidden[policy];
  const stages = (Object.keys(stagePlaces) as StagePlace[]).flatMap((place) => {
    const hide = stagePlaces[place];
    const control = of(`harmless stage in ${place}`, inputOfHidden(hide(stage.control)), false);
    return [
      of(`stage in ${place}`, inputOfHidden(hide(stage.stage)), true),
      ...(stage.noControl?.[place] === undefined ? [control] : []),
    ];
  });
  const places = stepPlaces(step.host.stage, step.host.index);
  const steps = (Object.keys(places) as StepPlace[]).flatMap((place) => {
    const hide = places[place];
    const refused = step.allowed?.[place] === undefined;
    const control = of(`harmless step in ${place}`, inputOfHidden(hide(harmlessStep)), false);
    const hasControl = step.noControl !== "everywhere" && step.noControl?.[place] === undefined;
    return [
      of(`step in ${place}`, inputOfHidden(hide(step.step)), refused),
      ...(hasControl ? [control] : []),
    ];
  });
  return [...stages, ...steps];
}

describe("what is forbidden, in every place of a pipeline", () => {
  const find = libraryTemplates();
  const whole = { "the delivery pipeline": servicePipeline(), "the hot-fix pipeline": hotfixPipeline() };
  const cases: Case[] = [
    ...pipelinePolicyNames.flatMap(casesOf),
    ...Object.entries(whole).map(([subject, pipeline]) => ({
      subject,
      policies: pipelinePolicyNames,
      document: inputOf(pipeline, find),
      refused: false,
    })),
  ];
  let denials: readonly Denial[] = [];

  before(async function () {
    this.timeout(buildPatience);
    denials = await evaluatePolicies(await opaPath(), pipelinePolicyTexts(), cases);
  });

  for (const { subject, refused } of cases) {
    it(`${refused ? "refuses" : "allows"} ${subject}`, () => {
      const messages = denials.filter((denial) => denial.subject === subject).map(({ message }) => message);
      if (refused) assert.notDeepEqual(messages, []);
      else assert.deepEqual(messages, []);
    });
  }
});
