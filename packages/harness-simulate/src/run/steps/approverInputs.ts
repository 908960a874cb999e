/** What approvers have to fill in. Source: harness-schema, `approver-input-info`. */
import { listAt, textAt, type Node } from "../../trigger/documents";
import { fullMatch, listed } from "../../trigger/operators";
import { invent } from "./invent";

/** A filled-in form. */
export interface Filled {
  readonly values: Readonly<Record<string, string>>;
  /** Names of inputs whose values are made up. */
  readonly invented: readonly string[];
  /** Why Harness does not accept the form. */
  readonly problems: readonly string[];
}

/**
 * Fills in the inputs of an approval step: with what is given, else with the default, else, where one is required, with
 * a made-up value. @param spec the map under `spec` of the step
 */
export function fillForm(spec: Node, given: Readonly<Record<string, string>>): Filled {
  const values: Record<string, string> = {};
  const invented: string[] = [];
  const problems: string[] = [];
  for (const input of listAt(spec, "approverInputs")) {
    const name = textAt(input, "name");
    const fixed = given[name] ?? textAt(input, "defaultValue");
    if (fixed === "" && input["required"] !== true) continue;
    const value = fixed === "" ? madeUp(input) : fixed;
    if (fixed === "") invented.push(name);
    if (value === undefined) problems.push(`${name} is required, and no value can be made up for it`);
    else {
      values[name] = value;
      problems.push(...against(input, name, value));
    }
  }
  return { values, invented, problems };
}

function choicesOf(input: Node): string[] | undefined {
  const text = ["allowedValues", "selectOneFrom", "selectManyFrom"]
    .map((key) => (Array.isArray(input[key]) ? input[key].join(",") : textAt(input, key)))
    .find((choices) => choices !== "");
  return text === undefined ? undefined : listed(text);
}

function madeUp(input: Node): string | undefined {
  const pattern = textAt(input, "regex");
  const [choice] = choicesOf(input) ?? [];
  return choice ?? (pattern === "" ? "as agreed" : invent(pattern));
}

function against(input: Node, name: string, value: string): string[] {
  const pattern = textAt(input, "regex");
  const choices = choicesOf(input);
  if (pattern !== "" && !fullMatch(pattern, value))
    return [`${name} is "${value}", which does not match ${pattern}`];
  const wrong = choices === undefined ? [] : listed(value).filter((word) => !choices.includes(word));
  return wrong.length === 0 ? [] : [`${name} is "${value}", not of ${choices!.join(", ")}`];
}
