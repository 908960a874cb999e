/** Everything that is generated from a catalog, as structure: what is left of it when the words of its texts are taken out. */
import { parseAllDocuments } from "yaml";
import { backstageFiles } from "../../src/backstage/files";
import type { Catalog } from "../../src/catalog/model";
import { planCatalog } from "../../src/plan";
import { codeownersText } from "../../src/plan/gitHub/codeowners";
import { planGitHub } from "../../src/plan/gitHub";
import { renderDelegates } from "../../src/plan/render";
import { operationMarkdown } from "../../src/cli/markdown/operation";
import { ecsFiles } from "../../src/manifests/render/ecs";
import { layoutOf } from "../../src/manifests/render/layout";
import { chooseLayers } from "../../src/manifests/layers/choose";
import { readLayers } from "../../src/manifests/layers/read";
import { realNaming } from "../../src/manifests/render/standIns";
import { targetsOf } from "../../src/manifests/targets";
import type { Change } from "../../src/cli/engine/tally";

/** Structure by what it is of. */
export type Structures = Readonly<Record<string, string>>;

const layers = readLayers();

/** Structures of all that a catalog leads to. @throws what any of the generators throws */
export function structuresOf(catalog: Catalog): Structures {
  const plan = planCatalog(catalog, {
    account: "acme",
    environments: Object.keys(catalog.platform.environments),
    stack: "test",
    delegateTokens: true,
  });
  const objects = plan.units.flatMap((unit) => unit.objects);
  const stacks = [{ name: "test", environments: Object.keys(catalog.platform.environments) }];
  const gitHub = planGitHub(catalog, stacks).units.flatMap((unit) => unit.objects);
  const found: [string, unknown][] = [
    ...objects.map(({ kind, inputs }, index): [string, unknown] => [`${index} ${kind}`, inputs]),
    ...gitHub.map(({ kind, inputs }, index): [string, unknown] => [`${index} ${kind}`, inputs]),
    ...renderDelegates(plan).map(({ text }, index): [string, unknown] => [`delegate ${index}`, text]),
    ...manifestsOf(catalog),
    ...backstageFiles(catalog).map(({ text }, index): [string, unknown] => [`page ${index}`, text]),
    ["CODEOWNERS", lines(codeownersText(catalog.platform) ?? "")],
    ["comment", commentOf(objects.map(({ kind, name, inputs }) => ({ kind, name, inputs })))],
  ];
  return Object.fromEntries(
    found.map(([name, value]) => [
      name,
      JSON.stringify(typeof value === "object" && Array.isArray(value) ? value : shape(value)),
    ]),
  );
}

function manifestsOf(catalog: Catalog): [string, unknown][] {
  return targetsOf(catalog).flatMap((target, index): [string, unknown][] => {
    if (target.service.target === "ecs")
      return Object.entries(ecsFiles(catalog, target).files).map(([name, text]) => [
        `${index} ${name}`,
        text,
      ]);
    const { layers: chosen } = chooseLayers(catalog, target, layers);
    const { kustomization, values } = layoutOf(catalog, target, chosen, realNaming(catalog, target));
    return [
      [`${index} kustomization`, kustomization],
      [`${index} values`, values],
    ];
  });
}

function commentOf(
  objects: readonly { kind: string; name: string; inputs: Readonly<Record<string, unknown>> }[],
): string[] {
  const changes = objects.map(({ kind, name, inputs }): Change => {
    const type = `harness:platform/${kind}:${kind}`;
    const group = { component: "ServiceDelivery", name };
    return { op: "update", type, name, properties: ["description"], group, before: {}, after: inputs };
  });
  const notices = changes.slice(0, 20).map(({ after }) => JSON.stringify(after?.["description"] ?? ""));
  const tally = { create: 0, update: changes.length, replace: 0, delete: 0, same: 0 };
  const text = operationMarkdown({
    name: "plan",
    stack: "test",
    result: {
      tally,
      changes,
      calls: { total: 0, byMethod: {}, byRoute: {} },
      notices,
      seconds: 1,
    },
    judged: undefined,
    plan: undefined,
  });
  return markupIn(text);
}

/** What GitHub would make more than text of: outside of code, HTML, mentions and links. Each once: long reports are cut. */
function markupIn(markdown: string): string[] {
  const words = markdown
    .replace(/^(`{3,})[a-z]*\n[^]*?\n\1$/gm, "")
    .replace(/\\[^\w\s]/g, "")
    .replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, "");
  return [...new Set(words.match(/<[!/a-z][^>]*>|(?<![\w&;])[@#]\w+|\]\(/g))].sort();
}

function lines(text: string): string[] {
  return text.split("\n").map((line) => line.replace(/[\w./-]+/g, "w"));
}

/** Members that hold a document as a text. */
const documents: ReadonlySet<string> = new Set([
  "yaml",
  "templateYaml",
  "inputYaml",
  "spec",
  "patch",
  "rego",
]);

/**
 * Keys, lengths and types of a value, and the expressions in its texts; a document in a text counts as what it holds.
 * @param isDocument whether a text is a document as a whole
 */
export function shape(value: unknown, isDocument = true): unknown {
  if (Array.isArray(value)) return value.map((each) => shape(each, false));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).map(([key, each]) => [
      key,
      key === "description" ? expressionsIn(each, harness) : shape(each, documents.has(key)),
    ]);
  if (typeof value !== "string") return typeof value;
  return (isDocument ? contentOf(value) : undefined) ?? expressionsIn(value);
}

function contentOf(text: string): unknown {
  if (/^(#.*\n)*package /m.test(text)) return text.replace(/"(\\.|[^"\\\n])*"|\b\d+\b/g, '""');
  const parsed = parseAllDocuments(text);
  if (!Array.isArray(parsed) || parsed.some(({ errors }) => errors.length > 0)) return undefined;
  return parsed.map((each) => shape(each.toJS(), false));
}

/** Expressions of Harness, and those with the ones of Go templates and Backstage. */
const harness = /<\+[^]*?>|<\+/g;
const anyReader = /<\+[^]*?>|<\+|\{\{[^]*?\}\}|\{\{/g;

/**
 * Every expression with all that stands in it, and every other beginning of one. Of a `description` only Harness's count: no
 * other reader evaluates that member.
 */
function expressionsIn(text: unknown, of = anyReader): string[] {
  return typeof text === "string" ? ["text", ...(text.match(of) ?? [])] : [typeof text];
}
