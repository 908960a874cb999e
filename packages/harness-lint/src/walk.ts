/** The stages and steps of a document, wherever they are nested. */
import type { Json, Path } from "./model";
import { once } from "./once";
import { contents, entries, isMapping, list, mapping, text, valueAt, type Placed } from "./values";

/** Every mapping and every text below the root key, each in document order. */
export const contentsOf = once(({ root, at }) => contents(root, at));

/** A stage with what surrounds it. `path` leads to the stage itself, behind its `stage` key. */
export interface Stage extends Placed<Json> {
  /** A stage template has neither identifier nor name of its own. */
  readonly fromTemplate: boolean;
}

/** A step or step group with what surrounds it. */
export interface Step extends Placed<Json> {
  readonly type: string | undefined;
  readonly isGroup: boolean;
  /** Written inside `parallel`. */
  readonly parallel: boolean;
  /** Written below `rollbackSteps`. */
  readonly rollback: boolean;
  /** Stage it belongs to; undefined in step and step group templates. */
  readonly stage: Stage | undefined;
  /** The list it stands in; those of parallel blocks belong to the list around them. */
  readonly list: Path;
}

/** The stages a pipeline or a pipeline or stage template defines itself, in order. */
export const stagesOf = once((subject): readonly Stage[] => {
  if (subject.kind === "pipeline") return stageList(subject.root["stages"], [...subject.at, "stages"]);
  if (subject.kind !== "template") return [];
  const spec = mapping(subject.root["spec"]);
  const path = [...subject.at, "spec"];
  if (subject.root["type"] === "Pipeline") return stageList(spec["stages"], [...path, "stages"]);
  if (subject.root["type"] === "Stage") return [{ path, value: spec, fromTemplate: true }];
  return [];
});

function stageList(value: unknown, path: Path): Stage[] {
  return entries(value, path).flatMap(({ value: wrapper, path: at }) => [
    ...(isMapping(wrapper["stage"])
      ? [{ path: [...at, "stage"], value: wrapper["stage"], fromTemplate: false }]
      : []),
    ...stageList(wrapper["parallel"], [...at, "parallel"]),
  ]);
}

/** All steps and step groups of a document in order, those of rollbacks after the forward ones of their stage. */
export const stepsOf = once((subject): readonly Step[] => {
  const inStages = stagesOf(subject).flatMap((stage) => stageSteps(stage));
  if (subject.kind !== "template") return inStages;
  const spec = mapping(subject.root["spec"]);
  const path = [...subject.at, "spec"];
  const around = { parallel: false, rollback: false, stage: undefined, list: path };
  if (subject.root["type"] === "Step") return [stepOf(spec, path, false, around)];
  if (subject.root["type"] === "StepGroup") return groupContent(spec, path, around);
  return inStages;
});

/** The steps of one stage. */
export function stageSteps(stage: Stage): Step[] {
  const execution = valueAt(stage.value, ["spec", "execution"]);
  const path = [...stage.path, "spec", "execution"];
  return (["steps", "rollbackSteps"] as const).flatMap((key) =>
    stepList(mapping(execution)[key], [...path, key], {
      parallel: false,
      rollback: key === "rollbackSteps",
      stage,
      list: [...path, key],
    }),
  );
}

/** What surrounds a list of steps. */
export type Around = Pick<Step, "parallel" | "rollback" | "stage" | "list">;

function stepList(value: unknown, path: Path, around: Around): Step[] {
  return entries(value, path).flatMap(({ value: wrapper, path: at }) => {
    const { step, stepGroup, parallel } = wrapper;
    return [
      ...(isMapping(step) ? [stepOf(step, [...at, "step"], false, around)] : []),
      ...(isMapping(stepGroup) ? groupSteps(stepGroup, [...at, "stepGroup"], around) : []),
      ...stepList(parallel, [...at, "parallel"], { ...around, parallel: true }),
    ];
  });
}

function groupSteps(group: Json, path: Path, around: Around): Step[] {
  return [stepOf(group, path, true, around), ...groupContent(group, path, around)];
}

/** The steps inside a group, or inside the template of one. */
export function groupContent(group: Json, path: Path, around: Around): Step[] {
  const [steps, rollbackSteps] = [
    [...path, "steps"],
    [...path, "rollbackSteps"],
  ];
  return [
    ...stepList(group["steps"], steps, { ...around, list: steps }),
    ...stepList(group["rollbackSteps"], rollbackSteps, { ...around, list: rollbackSteps, rollback: true }),
  ];
}

function stepOf(value: Json, path: Path, isGroup: boolean, around: Around): Step {
  return { value, path, type: isGroup ? undefined : text(value["type"]), isGroup, ...around };
}

/** The lists of variables of a document: its own and those of its stages. */
export const variableLists = once((subject): readonly Placed<readonly unknown[]>[] => {
  const own =
    subject.kind === "template"
      ? [
          [...subject.at, "variables"],
          [...subject.at, "spec", "variables"],
        ]
      : [];
  const paths: Path[] = [
    ...own,
    [...subject.at, ...(subject.kind === "inputSet" ? ["pipeline"] : []), "variables"],
    [...subject.at, "serviceDefinition", "spec", "variables"],
    ...stagesOf(subject).map(({ path }) => [...path, "variables"]),
  ];
  const unique = [...new Map(paths.map((path) => [path.join("/"), path])).values()];
  return unique.map((path) => ({ path, value: list(valueAt(subject.value, path)) }));
});
