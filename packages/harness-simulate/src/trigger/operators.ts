/**
 * The operators of trigger conditions.
 * Source: harness-core (public source of Harness), `io.harness.ngtriggers.conditionchecker.ConditionEvaluator`: all
 * compare text, case counts, and a blank expected value is always met except by `Equals` and `NotEquals`.
 */

type Test = (actual: string, expected: string) => boolean;

/** Skips the comparison when nothing is expected, as Harness does. */
const unlessBlank =
  (test: Test): Test =>
  (actual, expected) =>
    isBlank(expected) || test(actual, expected);

const equals: Test = (actual, expected) => (isBlank(expected) ? isBlank(actual) : actual === expected);
const within: Test = (actual, expected) => listed(expected).includes(actual);

const tests = new Map<string, Test>(
  Object.entries({
    Equals: equals,
    NotEquals: (actual, expected) => !equals(actual, expected),
    // The manual says that In and NotIn do not support regular expressions ("Trigger pipelines using Git event payload
    // conditions"); harness-core tries each word as one too. The manual is the stricter of the two.
    In: unlessBlank(within),
    NotIn: unlessBlank((actual, expected) => !within(actual, expected)),
    Regex: unlessBlank((actual, expected) => fullMatch(expected, actual)),
    StartsWith: unlessBlank((actual, expected) => actual.startsWith(expected)),
    EndsWith: unlessBlank((actual, expected) => actual.endsWith(expected)),
    Contains: unlessBlank((actual, expected) => actual.includes(expected)),
    // Assumption: the exact opposite of Contains; the public source predates this operator.
    DoesNotContain: unlessBlank((actual, expected) => !actual.includes(expected)),
  }),
);

/** Every operator Harness accepts. */
export const operators: readonly string[] = [...tests.keys()];

/** Why an operator cannot be applied to an expected value; undefined when it can. */
export function unusable(operator: string, expected: string): "unknown operator" | "bad pattern" | undefined {
  if (!tests.has(operator)) return "unknown operator";
  return operator === "Regex" && compile(expected) === undefined ? "bad pattern" : undefined;
}

/** Whether a value meets a condition. False for an operator or pattern that is {@link unusable}. */
export function meets(actual: string, operator: string, expected: string): boolean {
  return tests.get(operator)?.(actual, expected) ?? false;
}

/**
 * Whether a pattern matches a text as a whole, line breaks included. Conditions and `.regex(…)` of inputs agree on it:
 * harness-core, `NGExpressionUtils.matchesPattern` is `Matcher.matches()`, an empty text never matches, and conditions
 * are compiled with `DOTALL`. Harness compiles Java patterns, this function those of JavaScript.
 */
export function fullMatch(pattern: string, text: string): boolean {
  return text !== "" && (compile(pattern)?.test(text) ?? false);
}

/** The pattern, bound to both ends; undefined when JavaScript cannot read it. */
export function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, "s");
  } catch {
    return undefined;
  }
}

/**
 * The words of a comma-separated list, without the blanks around them. A comma between double quotes belongs to the
 * word; the quotes around a word do not, and two of them in it stand for one (same source).
 */
export function listed(expected: string): string[] {
  const words = [""];
  let quoted = false;
  for (const char of expected) {
    if (char === '"') quoted = !quoted;
    if (char === "," && !quoted) words.push("");
    else words.push(words.pop()! + char);
  }
  return words.map((word) => unquoted(word.trim()));
}

function unquoted(word: string): string {
  return /^".*"$/s.test(word) ? word.slice(1, -1).replaceAll('""', '"') : word;
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
