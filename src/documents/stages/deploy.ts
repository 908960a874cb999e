/** Stages that deploy one service to one infrastructure. */
import type { Yaml, YamlMap } from "../yaml";
import { linkedStage, stageVariables, type StageHead, type TemplateLink } from "./link";

/** One deployment of a pipeline, by identifiers. */
export interface Deployment extends StageHead {
  readonly service: string;
  readonly environment: string;
  readonly infrastructure: string;
  /** All must match one delegate. */
  readonly delegateSelectors: readonly string[];
  /** What the strategy leaves open beside that. */
  readonly settings: DeploymentSettings;
}

/** Inputs that some strategies and workloads need. */
export interface DeploymentSettings {
  /** Stage variables by name. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Steps whose spec is left open, as inputs. */
  readonly steps?: readonly Yaml[];
}

/** The stage of a pipeline that deploys to one infrastructure. */
export function deployStage(link: TemplateLink, deployment: Deployment): Yaml {
  const { service, environment, infrastructure, delegateSelectors, settings } = deployment;
  const { variables, steps } = settings;
  const spec: YamlMap = {
    service: { serviceRef: service },
    environment: { environmentRef: environment, infrastructureDefinitions: [{ identifier: infrastructure }] },
    execution: steps === undefined ? undefined : { steps },
  };
  return linkedStage(link, deployment, {
    type: "Deployment",
    delegateSelectors,
    spec,
    variables: variables === undefined ? undefined : stageVariables(variables),
  });
}
