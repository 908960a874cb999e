/** Runtime inputs `<+input>…`. The published schema checks their spelling only where a field is not plain text. */
import { allKinds, type Finding, type Rule, type Subject } from "../model";
import { isRuntimeInput } from "../values";
import { contentsOf } from "../walk";
import { cure } from "../suggest";

const methods = ["executionInput", "allowedValues", "selectOneFrom", "selectManyFrom", "default", "regex"];

interface Call {
  readonly method: string;
  readonly argument: string;
}

/** The calls after `<+input>`, or what is wrong with them. An argument ends where the next call or the text ends. */
export function parseRuntimeInput(value: string): readonly Call[] | string {
  let rest = value.slice("<+input>".length);
  const calls: Call[] = [];
  while (rest !== "") {
    const call = /^\.(\w+)\(([\s\S]*?)\)(?=$|\.\w+\()/.exec(rest);
    if (call === null) return rest;
    calls.push({ method: call[1]!, argument: call[2]! });
    rest = rest.slice(call[0].length);
  }
  return calls;
}

function inputsOf(subject: Subject) {
  return contentsOf(subject)
    .texts.filter(({ value }) => isRuntimeInput(value))
    .map(({ path, value }) => ({ path, value, calls: parseRuntimeInput(value) }));
}

function syntax(subject: Subject): Finding[] {
  return inputsOf(subject).flatMap(({ path, value, calls }): Finding[] => {
    const forms =
      "after <+input> write .default(…), .allowedValues(…), .regex(…), .executionInput(), or nothing";
    if (typeof calls === "string") {
      return [{ path, message: `"${value}" is no runtime input: "${calls}" is not understood`, hint: forms }];
    }
    return calls.flatMap(({ method, argument }): Finding[] => {
      if (!methods.includes(method)) {
        return [{ path, message: `"${value}": there is no .${method}()`, hint: cure(method, methods) }];
      }
      if ((argument === "") === (method === "executionInput")) return [];
      const wants = method === "executionInput" ? "nothing" : "a value";
      return [{ path, message: `"${value}": .${method}() needs ${wants} in the parentheses`, hint: forms }];
    });
  });
}

function defaults(subject: Subject): Finding[] {
  return inputsOf(subject).flatMap(({ path, value, calls }) => {
    if (typeof calls === "string") return [];
    const argumentOf = (...names: string[]): string | undefined =>
      calls.find(({ method }) => names.includes(method))?.argument;
    const chosen = argumentOf("default");
    const allowed = argumentOf("allowedValues", "selectOneFrom", "selectManyFrom");
    if (chosen === undefined || allowed === undefined || chosen.includes("<+") || allowed.includes("<+"))
      return [];
    const words = allowed.split(",").map((word) => word.trim());
    const wanted = argumentOf("selectManyFrom") === undefined ? [chosen] : chosen.split(",");
    return wanted
      .map((word) => word.trim())
      .filter((word) => !words.includes(word))
      .map((word) => ({
        path,
        message: `"${value}": the default "${word}" is not allowed`,
        hint: cure(word, words),
      }));
  });
}

export const runtimeInputRules = {
  runtimeInput: {
    code: "LINT034",
    title: "Runtime inputs are spelled as Harness reads them",
    documents: allKinds,
    check: syntax,
  },
  inputDefault: {
    code: "LINT035",
    title: "The default of an input is one of its allowed values",
    documents: allKinds,
    check: defaults,
  },
} as const satisfies Record<string, Rule>;
