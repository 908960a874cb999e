/** The parts of rendered documents that name files. */
import { parse } from "yaml";
import { isNode, type Node } from "harness-simulate/expand";

/** The mapping under the root key of a document; empty where there is none. */
export function documentOf(yaml: unknown, root: string): Node {
  const document: unknown = typeof yaml === "string" ? parse(yaml) : undefined;
  const body = isNode(document) ? document[root] : undefined;
  return isNode(body) ? body : {};
}

/** Every deployment stage of an expanded pipeline, at any depth. */
export function stagesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(stagesIn);
  if (!isNode(value)) return [];
  if (value["type"] === "Deployment" && isNode(value["spec"])) return [value];
  return Object.values(value).flatMap(stagesIn);
}

/** The text below a path of keys; empty where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, path);
  return typeof found === "string" ? found : "";
}

/** The texts of the list below a path of keys. */
export function textsAt(value: unknown, ...path: readonly string[]): string[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === "string") : [];
}

/** The mappings of the list below a path of keys. */
export function listAt(value: unknown, ...path: readonly string[]): Node[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.filter(isNode) : [];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isNode(at) ? at[key] : undefined), value);
}
