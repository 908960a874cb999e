/** Inputs as a stack registers them that has an identity. */
import type { Wire } from "../../src/provider/wire/struct";

/** The inputs with the mark of a state beside that of the stack, in every form that marks have. */
export function ofState(state: string, inputs: Wire): Wire {
  return mapped(inputs) as Wire;
  function mapped(value: unknown): unknown {
    if (typeof value === "string") {
      return value
        .replace(/catalog_stack: dev\}/g, `catalog_stack: dev, catalog_state: ${state}}`)
        .replace(/# catalog_stack: dev\n/g, `# catalog_stack: dev\n# catalog_state: ${state}\n`);
    }
    if (Array.isArray(value)) {
      const items = value.map(mapped);
      return items.includes("catalog_stack:dev") ? [...items, `catalog_state:${state}`] : items;
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item)]));
  }
}
