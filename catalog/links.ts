/** Addresses of the Harness console. */
import { serviceNames } from "./names";
import type { Platform } from "./schema/platform";

/** Where a person sees the pipeline of a service. `identity` is the name the service was created under. */
export function pipelineUrl(
  { console, organization, project }: Pick<Platform, "console" | "organization" | "project">,
  account: string,
  identity: string,
): string {
  const base = `${console}/account/${account}/cd/orgs/${organization.identifier}/projects/${project.identifier}`;
  return `${base}/pipelines/${serviceNames.pipeline(identity)}/pipeline-studio`;
}
