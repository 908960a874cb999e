/** Pipelines and their surroundings, as a plan has them. */
import type { Plan, PlannedObject } from "../../plan";
import type { Service } from "../../catalog/model";
import { identityOf } from "../../catalog/names";
import { problem } from "@harness-catalog/problems";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { expandPipeline, type FindTemplate } from "harness-simulate/expand";
import { templatesIn } from "harness-simulate/expand/library";
import { documentOf, textAt, type Node } from "harness-simulate/trigger/documents";
import { namedNodes } from "harness-simulate/run/paths";
import {
  infrastructureKey,
  monitoredKey,
  type EvaluatePolicy,
  type Surroundings,
} from "harness-simulate/run/surroundings";

/**
 * The map under `pipeline` of a service's pipeline, or of another pipeline of the plan.
 * @param identifier of the pipeline; undefined: the first one of the service
 * @throws CatalogError SIM013 when there is none
 */
export function pipelineOf(plan: Plan, service: Service, identifier: string | undefined): Node {
  const own = plan.units
    .filter((unit) => unit.component === "ServiceDelivery" && unit.name === identityOf(service))
    .flatMap((unit) => ofKind(unit.objects, "pipeline"));
  const all = ofKind(objectsOf(plan), "pipeline");
  const found =
    identifier === undefined
      ? own[0]
      : all.find((object) => textAt(object.inputs, "identifier") === identifier);
  if (found !== undefined) return documentOf(textAt(found.inputs, "yaml"), "pipeline");
  if (identifier === undefined)
    throw problem(
      "SIM013",
      `the plan has no pipeline for ${service.name}`,
      "give it an environment of the platform",
    );
  const names = all.map((object) => textAt(object.inputs, "identifier"));
  const cure = didYouMean(identifier, names, `pipelines: ${listWords(names)}`);
  throw problem("SIM013", `the plan has no pipeline "${identifier}"`, cure);
}

/** Everything of a plan that runs touch. Kinds a plan does not have yet are empty. */
export function surroundingsOf(plan: Plan, evaluate: EvaluatePolicy): Surroundings {
  const objects = objectsOf(plan);
  const documents = (kind: string, root: string) =>
    ofKind(objects, kind).map((object) => documentOf(textAt(object.inputs, "yaml"), root));
  const byIdentifier = (nodes: readonly Node[]) =>
    new Map(nodes.map((node) => [textAt(node, "identifier"), node]));
  return {
    findTemplate: templatesIn(
      ofKind(objects, "template").map(({ inputs }) => textAt(inputs, "templateYaml")),
    ),
    services: byIdentifier(documents("service", "service")),
    environments: byIdentifier(documents("environment", "environment")),
    infrastructures: new Map(
      documents("infrastructure", "infrastructureDefinition").map((node) => [
        infrastructureKey(textAt(node, "environmentRef"), textAt(node, "identifier")),
        node,
      ]),
    ),
    freezes: documents("manualFreeze", "freeze"),
    monitored: new Set(
      ofKind(objects, "monitoredService").map(({ inputs }) =>
        monitoredKey(textAt(inputs, "request", "serviceRef"), textAt(inputs, "request", "environmentRef")),
      ),
    ),
    runPolicySets: ofKind(objects, "policySet")
      .filter(
        ({ inputs }) =>
          inputs["type"] === "pipeline" && inputs["action"] === "onrun" && inputs["enabled"] !== false,
      )
      .map(({ inputs }) => textAt(inputs, "identifier")),
    evaluate,
  };
}

/** Whether a run of the pipeline asks any policy. */
export function asksPolicies(
  pipeline: Node,
  world: Pick<Surroundings, "runPolicySets" | "findTemplate">,
): boolean {
  return world.runPolicySets.length > 0 || typesOf(pipeline, world.findTemplate).includes("Policy");
}

function typesOf(pipeline: Node, findTemplate: FindTemplate): string[] {
  return namedNodes(expandPipeline(pipeline, findTemplate)).map(({ type }) => type);
}

function objectsOf(plan: Plan): PlannedObject[] {
  return plan.units.flatMap((unit) => unit.objects);
}

/** The kind is a text here, because plans may have kinds that this room does not know. */
function ofKind(objects: readonly PlannedObject[], kind: string): PlannedObject[] {
  return objects.filter((object) => (object.kind as string) === kind);
}
