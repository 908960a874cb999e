/** Runtime inputs `<+input>…`. The published schema checks their spelling only where a field is not plain text. */
import { allKinds, type Finding, type Rule, type Subject } from "../model";
import { isRuntimeInput } from "../values";
import { misspelled, unchecked } from "../vocabulary";
import { contentsOf } from "../walk";
import { cure } from "../suggest";

const methods = ["executionInput", "allowedValues", "selectOneFrom", "selectManyFrom", "default", "regex"];

interface Call {
  readonly method: string;
  readonly argument: string;
}

/** The calls after `<+input>`, or what is wrong with them. An argument ends where the next call or the text ends. */
export function parseRuntimeInput(value: string): readonly Call[] | string {
  let rest = value.slice("<+input>".length).trimEnd();
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
        const meant = misspelled(method, methods);
        // methods of texts follow expressions; whether one may follow an input is written nowhere
        if (meant === undefined) return [{ path, ...unchecked(`the method .${method}() of inputs`) }];
        return [{ path, message: `"${value}": there is no .${method}()`, hint: `did you mean "${meant}"?` }];
      }
      if ((argument === "") === (method === "executionInput")) return [];
      // the pattern of the schema wants a value, texts are held to no pattern: nothing is what is left empty
      if (method === "default")
        return [
          {
            path,
            weight: "house",
            message: `"${value}": the default is empty`,
            hint: "leave .default() out",
          },
        ];
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
    const words = wordsOf(allowed);
    // where several may be chosen, as in lists, so may be several by default
    return (words.includes(chosen.trim()) ? [] : wordsOf(chosen))
      .filter((word) => !words.includes(word))
      .map((word) => ({
        path,
        message: `"${value}": the default "${word}" is not allowed`,
        hint: cure(word, words),
      }));
  });
}

/**
 * Takes a list of values apart. One that holds commas stands in quotes, which may be escaped: `\\'london,uk\\'`. Source:
 * developer.harness.io, "Use runtime input".
 */
function wordsOf(list: string): string[] {
  const words = list.match(/(?:\\?'[^']*'|\\?"[^"]*"|[^,'"]|['"])+/g) ?? [];
  return words.map((word) => word.trim().replace(/^\\?(['"])(.*?)\\?\1$/, "$2"));
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
