/**
 * What a resource looks like, without any I/O: its token, its inputs and outputs, and how its inputs behave.
 * The program derives typed classes from it; the provider derives Check, Diff, Read and the package schema.
 */
import type { z } from "zod";
import type { ImportRule } from "./importId";

/** How a create that meets an existing object recognises its own work. */
export type Ownership =
  /** Tags `managed_by`, `catalog_stack` and `catalog_state`, in the `tags` input, in the `tags` of another input, or inside the YAML body. */
  | { readonly by: "tags"; readonly within?: string }
  /** Header comments `# managed_by: x` and `# catalog_stack: y` of a text input, for objects that carry no tags. */
  | { readonly by: "comment"; readonly key: string }
  /** These inputs are equal: the object can hold no mark at all. */
  | { readonly by: "identity"; readonly keys: readonly string[] };

/** The YAML body of a resource. */
export interface YamlBody<K extends string = string> {
  /** The input that holds the YAML text. Compared by meaning: key order, comments and quoting are no change. */
  readonly key: K;
  /** The single top-level key Harness expects; absent where the document has no wrapper. */
  readonly root?: string;
}

/**
 * What people own of an input: they put it there beside the program, an update sends it back, and it is no drift.
 * What the program said before and says no longer goes, whatever the mode.
 */
export type Keep =
  /** Tags: those whose key the program has not said. */
  | "tags"
  /** Everything, as long as the program says nothing and did not say anything before. */
  | "unlessGiven"
  /** Everything, as long as the program says nothing now. For members, who must never go because somebody was silent. */
  | "members"
  /** The same, but another input sends it back. */
  | "sentElsewhere"
  /** Items of a list of objects that are known by a member, and texts in a list `texts` of an item the program has as well. */
  | { readonly itemsBy: string; readonly texts?: string }
  /** Members of an object, or of the one object in a list. */
  | { readonly within: Readonly<Record<string, Keep>> };

/** The facts of one resource, as {@link defineResource} takes them; `K` are its input names. */
export interface ResourceFacts<K extends string> {
  /** Upstream type token, such as `harness:platform/pipeline:Pipeline`. */
  readonly token: string;
  /** Inputs that together say where the object lives; a change of one replaces it. */
  readonly address: readonly K[];
  /** Further inputs that cannot change in place. */
  readonly immutable?: readonly K[];
  /** Members of an object input that cannot change in place, for inputs whose other members can. */
  readonly fixed?: Readonly<Partial<Record<K, readonly string[]>>>;
  /** Inputs whose values are secret in state, logs and error text. */
  readonly secret?: readonly K[];
  /** Optional inputs that Harness (or the YAML) fills in when the program does not give them. */
  readonly computed?: readonly K[];
  /** Inputs kept in state only: never sent as content, never read. */
  readonly local?: readonly K[];
  /** Inputs of features this provider does not implement (Git Experience); Check refuses them. */
  readonly refused?: readonly K[];
  /** Names of members inside an input's value that Harness fills in: they count only where both sides have them. */
  readonly filled?: readonly string[];
  /** Names of members, at any depth, whose text is JSON and is compared by meaning. */
  readonly json?: readonly string[];
  /** Names of lists, at any depth, whose order has no meaning. */
  readonly unordered?: readonly string[];
  /** What people own of the inputs. The tags and the description of a YAML body with a root are kept besides. */
  readonly keeps?: Readonly<Partial<Record<K, Keep>>>;
  /** Values of inputs the program leaves out. */
  readonly defaults?: Readonly<Partial<Record<K, unknown>>>;
  readonly yaml?: YamlBody<K>;
  readonly importId: ImportRule;
  /** The input that is the id of the resource; `identifier` unless given. */
  readonly id?: K;
  readonly ownership: Ownership;
}

/** A resource: facts, inputs and the outputs that only Harness sets. */
export interface ResourceSpec<
  I extends z.ZodRawShape = z.ZodRawShape,
  O extends z.ZodRawShape = z.ZodRawShape,
> extends Required<Omit<ResourceFacts<string>, "yaml">> {
  readonly yaml: YamlBody | undefined;
  readonly inputs: z.ZodObject<I>;
  readonly outputs: z.ZodObject<O>;
}

/** Plain input values of a spec. */
export type InputsOf<S extends ResourceSpec> = z.infer<S["inputs"]>;

/** Plain output values of a spec: its inputs and what Harness adds. */
export type OutputsOf<S extends ResourceSpec> = InputsOf<S> & z.infer<S["outputs"]>;

/** Completes the facts with their empty defaults. Input names are checked by the compiler. */
export function defineResource<I extends z.ZodRawShape, O extends z.ZodRawShape>(
  facts: ResourceFacts<Extract<keyof I, string>> & { inputs: z.ZodObject<I>; outputs: z.ZodObject<O> },
): ResourceSpec<I, O> {
  return {
    immutable: [],
    fixed: {},
    secret: [],
    computed: [],
    local: [],
    refused: [],
    filled: [],
    keeps: {},
    json: [],
    unordered: ["tags"],
    yaml: undefined,
    id: "identifier",
    ...facts,
    defaults: { ...facts.defaults },
  };
}
