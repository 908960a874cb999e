/** What a service gets, computed from the catalog alone: identifiers, links, stages, documents. */
import { parse } from "yaml";
import { approversOf, orderedEnvironments } from "../catalog/effective";
import { pipelineUrl } from "../catalog/links";
import type { Catalog, Service } from "../catalog/model";
import { identityOf, serviceNames } from "../catalog/names";
import { planCatalog, type Plan, type PlannedObject } from "../plan";
import { ofKind, type AnyInputs } from "../plan/model";

/** One stage of a pipeline, in the words of the document that Harness gets. */
export interface StageFact {
  readonly identifier: string;
  readonly name: string;
}

/** What stands before an environment. */
export interface GateFact {
  /** Label, such as `int-stable`. */
  readonly environment: string;
  /** `none`, `waits 1h`, `approval by owner, platform-team within 7d` */
  readonly gate: string;
}

/** Everything a person wants to know of a service before it exists. */
export interface ServiceFacts {
  readonly serviceId: string;
  readonly pipelineId: string;
  /** Undefined when no account is known. */
  readonly pipelineUrl: string | undefined;
  readonly stages: readonly StageFact[];
  readonly gates: readonly GateFact[];
  /** Harness objects of the service, as `kind identifier`. */
  readonly objects: readonly string[];
  /** The pipeline's document; "" when no environment of the service has a cluster. */
  readonly pipelineYaml: string;
}

/** What a catalog leads to when one account hosted all of it; units of services only for those named in `only`. */
export function wholePlanOf(catalog: Catalog, only: readonly string[]): Plan {
  const environments = Object.keys(catalog.platform.environments);
  return planCatalog(catalog, { account: "any", environments, stack: "any" }, new Set(only));
}

/** The facts of one service. `account` is the Harness account that links lead to. */
export function factsOf(catalog: Catalog, service: Service, account: string | undefined): ServiceFacts {
  const identity = identityOf(service);
  const plan = wholePlanOf(catalog, [service.name]);
  const objects =
    plan.units.find(({ component, name }) => component === "ServiceDelivery" && name === identity)?.objects ??
    [];
  const pipeline = ofKind(objects, "pipeline").find(({ name }) => name === identity);
  const pipelineYaml = pipeline?.inputs.yaml ?? "";
  return {
    serviceId: serviceNames.service(identity),
    pipelineId: serviceNames.pipeline(identity),
    pipelineUrl: account === undefined ? undefined : pipelineUrl(catalog.platform, account, identity),
    stages: stagesIn(pipelineYaml),
    gates: gatesOf(catalog, service),
    objects: objects.map(spoken),
    pipelineYaml,
  };
}

/** `pipeline payment_service_cd` */
export function spoken({ kind, name, inputs }: PlannedObject): string {
  const { identifier }: AnyInputs = inputs;
  return `${kind} ${typeof identifier === "string" ? identifier : name}`;
}

interface PipelineDocument {
  readonly pipeline?: { readonly stages?: readonly { readonly stage?: StageFact }[] };
}

function stagesIn(pipelineYaml: string): StageFact[] {
  const { pipeline } = (parse(pipelineYaml) ?? {}) as PipelineDocument;
  return (pipeline?.stages ?? []).flatMap(({ stage }) =>
    stage === undefined ? [] : [{ identifier: stage.identifier, name: stage.name }],
  );
}

function gatesOf(catalog: Catalog, service: Service): GateFact[] {
  const { environments, changeWindow } = catalog.platform;
  return orderedEnvironments(catalog.platform, service.environments).flatMap((key) => {
    const found = environments[key];
    if (found === undefined) return [];
    const window = found.type === "Production" && changeWindow !== undefined ? ["change window"] : [];
    const approval = () =>
      `approval by ${approversOf(catalog, service, key)
        .map((approver) => (approver === "owner" ? service.team : approver))
        .join(", ")}`;
    const { gate } = found;
    const own =
      gate.type === "bake"
        ? [`waits ${gate.duration}`]
        : gate.type === "approval"
          ? [`${approval()} within ${gate.timeout}`]
          : [];
    const all = [...own, ...window];
    return [{ environment: found.label, gate: all.length === 0 ? "none" : all.join(", then ") }];
  });
}
