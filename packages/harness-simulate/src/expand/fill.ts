/** Template inputs put into a template, as Harness merges them: by key, and in lists by identity. */
import { isNode, isOpen, wrappers, type Node } from "./node";

/**
 * The body of a template with the inputs of a link in the place of what it leaves open. What the inputs do not give
 * stays open; what they give and the template does not leave open is dropped, as Harness drops it.
 */
export function fill(body: unknown, inputs: unknown): unknown {
  if (inputs === undefined) return body;
  if (isOpen(body)) return inputs;
  if (Array.isArray(body)) {
    const given: unknown[] = Array.isArray(inputs) ? inputs.flatMap(alternatives) : [];
    return body.map((item: unknown, index) => fill(item, counterpart(item, given, index)));
  }
  if (!isNode(body) || !isNode(inputs)) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, fill(value, inputs[key])]));
}

/** Members of a `parallel` are looked for like all others: their identifiers are unique in the whole list. */
function alternatives(item: unknown): unknown[] {
  return isNode(item) && Array.isArray(item["parallel"])
    ? [item, ...item["parallel"].flatMap(alternatives)]
    : [item];
}

function counterpart(item: unknown, given: readonly unknown[], index: number): unknown {
  if (isNode(item) && Array.isArray(item["parallel"])) return { parallel: given };
  const key = identity(item);
  return key === undefined ? given[index] : given.find((other) => identity(other) === key);
}

/** Stages and steps by identifier, variables by name; undefined for anything that only its place tells apart. */
function identity(item: unknown): string | undefined {
  if (!isNode(item)) return undefined;
  const inner = wrappers.map((wrapper) => item[wrapper]).find(isNode);
  const value = (inner ?? item)["identifier"] ?? (inner ?? item)["name"];
  return typeof value === "string" ? value : undefined;
}

/** A mapping without one of its members. */
export function without(node: Node, key: string): Node {
  return Object.fromEntries(Object.entries(node).filter(([other]) => other !== key));
}
