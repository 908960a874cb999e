/** Links of a service's page, all built from platform.yaml, so that a new host or project name changes them all. */
import { orderedEnvironments } from "../catalog/effective";
import type { Platform, Service } from "../catalog/model";
import { identityOf } from "../catalog/names";
import { consoleUrl, type ConsoleProject } from "../catalog/links";
import type { EntityLink } from "./templates/entities";
import { repositoryOf } from "./repository";

/** A Harness project with the name that people know its account by. */
export interface LinkedProject extends ConsoleProject {
  readonly label: string;
}

/** Projects that hold a pipeline of the service: those of the accounts that host one of its environments, by label. */
export function projectsOf(
  { links, console, organization, project }: Platform,
  service: Service,
): LinkedProject[] {
  return Object.entries(links.accounts)
    .filter(([, { environments }]) => environments.some((key) => service.environments.includes(key)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, { id }]) => ({
      label,
      console,
      account: id,
      organization: organization.identifier,
      project: project.identifier,
    }));
}

/** Every link of a service. */
export function linksOf(platform: Platform, service: Service): EntityLink[] {
  const projects = projectsOf(platform, service);
  return [
    ...projects.flatMap((project) =>
      harnessLinks(project, service, projects.length > 1 ? ` (${project.label})` : ""),
    ),
    manifestsLink(platform, service),
    ...platform.links.services.flatMap((link) => ownLinks(platform, service, link)),
  ];
}

/** One link that starts the pipeline, one more for each input set, then what has run and what runs where. */
function harnessLinks(project: ConsoleProject, service: Service, account: string): EntityLink[] {
  const identity = identityOf(service);
  const sets = Object.keys(service.inputSets).sort();
  return [
    { title: `Deploy in Harness${account}`, url: consoleUrl.run(project, identity), icon: "web" },
    ...sets.map((set) => ({
      title: `Deploy in Harness with ${set}${account}`,
      url: consoleUrl.run(project, identity, set),
      icon: "web",
    })),
    { title: `Runs in Harness${account}`, url: consoleUrl.executions(project, identity), icon: "web" },
    { title: `Versions by environment${account}`, url: consoleUrl.service(project, identity), icon: "web" },
  ];
}

function manifestsLink(platform: Platform, { name }: Service): EntityLink {
  const { host, owner, name: repository, branch, generated } = repositoryOf(platform);
  return {
    title: "Manifests",
    url: `https://${host}/${owner}/${repository}/tree/${branch}/${generated}/${name}`,
    icon: "github",
  };
}

function ownLinks(platform: Platform, service: Service, link: EntityLink): EntityLink[] {
  const each = (environment: string): EntityLink => ({
    title: fill(link.title, service, environment),
    url: fill(link.url, service, environment),
    icon: link.icon,
  });
  if (!`${link.title}${link.url}`.includes("{environment}")) return [each("")];
  return orderedEnvironments(platform, service.environments).map((key) =>
    each(platform.environments[key]?.label ?? key),
  );
}

/** Fills in what stands in braces. Environments appear by their label, as in paths. */
export function fill(text: string, { name, team }: Service, environment = ""): string {
  return text
    .replaceAll("{service}", name)
    .replaceAll("{team}", team)
    .replaceAll("{environment}", environment);
}
