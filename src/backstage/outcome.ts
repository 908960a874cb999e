/** What a change leads to, for people: computed from the names, because nothing exists before the merge. */
import type { Catalog, Service } from "../catalog/model";
import { identityOf, serviceNames } from "../catalog/names";
import { consoleUrl } from "../catalog/links";
import { projectsOf } from "./links";

/** Where the pipeline is or will be, in the first account that hosts an environment of the service. */
export function pipelineUrlOf({ platform }: Catalog, service: Service): string | undefined {
  const [project] = projectsOf(platform, service);
  return project && consoleUrl.pipeline(project, identityOf(service));
}

/** What goes when the service goes, one Markdown list item each. */
export function deletionsOf({ platform }: Catalog, service: Service): string {
  const identity = identityOf(service);
  const sets = Object.keys(service.inputSets).sort();
  const triggers = [
    serviceNames.imageTrigger(identity),
    ...(service.schedule === undefined ? [] : [serviceNames.scheduleTrigger(identity)]),
  ];
  return [
    `Harness service ${serviceNames.service(identity)}, with what verifies its deployments`,
    `pipeline ${serviceNames.pipeline(identity)}, with every past run`,
    ...triggers.map((trigger) => `trigger ${trigger}`),
    ...sets.map((set) => `input set ${serviceNames.inputSet(identity, set)}`),
    `generated files in ${platform.repository.manifests}/${service.name}/`,
    `the page of ${service.name} in Backstage`,
  ]
    .map((item) => `- ${item}`)
    .join("\n");
}
