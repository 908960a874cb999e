/** Resource classes made from specs: same constructor, properties and `get` as the generated upstream classes. */
import * as pulumi from "@pulumi/pulumi";
import { describeShape } from "./spec/describe";
import type { InputsOf, OutputsOf, ResourceSpec } from "./spec/spec";

type Scalar = string | number | boolean | undefined;

/** `T` with a `pulumi.Input` at every level. */
export type DeepInput<T> = [T] extends [Scalar]
  ? pulumi.Input<T>
  : T extends readonly (infer E)[]
    ? pulumi.Input<DeepInput<E>[]>
    : T extends object
      ? pulumi.Input<{ [K in keyof T]: DeepInput<T[K]> }>
      : T;

/** Constructor arguments of the resource a spec describes. */
export type ArgsOf<S extends ResourceSpec> = { [K in keyof InputsOf<S>]: DeepInput<InputsOf<S>[K]> };

/** Properties of an instance: every input and output as a `pulumi.Output`. */
export type PropertiesOf<S extends ResourceSpec> = {
  readonly [K in keyof OutputsOf<S>]-?: pulumi.Output<OutputsOf<S>[K]>;
};

/** An instance of the class made from a spec. */
export type ResourceOf<S extends ResourceSpec> = pulumi.CustomResource & PropertiesOf<S>;

/** The class made from a spec. */
export interface ResourceClass<S extends ResourceSpec> {
  new (name: string, args: ArgsOf<S>, opts?: pulumi.CustomResourceOptions): ResourceOf<S>;
  /** Looks an existing object up by its id (or import id) without managing it. */
  get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: Partial<ArgsOf<S>>,
    opts?: pulumi.CustomResourceOptions,
  ): ResourceOf<S>;
  isInstance(value: unknown): value is ResourceOf<S>;
  readonly __pulumiType: string;
}

/** Makes the class. Its options carry neither version nor download URL, so that the configured plugin is found. */
export function resourceClass<S extends ResourceSpec>(spec: S): ResourceClass<S> {
  const required = requiredInputs(spec);

  class Resource extends pulumi.CustomResource {
    static readonly __pulumiType = spec.token;

    static get(
      name: string,
      id: pulumi.Input<pulumi.ID>,
      state?: object,
      opts?: pulumi.CustomResourceOptions,
    ) {
      return new Resource(name, state, { ...opts, id });
    }

    static override isInstance(value: unknown): value is Resource {
      return (value as { __pulumiType?: unknown } | null | undefined)?.__pulumiType === spec.token;
    }

    constructor(name: string, args?: object, opts: pulumi.CustomResourceOptions = {}) {
      super(spec.token, name, propertiesOf(spec, required, args ?? {}, opts), withSecrets(spec, opts));
    }
  }
  Object.defineProperty(Resource, "name", { value: spec.token.split(":").at(-1) });
  return Resource as unknown as ResourceClass<S>;
}

function requiredInputs(spec: ResourceSpec): ReadonlySet<string> {
  const shapes = Object.entries(describeShape(spec.inputs));
  return new Set(shapes.filter(([, property]) => property.required).map(([key]) => key));
}

/** One entry per property, undefined for outputs: the base class makes an Output of each. */
function propertiesOf(
  spec: ResourceSpec,
  required: ReadonlySet<string>,
  args: object,
  opts: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  const existing = opts.id !== undefined || opts.urn !== undefined;
  const given = args as Record<string, unknown>;
  const properties: pulumi.Inputs = {};
  for (const key of Object.keys(spec.inputs.shape)) {
    const value = given[key];
    if (value === undefined && required.has(key) && !existing) {
      throw new Error(`Missing required property '${key}'`);
    }
    properties[key] = value !== undefined && spec.secret.includes(key) ? pulumi.secret(value) : value;
  }
  for (const key of Object.keys(spec.outputs.shape)) properties[key] = undefined;
  return properties;
}

function withSecrets(spec: ResourceSpec, opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  if (spec.secret.length === 0) return opts;
  return pulumi.mergeOptions(opts, { additionalSecretOutputs: [...spec.secret] });
}
