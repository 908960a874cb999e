/** The versions of templates that pipelines refer to. */
import { linksIn } from "harness-simulate/expand/links";
import { renderTemplate } from "../documents/template";
import { deployTemplates } from "../catalog/library/deploy";
import { templateTypes, type TemplateLibrary, type TemplateVersion } from "../catalog/library/model";
import { targets } from "../catalog/schema/common";
import { templateNames } from "../catalog/names";
import { projectInputs, projectKeys, type PlanContext } from "./context";
import { stableLink, templateObjectName } from "./links";
import type { PlannedObject, PlanUnit } from "./model";
import { orderedTags, ownerTags } from "./tags";

/**
 * The unit of all templates. Which ones there are follows from the platform and the library alone: a template does not
 * come and go with the first and the last service that uses it.
 */
export function templateLibrary(context: PlanContext): PlanUnit {
  const objects = neededVersions(context).map((version) => templateObject(context, version));
  return { component: "TemplateLibrary", name: "templates", objects };
}

/** Every version of every template that this platform can use, each after those it links. */
export function neededVersions(context: PlanContext): TemplateVersion[] {
  const { library } = context.catalog;
  const needed = new Set<string>();
  const add = (identifier: string): void => {
    if (needed.has(identifier)) return;
    needed.add(identifier);
    for (const { spec } of library.get(identifier) ?? [])
      for (const { templateRef } of linksIn(spec)) add(templateRef);
  };
  rootTemplates(context).forEach(add);
  const versions = [...library].filter(([identifier]) => needed.has(identifier)).flatMap(([, all]) => all);
  // A template links only templates of the types before its own, so that this order is one of dependencies.
  return templateTypes.flatMap((type) => versions.filter((version) => version.type === type));
}

function rootTemplates({ catalog, environments }: PlanContext): string[] {
  const hosted = Object.values(catalog.platform.clusters).filter(({ environment }) =>
    environments.some(({ key }) => key === environment),
  );
  const production = environments.filter(({ type }) => type === "Production").map(({ key }) => key);
  const has = (type: string) => environments.some(({ gate }) => gate.type === type);
  const used = targets.filter((target) => hosted.some((cluster) => cluster.target === target));
  const hotfixed = used.filter((target) =>
    hosted.some((cluster) => cluster.target === target && production.includes(cluster.environment)),
  );
  return [
    ...used.flatMap(deployTemplates),
    ...(has("bake") ? [templateNames.bake] : []),
    ...(has("approval") ? approvals(catalog.library) : []),
    ...(catalog.platform.changeWindow !== undefined && production.length > 0
      ? [templateNames.changeWindow, ...hotfixed.map(templateNames.hotfix)]
      : []),
  ];
}

/** However many approve today, tomorrow it may be one more; the three are small and few. */
function approvals(library: TemplateLibrary): string[] {
  return [1, 2, 3].map(templateNames.approval).filter((identifier) => library.has(identifier));
}

function templateObject(context: PlanContext, version: TemplateVersion): PlannedObject {
  const { identifier, name, label, spec } = version;
  const links = linksIn(spec).map(
    (link) => `template/${templateObjectName(link.templateRef, link.versionLabel)}` as const,
  );
  return {
    kind: "template",
    name: templateObjectName(identifier, label),
    inputs: {
      identifier,
      name,
      version: label,
      isStable: label === stableLink(context, identifier).versionLabel,
      ...projectInputs(context),
      templateYaml: renderTemplate(version, {
        scope: context.project,
        tags: orderedTags(ownerTags(context)),
      }),
    },
    dependsOn: links.length === 0 ? projectKeys(context) : [...new Set(links)],
  };
}
