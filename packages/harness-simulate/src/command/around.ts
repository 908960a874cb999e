/** What is known around a pipeline from files, and what a run would need and is not known. */
import { stringify } from "yaml";
import { expandPipeline, type FindTemplate } from "../expand";
import { templatesIn } from "../expand/library";
import { namedNodes } from "../run/paths";
import { infrastructureKey, type Surroundings } from "../run/surroundings";
import { isMap, mapAt, textAt, type Node } from "../trigger/documents";
import type { FileDocument } from "./documents";

const noEvaluator = "policies are not evaluated here, it is supposed that they allow it";

/** The surroundings that documents make. Monitored services are taken to be there; policies are not evaluated. */
export function surroundingsIn(documents: readonly FileDocument[]): Surroundings {
  const under = (root: string): Node[] =>
    documents.flatMap(({ value }) => (isMap(value[root]) ? [value[root]] : []));
  const named = (nodes: readonly Node[]) => new Map(nodes.map((node) => [textAt(node, "identifier"), node]));
  return {
    findTemplate: anyScope(templatesIn(under("template").map((template) => stringify({ template })))),
    services: named(under("service")),
    environments: named(under("environment")),
    infrastructures: new Map(
      under("infrastructureDefinition").map((node) => [
        infrastructureKey(textAt(node, "environmentRef"), textAt(node, "identifier")),
        node,
      ]),
    ),
    freezes: under("freeze"),
    monitored: { has: () => true },
    runPolicySets: [],
    evaluate: () => ({ denials: [], warnings: [noEvaluator] }),
  };
}

/** A template of the account or the organization has its scope in references, and not in its own text. */
function anyScope(find: FindTemplate): FindTemplate {
  return (reference, version) =>
    find(reference, version) ?? find(reference.replace(/^(account|org)\./, ""), version);
}

/** What is not known of a pipeline, in sentences: templates that no file has, and what is never asked here. */
export function unknownOf(pipeline: Node, { findTemplate }: Pick<Surroundings, "findTemplate">): string[] {
  const types = new Set(namedNodes(expandPipeline(pipeline, findTemplate)).map(({ type }) => type));
  return [
    ...missingTemplates(pipeline, { findTemplate }).map(
      (link) => `the template ${link} is in none of the files, so what it does is not played`,
    ),
    ...(types.has("Policy") ? [noEvaluator] : []),
    ...(types.has("Verify") ? ["that services are monitored is not known here, it is supposed"] : []),
    ...(types.has("Pipeline") ? ["chained pipelines are not played"] : []),
  ];
}

/** Templates that a pipeline needs and no file has: `release 2`. */
export function missingTemplates(
  pipeline: Node,
  { findTemplate }: Pick<Surroundings, "findTemplate">,
): string[] {
  return [...new Set(linksIn(expandPipeline(pipeline, findTemplate), findTemplate))];
}

function linksIn(value: unknown, find: FindTemplate): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => linksIn(item, find));
  if (!isMap(value)) return [];
  const [reference, version] = ["templateRef", "versionLabel"].map((key) =>
    textAt(mapAt(value, "template"), key),
  );
  const lost = reference !== "" && find(reference!, version!) === undefined;
  const below = Object.values(value).flatMap((item) => linksIn(item, find));
  return lost ? [`${reference} ${version === "" ? "without a version" : version}`, ...below] : below;
}
