import type * as pulumi from "@pulumi/pulumi";
import type { ObjectKind } from "../src/plan/model";

/** Inputs and options of one child, as they are about to be registered. */
export interface Child {
  readonly kind: ObjectKind;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly opts: pulumi.CustomResourceOptions;
}

/** The escape hatch of every component: sees each child last and may change its inputs or options. */
export type Transform = (child: Child) => Pick<Child, "inputs" | "opts">;

/** A child after the caller's transform, if there is one. */
export function transformed(child: Child, transform: Transform | undefined): Child {
  return transform === undefined ? child : { ...child, ...transform(child) };
}
