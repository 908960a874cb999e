/** The triggers of a plan, by service. */
import { ofKind, type Plan, type PlannedOf } from "../../plan/model";
import { identityOf } from "../../catalog/names";
import type { Service } from "../../catalog/model";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { problem } from "@harness-catalog/problems";
import { templatesIn } from "harness-simulate/expand/library";
import type { TriggerResult, WebhookEvent } from "harness-simulate/trigger/model";
import { simulateTrigger } from "harness-simulate/trigger/simulate";

/**
 * The service of that name.
 * @throws CatalogError SIM004 when the catalog has none
 */
export function serviceNamed(services: readonly Service[], name: string): Service {
  const found = services.find((service) => service.name === name);
  if (found !== undefined) return found;
  const names = services.map((service) => service.name);
  const cure = didYouMean(name, names, `services: ${listWords(names)}`);
  throw problem("SIM004", `the catalog has no service "${name}"`, cure);
}

/** Sends an event to every trigger of these services. A service without a trigger in this plan adds nothing. */
export function simulateTriggers(
  plan: Plan,
  services: readonly Service[],
  event: WebhookEvent,
): TriggerResult[] {
  const objects = plan.units.flatMap((unit) => unit.objects);
  const pipelines = new Map(
    ofKind(objects, "pipeline").map(({ inputs }) => [inputs.identifier, inputs.yaml]),
  );
  const findTemplate = templatesIn(
    ofKind(objects, "template").map(({ inputs: { templateYaml = "" } }) => templateYaml),
  );
  return services.flatMap((service) =>
    triggersOf(plan, service).map(({ inputs: { targetId, yaml: triggerYaml = "" } }) => {
      const pipelineYaml = pipelines.get(targetId) ?? "";
      return simulateTrigger({ service: service.name, triggerYaml, pipelineYaml, findTemplate }, event);
    }),
  );
}

function triggersOf(plan: Plan, service: Service): PlannedOf<"triggers">[] {
  return plan.units
    .filter((unit) => unit.component === "ServiceDelivery" && unit.name === identityOf(service))
    .flatMap((unit) => ofKind(unit.objects, "triggers"));
}
