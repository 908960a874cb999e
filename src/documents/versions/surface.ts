/** What a template leaves open: its interface to the pipelines that link it. */
import { isNode, isOpen, wrappers } from "harness-simulate/expand/node";

/**
 * Paths of everything a template leaves open, sorted: `spec.execution.steps[bake].spec.duration`. Elements of lists are
 * named by their identifier or name, so that moving a step changes nothing. `?` behind a path: has a default.
 */
export function openInputs(spec: unknown): string[] {
  return [...new Set(walk(spec, ""))].sort();
}

function walk(value: unknown, path: string): string[] {
  if (isOpen(value)) return [value.includes(".default(") ? `${path}?` : path];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => {
      const inner = isNode(item) ? (wrappers.map((wrapper) => item[wrapper]).find(isNode) ?? item) : item;
      return walk(inner, `${path}[${nameOf(inner) ?? index}]`);
    });
  }
  if (!isNode(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => walk(inner, path === "" ? key : `${path}.${key}`));
}

function nameOf(value: unknown): string | undefined {
  if (!isNode(value)) return undefined;
  const name = value["identifier"] ?? value["name"];
  return typeof name === "string" ? name : undefined;
}

/**
 * What breaks for pipelines that go from one interface to another: inputs that are gone, which Harness refuses when a
 * pipeline still gives them, and new ones without a default, which no pipeline gives yet.
 */
export function breakingInputs(
  from: readonly string[],
  to: readonly string[],
): { readonly gone: string[]; readonly needed: string[] } {
  const paths = (inputs: readonly string[]) => new Set(inputs.map((input) => input.replace(/\?$/, "")));
  const [before, after] = [paths(from), paths(to)];
  return {
    gone: [...before].filter((path) => !after.has(path)),
    needed: to.filter((input) => !input.endsWith("?") && !before.has(input)),
  };
}
