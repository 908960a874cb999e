/** The page of a service in Backstage: its Component and the APIs it offers. */
import { contactOf } from "../catalog/effective";
import type { Catalog, Service } from "../catalog/model";
import { identityOf, serviceNames } from "../catalog/names";
import { consoleUrl } from "../catalog/links";
import type { YamlMap } from "./templates/document";
import { apiEntity, componentEntity } from "./templates/entities";
import { fill, linksOf, projectsOf } from "./links";
import { repositoryOf } from "./repository";
import { systemName } from "./system";

/** Entities of one service. Every reference leads to an entity that is generated too. */
export function serviceEntities({ platform, services }: Catalog, service: Service): YamlMap[] {
  const system = systemName(platform);
  const provided = new Set(services.flatMap(({ providesApis }) => providesApis));
  const component = componentEntity({
    name: service.name,
    description: service.description,
    annotations: annotationsOf(platform, service),
    tags: [...new Set([service.archetype, service.target, ...service.tags])],
    links: linksOf(platform, service),
    owner: service.team,
    system,
    providesApis: service.providesApis,
    consumesApis: service.consumesApis.filter((api) => provided.has(api)),
    dependsOn: service.consumesApis.filter((api) => !provided.has(api)),
  });
  const apis = service.providesApis.map((name) =>
    apiEntity({ name, provider: service.name, owner: service.team, system }),
  );
  return [component, ...apis];
}

/**
 * What plugins read. Kubernetes: by label, in every namespace and cluster. Harness: `@harnessio/backstage-plugin-ci-cd`
 * reads lines of `label: address` (https://developer.harness.io/docs/internal-developer-portal/plugins/available-plugins/harness-ci-cd);
 * its older versions read `harness.io/project-url`.
 */
function annotationsOf(platform: Catalog["platform"], service: Service): Record<string, string> {
  const { owner, name } = repositoryOf(platform);
  const pagerduty = pagerdutyIdOf(platform, service);
  const own = Object.entries(platform.links.annotations).map(
    ([key, text]) => [key, fill(text, service)] as const,
  );
  return {
    ...(service.target === "kubernetes" && {
      "backstage.io/kubernetes-label-selector": `app.kubernetes.io/name=${service.name}`,
    }),
    ...harnessAnnotations(platform, service),
    "github.com/project-slug": `${owner}/${name}`,
    ...(pagerduty !== undefined && { "pagerduty.com/service-id": pagerduty }),
    ...Object.fromEntries(own),
  };
}

function harnessAnnotations(platform: Catalog["platform"], service: Service): Record<string, string> {
  const projects = projectsOf(platform, service);
  const [first] = projects;
  if (first === undefined) return {};
  const identity = identityOf(service);
  const lines = (url: typeof consoleUrl.pipeline) =>
    projects.map((project) => `${project.label}: ${url(project, identity)}\n`).join("");
  return {
    "harness.io/project-url": consoleUrl.pipelines(first),
    "harness.io/cd-serviceId": serviceNames.service(identity),
    "harness.io/pipelines": lines(consoleUrl.pipeline),
    "harness.io/services": lines(consoleUrl.service),
  };
}

/** The id belongs to the PagerDuty service: one that names another team's gets that team's. */
function pagerdutyIdOf(platform: Catalog["platform"], service: Service): string | undefined {
  const { pagerduty } = contactOf({ platform }, service);
  if (pagerduty === undefined) return undefined;
  const teams = [platform.teams[service.team], ...Object.values(platform.teams)];
  return teams.find((team) => team?.pagerduty === pagerduty && team.pagerdutyServiceId !== undefined)
    ?.pagerdutyServiceId;
}
