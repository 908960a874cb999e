/** Whether a pipeline accepts the inputs of a trigger: Harness checks them before it starts the run (R-71, R-119). */
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { listAt, textAt, type Node } from "./documents";
import { compile, fullMatch } from "./operators";
import { parseRuntimeInput } from "./runtimeInput";

/**
 * Everything a pipeline has against the inputs; empty when it accepts them.
 * @param pipeline the map under `pipeline` of the pipeline document
 * @param inputs the map under `pipeline` of the resolved input YAML
 */
export function inputProblems(pipeline: Node, inputs: Node): string[] {
  const declared = listAt(pipeline, "variables");
  const given = listAt(inputs, "variables");
  return [
    ...wrongPipeline(textAt(pipeline, "identifier"), textAt(inputs, "identifier")),
    ...given.flatMap((input) => undeclared(textAt(input, "name"), declared)),
    ...declared.flatMap((variable) => {
      const own = given.find((input) => textAt(input, "name") === textAt(variable, "name"));
      return variableProblems(variable, own);
    }),
  ];
}

function wrongPipeline(identifier: string, given: string): string[] {
  return given === identifier ? [] : [`the inputs are for pipeline "${given}", not for "${identifier}"`];
}

function undeclared(name: string, declared: readonly Node[]): string[] {
  const names = declared.map((variable) => textAt(variable, "name"));
  if (names.includes(name)) return [];
  return [
    `the pipeline has no variable "${name}" (${didYouMean(name, names, `it has ${listWords(names)}`)})`,
  ];
}

function variableProblems(variable: Node, given: Node | undefined): string[] {
  const name = textAt(variable, "name");
  const input = parseRuntimeInput(textAt(variable, "value"));
  if (input === undefined)
    return given === undefined ? [] : [`${name} has a fixed value in the pipeline and takes no input`];
  const value = (given === undefined ? "" : textAt(given, "value")) || (input.defaultValue ?? "");
  if (value === "") return variable["required"] === true ? [`${name} is required and has no value`] : [];
  if (value.startsWith("<+input>")) return [`${name} is left open, and nobody is asked when a trigger fires`];
  return [
    ...badNumber(variable, value),
    ...badPattern(name, value, input.pattern),
    ...(input.allowedValues === undefined || input.allowedValues.includes(value)
      ? []
      : [`${name} is "${value}", not one of ${listWords(input.allowedValues)}`]),
  ];
}

function badNumber(variable: Node, value: string): string[] {
  const isNumber = textAt(variable, "type") !== "Number" || Number.isFinite(Number(value));
  return isNumber ? [] : [`${textAt(variable, "name")} is "${value}", not a number`];
}

function badPattern(name: string, value: string, pattern: string | undefined): string[] {
  if (pattern === undefined || fullMatch(pattern, value)) return [];
  if (compile(pattern) === undefined) return [`the pattern of ${name}, ${pattern}, cannot be read`];
  return [`${name} is "${value}", which does not match ${pattern}`];
}
