/** Expressions a trigger may hold: `<+trigger.payload.a.b[0]>`, `<+trigger.header['X-Name']>`, `<+eventPayload.a>`. */
import type { WebhookEvent } from "./model";

/** What an expression stands for in an event. */
export type Resolved =
  | { readonly state: "found"; readonly text: string }
  /** The event has no such value. */
  | { readonly state: "missing" }
  /** Not an expression over payload or headers. */
  | { readonly state: "foreign" };

/**
 * What Harness puts in the place of a value that is not there: harness-core, `TriggerExpressionEvaluator` gives the
 * text "null" when an expression has no value, and goes on comparing with it.
 */
export const missingText = "null";

/** One expression with nothing around it. */
export function resolve(expression: string, event: WebhookEvent): Resolved {
  const body = /^<\+([^<>]*)>$/.exec(expression.trim())?.[1]?.trim();
  const path = body === undefined ? undefined : pathOf(body);
  if (path === undefined) return { state: "foreign" };
  const [root, area, ...rest] = path;
  if (root === "eventPayload") return found(member(event.payload, path.slice(1)));
  if (root === "trigger" && area === "payload") return found(member(event.payload, rest));
  if (root === "trigger" && area === "header" && rest.length === 1)
    return found(event.headers[rest[0]!.toLowerCase()]);
  if (root === "trigger" && area === "type" && rest.length === 0) return found("Webhook");
  return { state: "foreign" };
}

/** A text with its expressions replaced, and the expressions that could not be. */
export function resolveText(
  text: string,
  event: WebhookEvent,
): { text: string; missing: string[]; foreign: string[] } {
  const missing: string[] = [];
  const foreign: string[] = [];
  const replaced = text.replaceAll(/<\+[^<>]*>/g, (expression) => {
    const value = resolve(expression, event);
    if (value.state === "found") return value.text;
    (value.state === "missing" ? missing : foreign).push(expression);
    return value.state === "missing" ? missingText : expression;
  });
  return { text: replaced, missing, foreign };
}

/** The names and indexes of `a.b[0]['c-d']`; undefined when it is not such a path. */
export function pathOf(body: string): string[] | undefined {
  const part = /(?:^|\.)([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[\s*(?:'([^']*)'|"([^"]*)")\s*\]/y;
  const path: string[] = [];
  while (part.lastIndex < body.length) {
    const match = part.exec(body);
    if (match === null) return undefined;
    path.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? "");
  }
  return path;
}

/** The value below a path of own members; undefined when there is none. */
export function member(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

/** Text stays as it is, numbers and booleans are written out. Assumption: objects and lists become compact JSON. */
function found(value: unknown): Resolved {
  if (value === undefined || value === null) return { state: "missing" };
  return { state: "found", text: typeof value === "string" ? value : JSON.stringify(value) };
}
