/** A catalog entry as YAML lines in the style of the catalog: lists and small mappings on one line. */
import { stringify } from "yaml";

/**
 * Renders an entry, its keys in the given order and without those that are undefined. The first line begins
 * with "- ", the others are indented by two spaces.
 */
export function renderEntry(entry: Readonly<Record<string, unknown>>, order: readonly string[]): string[] {
  const lines = order
    .filter((key) => entry[key] !== undefined)
    .flatMap((key) => renderField(key, entry[key]));
  return lines.map((line, index) => `${index === 0 ? "- " : "  "}${line}`);
}

/** One field as lines without indentation of their own: `size: small`. */
export function renderField(key: string, value: unknown): string[] {
  const isDeep = isMapping(value) && Object.values(value).some(isMapping);
  if (!isDeep)
    return [`${scalar(key)}: ${isMapping(value) || Array.isArray(value) ? flow(value) : scalar(value)}`];
  const below = Object.entries(value).flatMap(([name, each]) => renderField(name, each));
  return [`${scalar(key)}:`, ...below.map((line) => `  ${line}`)];
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (!isMapping(value)) return flowScalar(value);
  const pairs = Object.entries(value).map(([key, each]) => `${flowScalar(key)}: ${flow(each)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

/** Text of several lines is quoted: a block text would need lines of its own. */
const style = { lineWidth: 0, blockQuote: false, doubleQuotedMinMultiLineLength: Infinity } as const;

function scalar(value: unknown): string {
  return stringify(value, style).trimEnd();
}

/** Inside brackets and braces more characters need quotes. */
function flowScalar(value: unknown): string {
  return stringify([value], { ...style, collectionStyle: "flow", flowCollectionPadding: false })
    .trim()
    .slice(1, -1);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
