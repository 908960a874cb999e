/** The parts of rendered YAML that the simulation reads. Documents come from the plan, so their shape is known. */
import { parse } from "yaml";
import { isNode as isMap, type Node } from "../expand";

export { isMap, type Node };

/** The map under the root key of a document, such as `trigger`; empty when there is none. */
export function documentOf(yaml: string, root: string): Node {
  return mapAt(parse(yaml), root);
}

/** The map below a path of keys; empty when there is none. */
export function mapAt(value: unknown, ...path: readonly string[]): Node {
  const found = valueAt(value, path);
  return isMap(found) ? found : {};
}

/** The maps of the list below a path of keys; empty when there is none. */
export function listAt(value: unknown, ...path: readonly string[]): Node[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.filter(isMap) : [];
}

/** The text of a member; empty when it is none. Numbers and booleans are written out. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, path);
  return typeof found === "string" || typeof found === "number" || typeof found === "boolean"
    ? String(found)
    : "";
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isMap(at) ? at[key] : undefined), value);
}
