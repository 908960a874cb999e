/** Counts what an operation did to objects, from the engine's events. */
import { createHash } from "node:crypto";
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { canonical } from "../../catalog/check/canonical";
import { isObject } from "./objectTypes";

/** Objects by what happened (or, for a preview, would happen) to them. */
export interface Tally {
  create: number;
  update: number;
  replace: number;
  delete: number;
  same: number;
}

/** One object that changed or would change. */
export interface Change {
  readonly op: keyof Tally;
  readonly type: string;
  readonly name: string;
  /** Properties that differ, for updates and replacements. */
  readonly properties: readonly string[];
  /** Component the object belongs to, such as ServiceDelivery `payment-service`; absent for an object without one. */
  readonly group?: { readonly component: string; readonly name: string };
  /** SHA-256 of the inputs the object gets, secret values masked; absent for a deletion. */
  readonly inputs?: string;
  /**
   * The inputs that differ, before and after, secret values masked; only where both exist. Of a new pipeline, `after`
   * is its document, so that a report can say what it runs.
   */
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Engine step operation → what people call it. Steps that are part of a replacement count once, as `replace`. */
const meaning: Readonly<Record<string, keyof Tally>> = {
  create: "create",
  import: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "import-replacement": "replace",
  delete: "delete",
  same: "same",
  refresh: "same",
};

/** Collects the final operation of every object. Components, the stack and the provider are not counted. */
export class Tallier {
  private readonly byUrn = new Map<string, Change>();

  observe(event: EngineEvent): void {
    const metadata = event.resOutputsEvent?.metadata ?? event.resourcePreEvent?.metadata;
    if (metadata === undefined || !isObject(metadata.type)) return;
    const op = meaning[metadata.op];
    if (op === undefined) return;
    const previous = this.byUrn.get(metadata.urn);
    if (previous?.op === "replace") return;
    this.byUrn.set(metadata.urn, changeOf(metadata, op));
  }

  /** Changes in the order the engine met them. */
  changes(): Change[] {
    return [...this.byUrn.values()].filter((change) => change.op !== "same");
  }

  tally(): Tally {
    const tally: Tally = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
    for (const change of this.byUrn.values()) tally[change.op] += 1;
    return tally;
  }
}

function changeOf({ urn, type, detailedDiff, old, new: next }: StepEventMetadata, op: keyof Tally): Change {
  const properties = Object.keys(detailedDiff ?? {});
  const change = { op, type, name: lastPart(urn), properties };
  if (op === "same") return change; // most objects of a run; nothing more is asked about them
  const parent = next?.parent || old?.parent || "";
  const both = op !== "create" && op !== "delete" && old !== undefined && next !== undefined;
  return {
    ...change,
    ...(parent.includes(":harness-catalog:") ? { group: groupOf(parent) } : {}),
    ...(op === "delete" || next === undefined ? {} : { inputs: digest(next.inputs) }),
    ...(op === "create" && type.endsWith(":Pipeline")
      ? { after: changedInputs(next?.inputs ?? {}, ["yaml"]) }
      : {}),
    ...(both
      ? { before: changedInputs(old.inputs, properties), after: changedInputs(next.inputs, properties) }
      : {}),
  };
}

/** The inputs that a path such as `tags[0]` leads into. */
export function changedInputs(
  inputs: Readonly<Record<string, unknown>>,
  paths: readonly string[],
): Record<string, unknown> {
  const keys = new Set(paths.map((path) => /^[^.[]*/.exec(path)?.[0]));
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => keys.has(key)));
}

/** `urn:pulumi:dev::project::harness-catalog:components:ServiceDelivery::payment-service` → component and name. */
function groupOf(urn: string): NonNullable<Change["group"]> {
  const component = urn.split("::").at(-2)?.split(":").at(-1) ?? "";
  return { component, name: lastPart(urn) };
}

function lastPart(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** SHA-256 of a value, whatever the order of its keys. */
export function digest(inputs: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(inputs)))
    .digest("hex");
}
