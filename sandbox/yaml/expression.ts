/** Whether a value is settled when the document is saved: a text that holds no expression and no runtime input. */
export function isFixed(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !value.includes("<+");
}

/** Whether a value is left to a runtime input or an expression as a whole. */
export function isExpression(value: unknown): boolean {
  return typeof value === "string" && value.includes("<+");
}
