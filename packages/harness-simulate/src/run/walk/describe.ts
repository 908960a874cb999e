/** What a stage is about: its service, environment and infrastructure, and what its expressions can see. */
import { listAt, mapAt, textAt, type Node } from "../../trigger/documents";
import type { Scope } from "../expression/resolve";
import type { Iteration } from "../looping";
import type { Deployment } from "../model";
import { namedNodes, type Segment } from "../paths";
import { strategyOf } from "../steps/kinds";
import { infrastructureKey } from "../surroundings";
import { fillIn, fillInList, type Run, type Tree } from "./frame";

/** A stage before it runs. */
export interface Described {
  readonly scope: Scope;
  readonly outputs: Tree;
  readonly deployment: Deployment | undefined;
}

/** Looks up what a stage names and resolves it. Notes down what has no value. */
export function describe(run: Run, stage: Node, id: Segment, iteration: Iteration): Described {
  const outputs: Tree = {};
  const head = {
    identifier: id.id,
    name: textAt(stage, "name"),
    type: textAt(stage, "type"),
    variables: valuesOf(listAt(stage, "variables")),
  };
  const scope: Scope = {
    ...run.scope,
    ...iteration.scope,
    stage: { ...head, spec: { execution: { steps: outputs } } },
    execution: { steps: outputs },
  };
  if (head.type !== "Deployment") return { scope, outputs, deployment: undefined };
  return { outputs, ...deploymentOf(run, stage, id, scope) };
}

/** Variables by name. @param variables a list of `{name, value}` */
export function valuesOf(variables: readonly Node[]): Record<string, unknown> {
  return Object.fromEntries(variables.map((variable) => [textAt(variable, "name"), variable["value"] ?? ""]));
}

function deploymentOf(run: Run, stage: Node, id: Segment, scope: Scope) {
  const text = (value: unknown) => fillIn(run, scope, id.id, value);
  const targets = targetOf(run, stage);
  if (targets.others > 0)
    run.recorder.assume(`${id.id} deploys to ${targets.others + 1} places, only the first is followed`);
  const [service, environment, infrastructure] = [
    text(targets.service),
    text(targets.environment),
    text(targets.infrastructure),
  ];
  const { services, environments, infrastructures } = run.world;
  const documents = {
    service: services.get(service) ?? missing(run, "service", service),
    environment: environments.get(environment) ?? missing(run, "environment", environment),
    infrastructure:
      infrastructures.get(infrastructureKey(environment, infrastructure)) ??
      missing(run, "infrastructure", infrastructure),
  };
  const inner = { ...scope, ...targetScope(documents) };
  const list = (value: unknown) => fillInList(run, inner, id.id, value);
  const filled = (value: unknown) => fillIn(run, inner, id.id, value);
  const infra = mapAt(documents.infrastructure, "spec");
  const deployment: Deployment = {
    service,
    environment,
    environmentType: textAt(documents.environment, "type"),
    infrastructure,
    namespace: filled(textAt(infra, "namespace") || textAt(infra, "cluster")),
    delegateSelectors: stage["delegateSelectors"] === undefined ? [] : list(stage["delegateSelectors"]),
    manifests: manifestPaths(documents.service).map(filled),
    image: filled(imageOf(documents.service)),
    strategy: strategyOf(typesIn(stage)),
  };
  return { scope: inner, deployment };
}

/** References of a stage; `useFromStage` goes to the stage it names. The forms with several targets give the first. */
function targetOf(run: Run, stage: Node) {
  const spec = mapAt(stage, "spec");
  const from = (key: "service" | "environment"): Node => {
    const own = mapAt(spec, key);
    const other = textAt(own, "useFromStage", "stage") || textAt(own, "useFromStage");
    if (other === "") return own;
    const found = namedNodes(run.pipeline).find(({ kind, path }) => kind === "stage" && path === other);
    return mapAt(found?.node, "spec", key);
  };
  const services = listAt(spec, "services", "values");
  const environments = listAt(spec, "environments", "values");
  const service = services[0] ?? from("service");
  const environment = environments[0] ?? from("environment");
  const infrastructures = listAt(environment, "infrastructureDefinitions");
  const others = [services, environments, infrastructures].reduce(
    (sum, { length }) => sum + Math.max(0, length - 1),
    0,
  );
  return {
    service: textAt(service, "serviceRef"),
    environment: textAt(environment, "environmentRef"),
    infrastructure: textAt(infrastructures[0], "identifier"),
    others,
  };
}

function missing(run: Run, kind: string, identifier: string): Node {
  run.recorder.assume(
    `there is no document of ${kind} ${identifier || "without name"}; its identifier stands for its name`,
  );
  return { identifier, name: identifier };
}

function targetScope(documents: { service: Node; environment: Node; infrastructure: Node }): Scope {
  const { service, environment, infrastructure } = documents;
  const key = [service, environment, infrastructure].map((each) => textAt(each, "identifier")).join("_");
  return {
    service: { identifier: textAt(service, "identifier"), name: textAt(service, "name") },
    serviceVariables: valuesOf(listAt(service, "serviceDefinition", "spec", "variables")),
    env: {
      identifier: textAt(environment, "identifier"),
      name: textAt(environment, "name"),
      type: textAt(environment, "type"),
      variables: valuesOf(listAt(environment, "variables")),
    },
    infra: {
      ...mapAt(infrastructure, "spec"),
      identifier: textAt(infrastructure, "identifier"),
      infraIdentifier: textAt(infrastructure, "identifier"),
      name: textAt(infrastructure, "name"),
    },
    INFRA_KEY: key,
    INFRA_KEY_SHORT_ID: shortId(key),
  };
}

/** Six characters that depend on the text alone; Harness's own are others (FNV-1a, 32 bits). */
export function shortId(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  return hash.toString(36).padStart(6, "0").slice(-6);
}

function manifestPaths(service: Node): unknown[] {
  return listAt(service, "serviceDefinition", "spec", "manifests")
    .map((entry) => mapAt(entry, "manifest", "spec"))
    .flatMap((spec) => [mapAt(spec, "store", "spec")["paths"], spec["valuesPaths"]])
    .flatMap((paths): unknown[] => (Array.isArray(paths) ? paths : []));
}

/** The variable `image` where there is one, else the primary artifact. */
function imageOf(service: Node): unknown {
  const spec = mapAt(service, "serviceDefinition", "spec");
  const variable = valuesOf(listAt(spec, "variables"))["image"];
  if (variable !== undefined) return variable;
  const primary = mapAt(spec, "artifacts", "primary");
  const source = mapAt(listAt(primary, "sources")[0] ?? primary, "spec");
  const path = textAt(source, "imagePath");
  return path === "" ? "" : `${path}:${textAt(source, "tag")}`;
}

function typesIn(stage: Node): string[] {
  const alone = namedNodes({ stages: [{ stage }] });
  return alone.filter(({ kind }) => kind === "step").map(({ type }) => type);
}
