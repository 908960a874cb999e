/**
 * A pipeline with every linked template in its place, as Harness gives it to policies and as it runs. Links are kept
 * beside what they stand for (`template: {templateRef, versionLabel}`), as Harness keeps them for policies.
 */
import { fill, without } from "./fill";
import { isNode, type Node } from "./node";

export { isNode, isOpen, wrappers, type Node } from "./node";

/** What is known of one version of a template: its type and the mapping under `spec`. */
export interface LinkedTemplate {
  readonly type: string;
  readonly spec: Node;
}

/** Finds a version of a template; undefined when there is none. */
export type FindTemplate = (templateRef: string, versionLabel: string) => LinkedTemplate | undefined;

/** Templates may link templates; deeper than this is a circle. */
const maxDepth = 10;

/**
 * The mapping under `pipeline` with its templates expanded, at any depth. A link to a template that is not known stays
 * as it is, so that whoever looks at the result sees it.
 * @throws Error when templates link each other in a circle
 */
export function expandPipeline(pipeline: Node, find: FindTemplate): Node {
  return expandMapping(pipeline, find, 0);
}

function expand(value: unknown, find: FindTemplate, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item) => expand(item, find, depth));
  return isNode(value) ? expandMapping(value, find, depth) : value;
}

function expandMapping(node: Node, find: FindTemplate, depth: number): Node {
  const resolved = resolve(node, find);
  const inner = resolved === node ? depth : depth + 1;
  if (inner > maxDepth) throw new Error(`templates link each other in a circle at ${labelOf(node)}`);
  return Object.fromEntries(
    Object.entries(resolved).map(([key, value]) => [key, expand(value, find, inner)]),
  );
}

/** What a node with a link stands for; the node itself when it has none, or one that leads nowhere. */
function resolve(node: Node, find: FindTemplate): Node {
  const link = node["template"];
  if (!isNode(link)) return node;
  const { templateRef, versionLabel, templateInputs } = link;
  if (typeof templateRef !== "string" || typeof versionLabel !== "string") return node;
  const linked = find(templateRef, versionLabel);
  if (linked === undefined) return node;
  const body = fill(linked.spec, templateInputs) as Node;
  return {
    ...without(body, "stageType"),
    ...without(node, "template"),
    template: { templateRef, versionLabel },
  };
}

function labelOf(node: Node): string {
  return typeof node["identifier"] === "string" ? node["identifier"] : "the top";
}
