/**
 * Conditions of `when`: the part of JEXL that compares expressions with texts. Anything else is not evaluated, with the
 * reason; it is never taken for true.
 */
import { resolveText, type Scope } from "./resolve";
import { tokensOf, type Token } from "./tokens";

/** How a condition came out. */
export type Judgement =
  { readonly state: "true" | "false" } | { readonly state: "not evaluated"; readonly reason: string };

type Value = string | number | boolean | null;
type Lazy = (scope: Scope) => { readonly value: Value } | { readonly reason: string };

/** Evaluates `<+a.b> == "x" && !(<+c> != 'y')`. Names are looked up when the condition needs them, from the left. */
export function judge(condition: string, scope: Scope): Judgement {
  const tokens = tokensOf(condition);
  if (typeof tokens === "string") return { state: "not evaluated", reason: tokens };
  const reader = { tokens, at: 0 };
  const parsed = either(reader);
  const left = reader.tokens[reader.at];
  if (parsed === undefined || left !== undefined) {
    const where = left === undefined ? "at its end" : `at ${left.text}`;
    return { state: "not evaluated", reason: `the condition cannot be read ${where}` };
  }
  const result = parsed(scope);
  if ("reason" in result) return { state: "not evaluated", reason: result.reason };
  return { state: truth(result.value) ? "true" : "false" };
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function take(reader: Reader, sign: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== "operator" || token.text !== sign) return false;
  reader.at++;
  return true;
}

const either = chain("||", both, true);
function both(reader: Reader): Lazy | undefined {
  return chain("&&", comparison, false)(reader);
}

/** A row of conditions between equal signs; the first that equals `decisive` decides. */
function chain(sign: string, part: (reader: Reader) => Lazy | undefined, decisive: boolean) {
  return (reader: Reader): Lazy | undefined => {
    const first = part(reader);
    if (first === undefined) return undefined;
    const parts = [first];
    while (take(reader, sign)) {
      const next = part(reader);
      if (next === undefined) return undefined;
      parts.push(next);
    }
    if (parts.length === 1) return first;
    return (scope) => {
      for (const each of parts) {
        const result = each(scope);
        if ("reason" in result) return result;
        if (truth(result.value) === decisive) return { value: decisive };
      }
      return { value: !decisive };
    };
  };
}

function comparison(reader: Reader): Lazy | undefined {
  const left = operand(reader);
  const negated = take(reader, "!=");
  if (left === undefined || (!negated && !take(reader, "=="))) return left;
  const right = operand(reader);
  if (right === undefined) return undefined;
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    if ("reason" in a) return a;
    if ("reason" in b) return b;
    return { value: equal(a.value, b.value) !== negated };
  };
}

function operand(reader: Reader): Lazy | undefined {
  if (take(reader, "!")) {
    const inner = operand(reader);
    return (
      inner &&
      ((scope) => {
        const result = inner(scope);
        return "reason" in result ? result : { value: !truth(result.value) };
      })
    );
  }
  if (take(reader, "(")) {
    const inner = either(reader);
    return take(reader, ")") ? inner : undefined;
  }
  const token = reader.tokens[reader.at++];
  if (token === undefined || token.kind === "operator") return undefined;
  if (token.kind === "literal") return () => ({ value: token.value });
  return (scope) => {
    const { text, unresolved } = resolveText(token.text, scope);
    return unresolved.length > 0 ? { reason: `${unresolved.join(", ")} has no value here` } : { value: text };
  };
}

/** JEXL compares loosely: a boolean with the text that spells it, a number with the text that does. */
function equal(a: Value, b: Value): boolean {
  if (a === null || b === null) return a === b;
  if (typeof a === "number" || typeof b === "number") return Number(a) === Number(b);
  return String(a) === String(b);
}

function truth(value: Value): boolean {
  return value === true || (typeof value === "string" && value.toLowerCase() === "true");
}
