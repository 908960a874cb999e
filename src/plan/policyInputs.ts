/** A plan as the policies see it: its objects in the shapes that Harness gives to OPA. */
import { parse } from "yaml";
import type { PolicyInput, RegoTexts } from "../policies/evaluate";
import type { PolicyName } from "../policies";
import { expandPipeline, isNode, type FindTemplate, type Node } from "harness-simulate/expand";
import { templatesIn } from "harness-simulate/expand/library";
import { entityOf, isConnector } from "./connectorEntity";
import { keyOf, ofKind, type Plan, type PlannedObject } from "./model";
import { policySetSpecs, type PolicySetSpec } from "./policySets";

/** Texts of the plan's policies. */
export function policyTexts(plan: Plan): RegoTexts {
  return Object.fromEntries(ofKind(objectsOf(plan), "policy").map(({ name, inputs }) => [name, inputs.rego]));
}

/** Texts of the plan's templates, every version. */
export function templateTexts(plan: Plan): string[] {
  return ofKind(objectsOf(plan), "template").map(({ inputs }) => inputs.templateYaml ?? "");
}

/** Objects that a policy judges when they are saved: pipelines, connectors, infrastructures. */
export function judgedObjects(plan: Plan): PlannedObject[] {
  return objectsOf(plan).filter((object) => policiesFor(object).length > 0);
}

/** The input of one object, as Harness composes it when the object is saved. */
export function policyInput(object: PlannedObject, find: FindTemplate): PolicyInput {
  return { subject: keyOf(object), policies: policiesFor(object), document: documentOf(object, find) };
}

/** Finds the templates of a plan. */
export function templateFinder(plan: Plan): FindTemplate {
  return templatesIn(templateTexts(plan));
}

function objectsOf(plan: Plan): PlannedObject[] {
  return plan.units.flatMap((unit) => unit.objects);
}

function policiesFor(object: PlannedObject): readonly PolicyName[] {
  const type = entityTypeOf(object);
  return policySetSpecs(false).find((set) => set.type === type && set.action === "onsave")?.policies ?? [];
}

function entityTypeOf(object: PlannedObject): PolicySetSpec["type"] | undefined {
  if (object.kind === "pipeline" || object.kind === "infrastructure") return object.kind;
  return isConnector(object) ? "connector" : undefined;
}

/** Roots of the inputs: developer.harness.io, policy as code for pipelines, connectors and infrastructures. */
function documentOf(object: PlannedObject, find: FindTemplate): Node {
  if (object.kind === "pipeline")
    return { pipeline: expandPipeline(bodyOf(object.inputs.yaml, "pipeline"), find) };
  if (object.kind === "infrastructure")
    return { infrastructureEntity: bodyOf(object.inputs.yaml, "infrastructureDefinition") };
  return { entity: entityOf(object) };
}

function bodyOf(yaml: string | undefined, root: string): Node {
  const document: unknown = parse(yaml ?? "");
  const body = isNode(document) ? document[root] : undefined;
  return isNode(body) ? body : {};
}
