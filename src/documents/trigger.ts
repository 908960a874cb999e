/** Starts a pipeline when the build of its service has published an image. */
import { entityHead, type Entity } from "./entity";
import { triggerPayload } from "./expression";
import { imageTagInput, imageTagPattern } from "./imageTag";
import { renderYaml } from "./yaml";

/** What a trigger starts, and for which service. */
export interface ImageTrigger {
  /** Identifier of the pipeline. */
  readonly pipeline: string;
  /** Name of the service in the catalog, as the build sends it. */
  readonly service: string;
}

/**
 * A custom webhook for the payload `{"service": "payment-service", "imageTag": "v2.3.1"}`. Anything else, a moving tag
 * included, starts nothing. The later stages keep their own gates, whatever started the run.
 */
export function renderImageTrigger(entity: Entity, { pipeline, service }: ImageTrigger): string {
  return renderYaml("trigger", {
    ...entityHead(entity),
    enabled: true,
    pipelineIdentifier: pipeline,
    source: {
      type: "Webhook",
      spec: {
        type: "Custom",
        spec: {
          payloadConditions: [
            { key: triggerPayload("service"), operator: "Equals", value: service },
            { key: triggerPayload("imageTag"), operator: "Regex", value: imageTagPattern },
          ],
          headerConditions: [],
        },
      },
    },
    inputYaml: renderYaml("pipeline", {
      identifier: pipeline,
      variables: [imageTagInput(triggerPayload("imageTag"))],
    }),
  });
}

/** What a schedule starts, and when. */
export interface ScheduleTrigger {
  /** Identifier of the pipeline. */
  readonly pipeline: string;
  /** UNIX cron expression, UTC. */
  readonly cron: string;
  /** Identifier of the input set that gives the image tag. */
  readonly inputSet: string;
}

/** Starts a pipeline by the clock. Production keeps its gates, whatever started the run. */
export function renderScheduleTrigger(entity: Entity, { pipeline, cron, inputSet }: ScheduleTrigger): string {
  return renderYaml("trigger", {
    ...entityHead(entity),
    enabled: true,
    pipelineIdentifier: pipeline,
    source: { type: "Scheduled", spec: { type: "Cron", spec: { type: "UNIX", expression: cron } } },
    inputSetRefs: [inputSet],
  });
}
