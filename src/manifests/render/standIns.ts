/**
 * Most targets differ in nothing but names and sizes. Kustomize runs once for all of those, on stand-ins, and the real values
 * are filled into its output. That is exact as long as a real value is written as its stand-in is: as bare words, and numbers
 * as numbers. Where that might not be so, the real value takes the stand-in's place from the start. A test compares with
 * kustomize run on the real values.
 */
import { sizeOf } from "../../catalog/effective";
import type { Catalog } from "../../catalog/model";
import type { Naming } from "../layers/values";
import type { Target } from "../targets";

const standIns: Naming = {
  name: "zz-service-zz",
  team: "zz-team-zz",
  environment: "zz-environment-zz",
  region: "zz-region-zz",
  cpu: "910000001m",
  memory: "910000002Mi",
  minReplicas: "910000003",
  maxReplicas: "910000004",
};

const anyStandIn = new RegExp(Object.values(standIns).join("|"), "g");

const fieldOf = new Map(Object.entries(standIns).map(([field, text]) => [text, field as keyof Naming]));

/** Slugs that YAML 1.1 takes for something else than text, so that kustomize writes them in quotes. */
const quoted: ReadonlySet<string> = new Set(["yes", "no", "on", "off", "true", "false", "null", "y", "n"]);

/** The real names and sizes of a target. */
export function realNaming(catalog: Catalog, target: Target): Naming {
  const { service, environment, label, region } = target;
  const { cpu, memory, minReplicas, maxReplicas } = sizeOf(catalog, service, environment);
  return {
    name: service.name,
    team: service.team,
    environment: label,
    region,
    cpu,
    memory,
    minReplicas: String(minReplicas),
    maxReplicas: String(maxReplicas),
  };
}

/**
 * What a target's layout is made with: stand-ins wherever they serve. Undefined when they serve nowhere.
 * @param texts everything else that gets into the output, where a stand-in must not stand by chance
 */
export function layoutNaming(real: Naming, texts: string): Naming | undefined {
  if (texts.search(anyStandIn) >= 0) return undefined;
  const fields = Object.entries(real).map(([field, value]: [string, string]) => [
    field,
    quoted.has(value) ? value : standIns[field as keyof Naming],
  ]);
  return Object.fromEntries(fields) as Naming;
}

/** The output of a layout with the real values in it; as it is when the layout has them already. */
export function fillIn(text: string, real: Naming | undefined): string {
  return real === undefined ? text : text.replace(anyStandIn, (standIn) => real[fieldOf.get(standIn)!]);
}
