/** Every place of a pipeline where something forbidden could hide. */
import { stringify } from "yaml";
import { expandPipeline, type Node } from "harness-simulate/expand";
import { inputOf, libraryTemplates, servicePipeline } from "./pipelines";

/** A pipeline as it is sent, with the templates it needs beside those of the library. */
export interface Hidden {
  readonly pipeline: Node;
  readonly templates: readonly string[];
}

type Hide = (thing: Node) => Hidden;

const base = servicePipeline();
const baseStages = base["stages"] as Node[];
const expandedStages = (
  inputOf(base, libraryTemplates())["pipeline"] as { stages: { stage: Node }[] }
).stages.map(({ stage }) => stage);

/** A stage of the base pipeline with its template in its place, so that steps can be put into it. */
export function stageOf(identifier: string): { readonly stage: Node; readonly index: number } {
  const index = expandedStages.findIndex((stage) => stage["identifier"] === identifier);
  const stage = expandedStages[index];
  if (stage === undefined) throw new Error(`the base has no stage ${identifier}`);
  return { stage, index };
}

const withStages = (stages: readonly Node[]): Node => ({ ...base, stages });

/** The stages of the base with another entry in second place, before anything is approved. */
const second = (entry: Node): Hidden => ({
  pipeline: withStages([baseStages[0]!, entry, ...baseStages.slice(1)]),
  templates: [],
});

const template = (identifier: string, type: string, spec: Node): string =>
  stringify({ template: { name: identifier, identifier, versionLabel: "1.0.0", type, spec } });

const linked = (head: Node, templateRef: string): Node => ({
  name: head["name"],
  identifier: head["identifier"],
  template: { templateRef, versionLabel: "1.0.0" },
});

const body = ({ name: _name, identifier: _identifier, ...rest }: Node): Node => rest;

/** The body of a stage as a template of its own: no template of a stage links another. */
function stageBody(stage: Node): Node {
  const { template: _template, ...rest } = expandPipeline(stage, libraryTemplates());
  return body(rest);
}

/** A stage of no consequence, to stand beside the one that matters. */
const harmless = { stage: { ...(baseStages[1]!["stage"] as Node), identifier: "harmless" } };

const pipelineTemplate = ({ pipeline, templates }: Hidden): Hidden => ({
  pipeline: linked(base, "sneaky_pipeline"),
  templates: [...templates, template("sneaky_pipeline", "Pipeline", body(pipeline))],
});

/** Where a stage can stand. */
export const stagePlaces = {
  "the list": (stage) => second({ stage }),
  "the first of a parallel": (stage) => second({ parallel: [{ stage }, harmless] }),
  "the second of a parallel": (stage) => second({ parallel: [harmless, { stage }] }),
  "a parallel in a parallel": (stage) => second({ parallel: [harmless, { parallel: [{ stage }] }] }),
  "a stage template": (stage) => ({
    ...second({ stage: linked(stage, "sneaky_stage") }),
    templates: [template("sneaky_stage", "Stage", stageBody(stage))],
  }),
  "a pipeline template": (stage) => pipelineTemplate(second({ stage })),
  "a matrix": (stage) =>
    second({ stage: { ...stage, strategy: { matrix: { x: ["a", "b"] }, maxConcurrency: 1 } } }),
  "a repetition": (stage) => second({ stage: { ...stage, strategy: { repeat: { times: 2 } } } }),
} as const satisfies Record<string, Hide>;

export type StagePlace = keyof typeof stagePlaces;

/** A stage with more steps than it has. */
function extended(stage: Node, steps: readonly Node[], rollbackSteps: readonly Node[] = []): Node {
  const spec = stage["spec"] as Node & { execution: { steps: Node[]; rollbackSteps?: Node[] } };
  const execution = {
    steps: [...spec.execution.steps, ...steps],
    rollbackSteps: [...(spec.execution.rollbackSteps ?? []), ...rollbackSteps],
  };
  return { ...stage, spec: { ...spec, execution } };
}

const group = (steps: readonly Node[], rollbackSteps: readonly Node[] = []): Node => ({
  stepGroup: { name: "Group", identifier: "group", steps, rollbackSteps },
});

const wait = { step: { name: "Wait", identifier: "wait", type: "Wait", spec: { duration: "1m" } } };

/** Where a step can stand in a stage, which takes the place `index` of the base pipeline. */
export function stepPlaces(stage: Node, index: number) {
  const inHost = (host: Node, templates: readonly string[] = []): Hidden => ({
    pipeline: withStages([...baseStages.slice(0, index), { stage: host }, ...baseStages.slice(index + 1)]),
    templates,
  });
  const among = (...steps: Node[]) => inHost(extended(stage, steps));
  return {
    "the list": (step) => among({ step }),
    "a step group": (step) => among(group([wait, { step }])),
    "a step group in a step group": (step) => among(group([group([{ step }])])),
    "the first of a parallel": (step) => among({ parallel: [{ step }, wait] }),
    "the second of a parallel": (step) => among({ parallel: [wait, { step }] }),
    "a step group in a parallel": (step) => among({ parallel: [wait, group([{ step }])] }),
    "inserted steps": (step) => among({ insert: { identifier: "i", steps: [{ step }] } }),
    "rollback steps": (step) => inHost(extended(stage, [], [{ step }])),
    "rollback steps of a step group": (step) => among(group([wait], [{ step }])),
    "a step template": (step) =>
      inHost(extended(stage, [{ step: linked(step, "sneaky_step") }]), [
        template("sneaky_step", "Step", body(step)),
      ]),
    "a step group template": (step) =>
      inHost(
        extended(stage, [{ stepGroup: linked({ name: "Group", identifier: "group" }, "sneaky_group") }]),
        [template("sneaky_group", "StepGroup", { stageType: "Deployment", steps: [{ step }] })],
      ),
    "a stage template": (step) =>
      inHost(linked(stage, "sneaky_stage"), [
        template("sneaky_stage", "Stage", stageBody(extended(stage, [{ step }]))),
      ]),
    "a pipeline template": (step) => pipelineTemplate(among({ step })),
    "a stage with a matrix": (step) =>
      inHost({ ...extended(stage, [{ step }]), strategy: { matrix: { x: ["a"] } } }),
    "a stage that is repeated": (step) =>
      inHost({ ...extended(stage, [{ step }]), strategy: { repeat: { times: 2 } } }),
  } as const satisfies Record<string, Hide>;
}

export type StepPlace = keyof ReturnType<typeof stepPlaces>;

/** What Harness gives to the policies. */
export function inputOfHidden({ pipeline, templates }: Hidden): Node {
  return inputOf(pipeline, libraryTemplates(templates));
}
