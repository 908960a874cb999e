/**
 * Declarations of runtime inputs: `<+input>.regex(^v[0-9]+$).default(v1)`.
 * Source: developer.harness.io, "Use runtime input".
 */

/** What a declaration asks of a value. */
export interface RuntimeInput {
  readonly pattern: string | undefined;
  readonly allowedValues: readonly string[] | undefined;
  readonly defaultValue: string | undefined;
}

/** Reads a declaration; undefined for a value that is no runtime input. */
export function parseRuntimeInput(value: string): RuntimeInput | undefined {
  if (!value.startsWith("<+input>")) return undefined;
  const calls = callsOf(value.slice("<+input>".length));
  return {
    pattern: calls.get("regex"),
    allowedValues: calls
      .get("allowedValues")
      ?.split(",")
      .map((word) => word.trim()),
    defaultValue: calls.get("default"),
  };
}

/** Arguments by method name. A bracket inside an argument counts, unless it is escaped or in a character class. */
function callsOf(text: string): Map<string, string> {
  const calls = new Map<string, string>();
  let rest = text;
  for (;;) {
    const name = /^\.(\w+)\(/.exec(rest);
    if (name === null) return calls;
    const argument = rest.slice(name[0].length);
    const end = closingBracket(argument);
    calls.set(name[1]!, argument.slice(0, end));
    rest = argument.slice(end + 1);
  }
}

function closingBracket(text: string): number {
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (inClass) inClass = char !== "]";
    else if (char === "[") inClass = true;
    else if (char === "(") depth++;
    else if (char === ")" && depth-- === 0) return at;
  }
  return text.length;
}
