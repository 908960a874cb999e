/** The links to templates that a document holds. */
import { isNode, type Node } from "./node";

/** A link to a version of a template. */
export interface FoundLink {
  readonly templateRef: string;
  readonly versionLabel: string;
}

/** Every link at any depth, in the order of the document. */
export function linksIn(value: unknown): FoundLink[] {
  if (Array.isArray(value)) return value.flatMap(linksIn);
  if (!isNode(value)) return [];
  return [...ownLink(value), ...Object.values(value).flatMap(linksIn)];
}

function ownLink(node: Node): FoundLink[] {
  const { templateRef, versionLabel } = node;
  return typeof templateRef === "string" && typeof versionLabel === "string"
    ? [{ templateRef, versionLabel }]
    : [];
}
