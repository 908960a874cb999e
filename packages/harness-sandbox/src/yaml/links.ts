import { isObject, labelOf } from "../fields";
import { isFixed } from "./expression";

/** A fixed reference from a document to an object of the account. */
export type Link =
  | { readonly to: "service" | "environment" | "connector"; readonly reference: string }
  | { readonly to: "infrastructure"; readonly environment: string; readonly reference: string }
  | { readonly to: "template"; readonly reference: string; readonly versionLabel: string | undefined };

/** Parts of a version-1 stage, whose references Harness does not check on saving. */
const versionOne = new Set(["serviceConfig", "infrastructure"]);

/** All references of a document that are fixed, that is, neither runtime inputs nor expressions. */
export function linksOf(content: unknown): Link[] {
  const links: Link[] = [];
  walk(content, links);
  return links;
}

function walk(node: unknown, links: Link[]): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, links);
    return;
  }
  if (!isObject(node)) return;
  const { serviceRef, environmentRef, connectorRef, templateRef } = node;
  if (isFixed(serviceRef)) links.push({ to: "service", reference: serviceRef });
  if (isFixed(environmentRef)) addEnvironment(node, environmentRef, links);
  if (isFixed(connectorRef)) links.push({ to: "connector", reference: connectorRef });
  if (isFixed(templateRef)) {
    const versionLabel = isFixed(node.versionLabel) ? node.versionLabel : labelOf(node.versionLabel);
    links.push({ to: "template", reference: templateRef, versionLabel });
  }
  for (const [key, value] of Object.entries(node)) if (!versionOne.has(key)) walk(value, links);
}

function addEnvironment(node: Record<string, unknown>, environment: string, links: Link[]): void {
  links.push({ to: "environment", reference: environment });
  if (!Array.isArray(node.infrastructureDefinitions)) return;
  for (const definition of node.infrastructureDefinitions) {
    if (isObject(definition) && isFixed(definition.identifier)) {
      links.push({ to: "infrastructure", environment, reference: definition.identifier });
    }
  }
}
