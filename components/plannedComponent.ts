/** What the six components share: they register the objects of one plan unit and decide nothing. */
import * as pulumi from "@pulumi/pulumi";
import {
  keyOf,
  type ComponentKind,
  type ObjectKey,
  type ObjectKind,
  type PlannedObject,
  type PlanUnit,
} from "../src/plan/model";
import { importIdOf } from "./importId";
import { resourceClasses } from "./resourceClasses";
import { resolveSecrets, type SecretSource } from "./secretValues";
import { transformed, type Transform } from "./transform";

/** Everything a component needs beside its own unit. */
export interface ComponentArgs {
  readonly unit: PlanUnit;
  /** Objects registered so far in this program, by key; the component adds its own. */
  readonly registered: Map<ObjectKey, pulumi.Resource>;
  /** Gives the value for a secret placeholder of the plan. */
  readonly secrets: SecretSource;
  /** Objects that exist unmanaged and are taken over instead of created. */
  readonly imports?: ReadonlySet<string>;
  /** Whether the engine refuses to delete what production stands on. */
  readonly protect?: boolean;
  readonly transform?: Transform;
}

/** Base of every component. Type token: `harness-catalog:components:<kind>`. */
export abstract class PlannedComponent extends pulumi.ComponentResource {
  /** The resources this component created, by object key. */
  readonly nodes: ReadonlyMap<ObjectKey, pulumi.CustomResource>;

  /** @throws Error when the unit belongs to another component or depends on an object nobody registered: both are bugs of the planner. */
  constructor(kind: ComponentKind, args: ComponentArgs, opts: pulumi.ComponentResourceOptions) {
    super(`harness-catalog:components:${kind}`, args.unit.name, {}, opts);
    if (args.unit.component !== kind) {
      throw new Error(`unit "${args.unit.name}" is a ${args.unit.component}, not a ${kind}`);
    }
    const nodes = new Map<ObjectKey, pulumi.CustomResource>();
    for (const object of args.unit.objects) {
      const resource = this.register(object, args);
      nodes.set(keyOf(object), resource);
      args.registered.set(keyOf(object), resource);
    }
    this.nodes = nodes;
  }

  /** Identifiers of this component's objects of one kind, as Harness confirmed them. */
  protected ids(kind: ObjectKind): pulumi.Output<string>[] {
    return [...this.nodes].filter(([key]) => key.startsWith(`${kind}/`)).map(([, resource]) => resource.id);
  }

  private register(object: PlannedObject, args: ComponentArgs): pulumi.CustomResource {
    const { inputs, ignoreChanges } = resolveSecrets(object.inputs, args.secrets);
    const child = transformed(
      {
        kind: object.kind,
        name: object.name,
        inputs,
        opts: {
          parent: this,
          ...(ignoreChanges.length === 0 ? {} : { ignoreChanges }),
          dependsOn: object.dependsOn.map((key) => dependency(object, key, args.registered)),
          ...(args.protect === true && object.production === true ? { protect: true } : {}),
          ...(args.imports?.has(keyOf(object)) ? { import: importIdOf(object) } : {}),
        },
      },
      args.transform,
    );
    // The plan has typed the inputs by their kind; what a transform changes is checked by the provider.
    return new resourceClasses[child.kind](child.name, child.inputs as never, child.opts);
  }
}

function dependency(
  object: PlannedObject,
  key: ObjectKey,
  registered: ReadonlyMap<ObjectKey, pulumi.Resource>,
): pulumi.Resource {
  const found = registered.get(key);
  if (found === undefined) throw new Error(`${keyOf(object)} depends on ${key}, which no earlier unit holds`);
  return found;
}
