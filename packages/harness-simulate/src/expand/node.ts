/** Parsed YAML as the expansion sees it. */

/** A mapping of parsed YAML. */
export type Node = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is left open for whoever links or runs the document. */
export function isOpen(value: unknown): value is string {
  return typeof value === "string" && value.startsWith("<+input>");
}

/** Wrappers of lists of stages and steps, by what they hold. */
export const wrappers = ["stage", "step", "stepGroup"] as const;
