/** Finds the files that an expanded document names. Pure. */
import { isNode, type Node } from "harness-simulate/expand";
import type { FileReference, TemplateLink } from "./model";

/** Types of stores that are Git repositories (developer.harness.io, "Add Kubernetes manifests"). */
const gitStores = new Set(["Git", "Github", "GitLab", "Bitbucket", "AzureRepo", "HarnessCode"]);

/** Keys whose paths count from the repository of the store beside them: files of values of a manifest. */
const besideStore = ["valuesPaths", "paramsPaths"] as const;

/** Every file that a document names, at any depth; a value that is still open is left out. */
export function referencesIn(value: unknown, by = "", template?: TemplateLink): FileReference[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item, by, template));
  if (!isNode(value)) return [];
  const inner = linkOf(value) ?? template;
  const name = namedBy(value) ?? by;
  return [
    ...ownReferences(value, name, inner),
    ...Object.values(value).flatMap((item) => referencesIn(item, name, inner)),
  ];
}

function ownReferences(node: Node, by: string, template: TemplateLink | undefined): FileReference[] {
  const spec = isNode(node["spec"]) ? node["spec"] : {};
  const ofService = (files: readonly string[]) =>
    files.map((file): FileReference => ({ file, from: "service", store: undefined, by, template }));
  if (node["type"] === "K8sApply") return ofService(textsIn(spec["filePaths"]));
  if (node["type"] === "ManifestPath") return ofService(textsIn(spec["manifestPaths"]));
  if (typeof node["type"] === "string" && gitStores.has(node["type"]))
    return inStore(spec, [...textsIn(spec["paths"]), ...textsIn(spec["folderPath"])], by, template);
  const store = isNode(node["store"]) && isNode(node["store"]["spec"]) ? node["store"]["spec"] : undefined;
  return store === undefined
    ? []
    : inStore(
        store,
        besideStore.flatMap((key) => textsIn(node[key])),
        by,
        template,
      );
}

function inStore(
  spec: Node,
  files: readonly string[],
  by: string,
  template: TemplateLink | undefined,
): FileReference[] {
  const { connectorRef, repoName } = spec;
  if (typeof connectorRef !== "string") return [];
  const repository = typeof repoName === "string" ? repoName : undefined;
  const store = { connector: connectorRef, repository };
  return files.map((file) => ({ file, from: "repository", store, by, template }));
}

/** A path, or a list of them. */
function textsIn(value: unknown): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all.filter((each): each is string => typeof each === "string" && each !== "");
}

function linkOf({ template }: Node): TemplateLink | undefined {
  if (!isNode(template)) return undefined;
  const { templateRef, versionLabel } = template;
  return typeof templateRef === "string" && typeof versionLabel === "string"
    ? { identifier: templateRef, version: versionLabel }
    : undefined;
}

/** Steps and manifests have an identifier and a type. */
function namedBy(node: Node): string | undefined {
  const { identifier, type, spec } = node;
  if (typeof identifier !== "string" || typeof type !== "string" || !isNode(spec)) return undefined;
  return `${"store" in spec ? "manifest" : "step"} ${identifier}`;
}
