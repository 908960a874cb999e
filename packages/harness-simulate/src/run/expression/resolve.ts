/** Texts with Harness expressions in them: `<+env.name>-<+serviceVariables.image>`. */
import { member, pathOf } from "../../trigger/expression";

/** What expressions can see: nested maps by the names of their paths. Texts in it may hold expressions themselves. */
export type Scope = Readonly<Record<string, unknown>>;

/** A text, and the expressions in it that have no value here and stand in it as they were. */
export interface Resolution {
  readonly text: string;
  readonly unresolved: readonly string[];
}

/**
 * Replaces expressions by their values, the innermost first, and those inside the values too. Secrets stay as they
 * are and are not counted as unresolved: nobody may see them.
 */
export function resolveText(text: string, scope: Scope): Resolution {
  const unresolved: string[] = [];
  return { text: render(text, scope, [], unresolved), unresolved: [...new Set(unresolved)] };
}

/** The value of one expression, without brackets around it; undefined when it has none. */
export function valueOf(body: string, scope: Scope): unknown {
  const sized = /^(.*)\.size\(\)$/.exec(body);
  const path = pathOf(sized?.[1] ?? body);
  if (path === undefined || path.length === 0) return undefined;
  const found = member(scope, path);
  if (sized === null) return found;
  return Array.isArray(found) ? found.length : undefined;
}

function render(text: string, scope: Scope, within: readonly string[], unresolved: string[]): string {
  // what must not be looked at again is set aside under a number between NUL characters
  const aside: string[] = [];
  const setAside = (value: string) => `\0${aside.push(value) - 1}\0`;
  const restore = (value: string): string =>
    value.includes("\0") ? restore(value.replace(/\0(\d+)\0/g, (_, at) => aside[Number(at)]!)) : value;

  let rest = text;
  for (;;) {
    const match = /<\+[^<>]*>/.exec(rest);
    if (match === null) return restore(rest);
    const expression = restore(match[0]);
    const value = within.includes(expression) ? undefined : evaluate(match[0].slice(2, -1).trim(), scope);
    const inner = value === undefined ? undefined : render(value, scope, [...within, expression], unresolved);
    if (inner === undefined && !match[0].startsWith("<+secrets.")) unresolved.push(expression);
    const put = inner ?? expression;
    rest =
      rest.slice(0, match.index) +
      (/[<>\0]/.test(put) ? setAside(put) : put) +
      rest.slice(match.index + match[0].length);
  }
}

/** Text stays as it is, numbers and booleans are written out, anything else becomes compact JSON. */
function evaluate(body: string, scope: Scope): string | undefined {
  const value = valueOf(body, scope);
  if (value === undefined || value === null || typeof value === "function") return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}
