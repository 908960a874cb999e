/** Whether a value is settled when the document is saved: a text that holds no expression and no runtime input. */
export function isFixed(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !value.includes("<+");
}
