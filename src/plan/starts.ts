/** What starts a service's pipeline: the webhook of its build, the input sets it asks for, a schedule. */
import { renderInputSet } from "../documents/inputSet";
import { renderImageTrigger, renderScheduleTrigger } from "../documents/trigger";
import type { Entity } from "../documents/entity";
import type { Service } from "../catalog/model";
import { identityOf, serviceNames } from "../catalog/names";
import { projectInputs, type PlanContext } from "./context";
import type { ObjectKey, PlannedObject } from "./model";
import { pipelineKey } from "./pipelineKey";
import { sortedEntries } from "./sorting";
import { orderedTags, ownerTags, tagInputs } from "./tags";

/** Triggers and input sets of a service. */
export function startObjects(context: PlanContext, service: Service): PlannedObject[] {
  return [
    imageTrigger(context, service),
    ...sortedEntries(service.inputSets).map(([set, { imageTag }]) =>
      inputSetObject(context, service, set, imageTag),
    ),
    ...scheduleTrigger(context, service),
  ];
}

function imageTrigger(context: PlanContext, service: Service): PlannedObject {
  const identity = identityOf(service);
  const pipeline = serviceNames.pipeline(identity);
  const head = { identifier: serviceNames.imageTrigger(identity), name: "New image" };
  const yaml = (entity: Entity) => renderImageTrigger(entity, { pipeline, service: service.name });
  return triggerObject(context, service, head, yaml, { name: identity, dependsOn: [pipelineKey(service)] });
}

function scheduleTrigger(context: PlanContext, service: Service): PlannedObject[] {
  const { schedule } = service;
  if (schedule === undefined) return [];
  const identity = identityOf(service);
  const head = { identifier: serviceNames.scheduleTrigger(identity), name: "Schedule" };
  const pipeline = serviceNames.pipeline(identity);
  const inputSet = serviceNames.inputSet(identity, schedule.inputSet);
  const yaml = (entity: Entity) => renderScheduleTrigger(entity, { pipeline, cron: schedule.cron, inputSet });
  const dependsOn: ObjectKey[] = [
    pipelineKey(service),
    `inputSet/${inputSetName(service, schedule.inputSet)}`,
  ];
  return [triggerObject(context, service, head, yaml, { name: `${identity}_schedule`, dependsOn })];
}

function triggerObject(
  context: PlanContext,
  service: Service,
  { identifier, name }: Pick<Entity, "identifier" | "name">,
  yaml: (entity: Entity) => string,
  object: Pick<PlannedObject, "name" | "dependsOn">,
): PlannedObject {
  return {
    kind: "triggers",
    name: object.name,
    inputs: {
      identifier,
      name,
      ...projectInputs(context),
      targetId: serviceNames.pipeline(identityOf(service)),
      yaml: yaml({ scope: context.project, identifier, name, tags: orderedTags(ownerTags(context)) }),
    },
    dependsOn: object.dependsOn,
  };
}

function inputSetName(service: Service, set: string): string {
  return `${identityOf(service)}-${set}`;
}

function inputSetObject(
  context: PlanContext,
  service: Service,
  set: string,
  imageTag: string | undefined,
): PlannedObject {
  const identifier = serviceNames.inputSet(identityOf(service), set);
  const pipeline = serviceNames.pipeline(identityOf(service));
  const tags = ownerTags(context);
  const entity = { scope: context.project, identifier, name: set, tags: orderedTags(tags) };
  return {
    name: inputSetName(service, set),
    kind: "inputSet",
    inputs: {
      identifier,
      name: set,
      ...projectInputs(context),
      pipelineId: pipeline,
      tags: tagInputs(tags),
      yaml: renderInputSet(entity, { pipeline, imageTag }),
    },
    dependsOn: [pipelineKey(service)],
  };
}
