/** Everything one catalog entry gets: a service, a pipeline, a trigger, and the input sets it asks for. */

import { notificationRules } from "../documents/notifications";
import { renderPipeline } from "../documents/pipeline";
import { renderService } from "../documents/service";
import type { Service } from "../catalog/model";
import { identityOf, serviceNames } from "../catalog/names";
import { channelsOf } from "./channels";
import { connectorKey } from "./connectors";
import { projectInputs, type PlanContext } from "./context";
import type { EnvironmentDeployment } from "./deployments";
import { isWindowed } from "./gates";
import { monitoredServices } from "./monitoredServices";
import type { ObjectKey, PlannedObject, PlanUnit } from "./model";
import { sortedSet } from "./sorting";
import { startObjects } from "./starts";
import { stagesOf } from "./stages";
import { orderedTags, serviceTags, tagInputs } from "./tags";

/** The unit of a service that has at least one environment in this account. */
export function serviceDelivery(
  context: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): PlanUnit {
  const objects = [
    serviceObject(context, service),
    pipelineObject(context, service, deployments),
    ...monitoredServices(context, service, deployments),
    ...startObjects(context, service),
  ];
  return { component: "ServiceDelivery", name: identityOf(service), objects };
}

function serviceObject(context: PlanContext, service: Service): PlannedObject {
  const { platform } = context.catalog;
  const { connector, name: repository, branch, manifests: root } = platform.repository;
  const identifier = serviceNames.service(identityOf(service));
  const { entity, inputs } = described(context, service, identifier, service.name);
  const declared = platform.connectors[connector];
  const ofOneRepository = declared?.type === "github" && declared.connectionType === "Repo";
  return {
    name: identityOf(service),
    kind: "service",
    inputs: {
      ...inputs,
      yaml: renderService(entity, {
        service: service.name,
        target: service.target,
        archetype: service.archetype,
        image: service.image ?? `${platform.registry}/${service.name}`,
        source: { connector, repository: ofOneRepository ? undefined : repository, branch, root },
      }),
    },
    dependsOn: [connectorKey(context, connector)],
  };
}

function pipelineObject(
  context: PlanContext,
  service: Service,
  deployments: readonly EnvironmentDeployment[],
): PlannedObject {
  const stages = stagesOf(context, service, deployments);
  const { channels, secrets } = channelsOf(context, service, deployments);
  const identifier = serviceNames.pipeline(identityOf(service));
  const { entity, inputs } = described(
    context,
    service,
    identifier,
    serviceNames.pipelineDisplay(service.name),
  );
  const production = stages.filter((stage) => stage.production).map((stage) => stage.identifier);
  return {
    name: identityOf(service),
    kind: "pipeline",
    inputs: {
      ...inputs,
      yaml: renderPipeline(entity, {
        stages: stages.map(({ yaml }) => yaml),
        notificationRules: notificationRules(channels, production),
        emergency: deployments.some(({ environment }) => isWindowed(context, environment)),
      }),
    },
    dependsOn: [
      `service/${identityOf(service)}`,
      ...(sortedSet([...stages.flatMap(({ refersTo }) => refersTo), ...secrets]) as ObjectKey[]),
    ],
  };
}

/** Members that service and pipeline have in common, for the document and for the request. */
function described(context: PlanContext, service: Service, identifier: string, name: string) {
  const { description } = service;
  const tags = serviceTags(context, service);
  return {
    entity: { scope: context.project, identifier, name, description, tags: orderedTags(tags) },
    inputs: {
      identifier,
      name,
      ...projectInputs(context),
      ...(description === undefined ? {} : { description }),
      tags: tagInputs(tags),
    },
  };
}
