/** Pipelines and their surroundings, as a plan has them. */
import { ofKind, type Plan, type PlannedObject } from "../../plan/model";
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
    identifier === undefined ? own[0] : all.find(({ inputs }) => inputs.identifier === identifier);
  if (found !== undefined) return documentOf(found.inputs.yaml ?? "", "pipeline");
  if (identifier === undefined)
    throw problem(
      "SIM013",
      `the plan has no pipeline for ${service.name}`,
      "give it an environment of the platform",
    );
  const names = all.map(({ inputs }) => inputs.identifier);
  const cure = didYouMean(identifier, names, `pipelines: ${listWords(names)}`);
  throw problem("SIM013", `the plan has no pipeline "${identifier}"`, cure);
}

/** Everything of a plan that runs touch. */
export function surroundingsOf(plan: Plan, evaluate: EvaluatePolicy): Surroundings {
  const objects = objectsOf(plan);
  const documents = (kind: "service" | "environment" | "infrastructure" | "manualFreeze", root: string) =>
    ofKind(objects, kind).map(({ inputs }) => documentOf(inputs.yaml ?? "", root));
  const byIdentifier = (nodes: readonly Node[]) =>
    new Map(nodes.map((node) => [textAt(node, "identifier"), node]));
  return {
    findTemplate: templatesIn(ofKind(objects, "template").map(({ inputs }) => inputs.templateYaml ?? "")),
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
        monitoredKey(inputs.request?.serviceRef ?? "", inputs.request?.environmentRef ?? ""),
      ),
    ),
    runPolicySets: ofKind(objects, "policySet")
      .filter(
        ({ inputs }) => inputs.type === "pipeline" && inputs.action === "onrun" && inputs.enabled !== false,
      )
      .map(({ inputs }) => inputs.identifier),
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
