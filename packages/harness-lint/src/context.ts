/** What a set of rendered documents says about each other. */
import type { KnownPipeline, KnownTemplate, LintContext, Subject } from "./model";
import { mapping, text, valueAt } from "./values";
import { contentsOf, stagesOf, variableLists } from "./walk";

/** Nothing is known: only what a document says on its own is checked. */
export const unknownContext: LintContext = {
  services: undefined,
  environments: undefined,
  templates: undefined,
  pipelines: undefined,
  delegateSelectors: undefined,
  groupSizes: undefined,
};

/**
 * Builds the context of documents that are rendered together. Delegates and people are rendered nowhere and stay
 * unknown, as do kinds of which a document is unreadable: one broken file is one problem, not one for each reference.
 */
export function contextOf(
  subjects: readonly Subject[],
  unreadable: readonly Subject["kind"][] = [],
): LintContext {
  const of = (kind: Subject["kind"]): Subject[] => subjects.filter((subject) => subject.kind === kind);
  const known = (...kinds: Subject["kind"][]): boolean => !kinds.some((kind) => unreadable.includes(kind));
  const pipelines = of("pipeline").map((subject) => [identifierOf(subject), pipelineOf(subject)] as const);
  return {
    services: known("service") ? new Set(of("service").map(identifierOf)) : undefined,
    environments: known("environment", "infrastructure")
      ? environmentsOf(of("environment"), of("infrastructure"))
      : undefined,
    templates: known("template") ? templatesOf(of("template")) : undefined,
    pipelines: known("pipeline") ? new Map(pipelines) : undefined,
    delegateSelectors: undefined,
    groupSizes: undefined,
  };
}

function environmentsOf(environments: readonly Subject[], infrastructures: readonly Subject[]) {
  const known = new Map(environments.map((subject) => [identifierOf(subject), new Set<string>()]));
  for (const subject of infrastructures) {
    known.get(text(subject.root["environmentRef"]) ?? "")?.add(identifierOf(subject));
  }
  return known;
}

function templatesOf(subjects: readonly Subject[]): Map<string, Map<string, KnownTemplate>> {
  const known = new Map<string, Map<string, KnownTemplate>>();
  for (const subject of subjects) {
    const versions = known.get(identifierOf(subject)) ?? new Map<string, KnownTemplate>();
    versions.set(text(subject.root["versionLabel"]) ?? "", templateOf(subject));
    known.set(identifierOf(subject), versions);
  }
  return known;
}

/** What other documents need to know of a version of a template. */
export function templateOf({ root }: Subject): KnownTemplate {
  return { type: text(root["type"]) ?? "", spec: mapping(root["spec"]) };
}

/** What other documents need to know of a pipeline. */
export function pipelineOf(subject: Subject): KnownPipeline {
  const inside = contentsOf(subject).mappings.map(({ value }) => value);
  const texts = (key: string): Set<string> =>
    new Set(inside.map((value) => text(value[key])).filter((value) => value !== undefined));
  return {
    identifier: identifierOf(subject),
    variables: declaredVariables(subject),
    stages: new Set(stagesOf(subject).flatMap(({ value }) => text(value["identifier"]) ?? [])),
    services: texts("serviceRef"),
    templates: texts("templateRef"),
  };
}

/** Names of the variables that a pipeline, or a pipeline template, declares for all its stages. */
export function declaredVariables(subject: Subject): Set<string> {
  const paths = [[...subject.at, "variables"].join("/"), [...subject.at, "spec", "variables"].join("/")];
  const lists = variableLists(subject).filter(({ path }) => paths.includes(path.join("/")));
  const inputs = valueAt(subject.root, ["template", "templateInputs", "variables"]);
  const all = [...lists.map(({ value }) => value), Array.isArray(inputs) ? (inputs as unknown[]) : []];
  return new Set(all.flat().flatMap((variable) => text(mapping(variable)["name"]) ?? []));
}

function identifierOf(subject: Subject): string {
  return text(subject.root["identifier"]) ?? "";
}
