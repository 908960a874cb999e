import { type Kind, type ResourceSpec, specs } from "../sdk/spec";
import { handlers } from "./handlers";
import type { Handler } from "./handlers/handler";

/** Shape and behaviour of one kind. */
export interface Resource {
  readonly kind: Kind;
  readonly spec: ResourceSpec;
  readonly handler: Handler;
}

/** Every kind by its type token. */
export const resources: ReadonlyMap<string, Resource> = new Map(
  (Object.keys(specs) as Kind[]).map((kind) => [
    specs[kind].token,
    { kind, spec: specs[kind], handler: handlers[kind] },
  ]),
);
