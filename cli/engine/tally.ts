/** Counts what an operation did to objects, from the engine's events. */
import type { EngineEvent } from "@pulumi/pulumi/automation";
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
    this.byUrn.set(metadata.urn, {
      op,
      type: metadata.type,
      name: metadata.urn.split("::").at(-1) ?? metadata.urn,
      properties: Object.keys(metadata.detailedDiff ?? {}),
    });
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
