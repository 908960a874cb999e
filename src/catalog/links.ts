/**
 * Addresses of the Harness console. Paths and query are those of the console's own route definitions
 * (harness/nextgenui, src/modules/10-common/RouteDefinitions.ts: `toPipelineStudio` with `RunPipelineQueryParams`).
 */
import { serviceNames } from "./names";
import type { Platform } from "./schema/platform";

/** A project of one Harness account. */
export interface ConsoleProject {
  /** Base address, such as `https://app.harness.io/ng`. */
  readonly console: string;
  readonly account: string;
  readonly organization: string;
  readonly project: string;
}

/** `identity` is the name a service was created under. */
export const consoleUrl = {
  /** Every pipeline of the project. */
  pipelines: (project: ConsoleProject) => `${base(project)}/pipelines`,
  /** The pipeline of a service in the studio. */
  pipeline: (project: ConsoleProject, identity: string) => `${pipeline(project, identity)}/pipeline-studio`,
  /** Its past runs. */
  executions: (project: ConsoleProject, identity: string) => `${pipeline(project, identity)}/executions`,
  /** Versions and instances of a service by environment. The slash at the end is wanted by Harness's Backstage plugin. */
  service: (project: ConsoleProject, identity: string) =>
    `${base(project)}/services/${serviceNames.service(identity)}/`,
  /** The form that starts the pipeline; with an input set its values are filled in. */
  run: (project: ConsoleProject, identity: string, inputSet?: string) => {
    const values = inputSet === undefined ? {} : filled(identity, inputSet);
    const query = new URLSearchParams({ runPipeline: "true", ...values });
    return `${pipeline(project, identity)}/pipeline-studio/?${query.toString()}`;
  },
} as const;

/** Where a person sees the pipeline of a service. `identity` is the name the service was created under. */
export function pipelineUrl(
  { console, organization, project }: Pick<Platform, "console" | "organization" | "project">,
  account: string,
  identity: string,
): string {
  const { identifier } = organization;
  return consoleUrl.pipeline(
    { console, account, organization: identifier, project: project.identifier },
    identity,
  );
}

function base({ console, account, organization, project }: ConsoleProject): string {
  return `${console}/account/${account}/cd/orgs/${organization}/projects/${project}`;
}

function pipeline(project: ConsoleProject, identity: string): string {
  return `${base(project)}/pipelines/${serviceNames.pipeline(identity)}`;
}

function filled(identity: string, inputSet: string) {
  return {
    inputSetType: "INPUT_SET",
    inputSetLabel: inputSet,
    inputSetValue: serviceNames.inputSet(identity, inputSet),
  };
}
