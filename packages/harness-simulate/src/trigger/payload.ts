/** The event as a person gives it: a JSON file and header lines. */
import { problem, type Place } from "@harness-catalog/problems";

/**
 * Parses a payload.
 * @param file the path shown in messages
 * @throws CatalogError SIM002 when it is not JSON, at the character where it stops being JSON; SIM003 when it is
 * JSON but neither an object nor a list
 */
export function parsePayload(file: string, text: string): unknown {
  const body = text.replace(/^\uFEFF/, "");
  const value = parsed(file, body);
  if (typeof value === "object" && value !== null) return value;
  const start = placeAt(file, body, body.search(/\S/));
  const hint = 'write an object, such as {"service": "payment-service", "imageTag": "v1.2.3"}';
  throw problem("SIM003", `the payload is ${value === null ? "null" : `a ${typeof value}`}`, hint, start);
}

/**
 * Headers by lower-case name: Harness ignores their case. Of a header given twice the first counts (harness-core,
 * `TriggerExpressionEvaluator`).
 * @param lines `Name: value`
 * @throws CatalogError CMD001 for a line without a name
 */
export function parseHeaders(lines: readonly string[]): Record<string, string> {
  const pairs = lines.map((line) => {
    const match = /^\s*([^\s:]+)\s*:(.*)$/s.exec(line);
    if (match === null) throw problem("CMD001", `--header is "${line}"`, 'write --header "Name: value"');
    return [match[1]!.toLowerCase(), match[2]!.trim()] as const;
  });
  return Object.fromEntries(pairs.reverse());
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const offset = firstError(text);
    const found =
      offset >= text.trimEnd().length
        ? "it ends too early"
        : `${JSON.stringify(text[offset])} does not belong here`;
    const hint = "correct the JSON at this place or just before it";
    throw problem("SIM002", `the payload is not JSON: ${found}`, hint, placeAt(file, text, offset));
  }
}

/**
 * Where a text stops being the beginning of any JSON text. Messages of the engine name a position only sometimes, so
 * the longest beginning that can still be completed is searched for, by halves.
 */
function firstError(text: string): number {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canBeCompleted(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether some continuation makes the text JSON: it is whole, or the engine complains about its end only. */
function canBeCompleted(start: string): boolean {
  try {
    JSON.parse(start);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (/^Unexpected end|^Unterminated string/.test(message)) return true;
    return Number(/at position (\d+)/.exec(message)?.[1] ?? -1) >= start.length;
  }
}

function placeAt(file: string, text: string, offset: number): Place {
  const lines = text.slice(0, Math.max(offset, 0)).split("\n");
  return { file, line: lines.length, column: lines.at(-1)!.length + 1 };
}
