/** Parts that exclude each other, and lists that must hold something. Source: published schema, v0/pipeline. */
import type { Finding, Json, Path, Rule, Subject } from "../model";
import { isExpression, isMapping, mapping } from "../values";
import { contentsOf, stagesOf } from "../walk";

function structure(subject: Subject): Finding[] {
  return [...heads(subject), ...stageParts(subject), ...lists(subject), ...strategies(subject)];
}

/** The mapping that holds the stages: the pipeline, or the spec of a pipeline template. */
function stageHolder(subject: Subject): { path: Path; value: Json } | undefined {
  if (subject.kind === "pipeline") return { path: subject.at, value: subject.root };
  if (subject.kind !== "template" || subject.root["type"] !== "Pipeline") return undefined;
  return { path: [...subject.at, "spec"], value: mapping(subject.root["spec"]) };
}

function heads(subject: Subject): Finding[] {
  const holder = stageHolder(subject);
  if (holder === undefined) return [];
  return [
    ...oneOf(holder.value, holder.path, ["stages", "template"]),
    ...(holder.value["stages"] === undefined
      ? []
      : wrappers(holder.value["stages"], [...holder.path, "stages"], stageWrappers, "stage")),
  ];
}

const stageWrappers = ["stage", "parallel", "insert"];
const services = ["service", "services", "serviceConfig"];
const environments = ["environment", "environments", "environmentGroup", "infrastructure"];

function stageParts(subject: Subject): Finding[] {
  return stagesOf(subject).flatMap(({ value, path }) => {
    const spec = value["type"] === "Deployment" ? mapping(value["spec"]) : {};
    const at = [...path, "spec"];
    return [
      ...oneOf(value, path, ["template", "type"]),
      ...oneOf(spec, at, services),
      ...oneOf(spec, at, environments),
    ];
  });
}

/** The lists of steps, wherever they are written out. What is given to a template may be a part of its lists. */
function lists(subject: Subject): Finding[] {
  return contentsOf(subject).mappings.flatMap(({ path, value }) => {
    const ofTemplate =
      subject.kind === "template" && subject.root["type"] === "StepGroup" && path.length === 2;
    const key = ofTemplate ? "stepGroup" : path.at(-1);
    if ((key !== "execution" && key !== "stepGroup") || path.includes("templateInputs")) return [];
    return [
      ...(key === "stepGroup" ? oneOf(value, path, ["template", "steps"]) : []),
      ...["steps", "rollbackSteps"].flatMap((list) =>
        Array.isArray(value[list]) ? wrappers(value[list], [...path, list], stepWrappers, "step") : [],
      ),
    ];
  });
}

/** Whether an element is wrapped in a key that is not known here. One without any wrapper has keys of its own. */
function isOtherWrapper(element: Json): boolean {
  const [key, ...others] = Object.keys(element);
  if (key === undefined || others.length > 0) return false;
  return isMapping(element[key]) && !["spec", "template", "strategy", "when"].includes(key);
}

const stepWrappers = ["step", "stepGroup", "parallel", "insert"];

function wrappers(value: unknown, path: Path, keys: readonly string[], what: string): Finding[] {
  if (isExpression(value)) return [];
  const needsOne = what === "stage" || path.at(-1) === "parallel";
  if (!Array.isArray(value) || (needsOne && value.length === 0))
    return [{ path, message: `${String(path.at(-1))} holds no ${what}`, hint: `write "- ${what}: …"` }];
  return value.flatMap((wrapper: unknown, index): Finding[] => {
    const at = [...path, index];
    const given = isMapping(wrapper) ? keys.filter((key) => wrapper[key] !== undefined) : [];
    if (given.length === 0 && isMapping(wrapper) && isOtherWrapper(wrapper)) return []; // the key is said to be unknown
    if (!isMapping(wrapper) || given.length === 0) {
      const message = `an element of ${String(path.at(-1))} holds no ${what}`;
      return [{ path: at, message, hint: `write ${what}: or remove it` }];
    }
    if (given.length > 1) return oneOf(wrapper, at, keys);
    if (given[0] !== "parallel") return [];
    const inside = keys.filter((key) => key !== "parallel");
    return wrappers(wrapper["parallel"], [...at, "parallel"], inside, what);
  });
}

function strategies(subject: Subject): Finding[] {
  return contentsOf(subject).mappings.flatMap(({ path, value }) =>
    path.at(-1) === "strategy" ? oneOf(value, path, ["matrix", "repeat", "parallelism"]) : [],
  );
}

function oneOf(value: Json, path: Path, keys: readonly string[]): Finding[] {
  const given = keys.filter((key) => value[key] !== undefined);
  const [first, second] = given;
  if (first === undefined || second === undefined) return [];
  const message = `${given.join(" and ")} exclude each other`;
  return [{ path: [...path, second], at: "key", message, hint: `keep one of ${given.join(", ")}` }];
}

export const structureRules = {
  structure: {
    code: "LINT004",
    title: "Lists of stages and steps hold them, and parts that exclude each other stand alone",
    documents: ["pipeline", "template"],
    check: structure,
  },
} as const satisfies Record<string, Rule>;
