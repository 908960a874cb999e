/** Templates to expand with, from rendered documents. */
import { parse } from "yaml";
import type { FindTemplate, LinkedTemplate } from ".";
import { isNode, type Node } from "./node";

/** Finds templates among these documents, each the text of one version. Texts that are no template are left out. */
export function templatesIn(documents: readonly string[]): FindTemplate {
  const known = new Map<string, LinkedTemplate>();
  for (const document of documents) {
    const template = under(parse(document), "template");
    const { identifier, versionLabel, type, spec } = template;
    if (!isNode(spec) || typeof type !== "string") continue;
    known.set(`${String(identifier)}@${String(versionLabel)}`, { type, spec });
  }
  return (templateRef, versionLabel) => known.get(`${templateRef}@${versionLabel}`);
}

function under(value: unknown, key: string): Node {
  const found = isNode(value) ? value[key] : undefined;
  return isNode(found) ? found : {};
}
