/** The vocabulary of the lint: what is linted, what is known around it, what a rule is and finds. */
import type { ErrorCode } from "@harness-catalog/problems";

export type DocumentKind =
  "pipeline" | "template" | "trigger" | "inputSet" | "service" | "environment" | "infrastructure";

/** A rendered file. */
export interface LintFile {
  readonly path: string;
  readonly text: string;
}

export interface LintDocument extends LintFile {
  readonly kind: DocumentKind;
}

/** A mapping of parsed YAML. */
export type Json = Readonly<Record<string, unknown>>;

/** Keys and indices that lead from the top of a document to a value. */
export type Path = readonly (string | number)[];

/** What other documents need to know of a pipeline. */
export interface KnownPipeline {
  readonly identifier: string;
  readonly variables: ReadonlySet<string>;
  readonly stages: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
}

/** What other documents need to know of one version of a template. */
export interface KnownTemplate {
  readonly type: string;
  readonly spec: Json;
}

/** Something that is known by name. A map is one; so is whatever finds its entries only when it is asked. */
export type Known<T> = Pick<ReadonlyMap<string, T>, "get" | "has" | "keys">;

/**
 * What exists around a document. Members that are undefined are not known, and nothing is checked against them.
 * References of the account or the organization (`account.x`, `org.x`) name things of another scope and are accepted.
 */
export interface LintContext {
  readonly services: ReadonlySet<string> | undefined;
  /** Environment → its infrastructures. */
  readonly environments: Known<ReadonlySet<string>> | undefined;
  /** Identifier → version label → template. */
  readonly templates: Known<Known<KnownTemplate>> | undefined;
  readonly pipelines: Known<KnownPipeline> | undefined;
  /** Tags that the delegates of the account carry. */
  readonly delegateSelectors: ReadonlySet<string> | undefined;
  /** User group, as references write it (`account.sre`) → how many people are in it. */
  readonly groupSizes: ReadonlyMap<string, number> | undefined;
}

/**
 * What a finding means. `wrong`: Harness refuses the document, or what it says fails when it runs. `house`: Harness takes it,
 * documents that this project renders are held to more. `unchecked`: not known here, and therefore not looked into.
 */
export type Weight = "wrong" | "house" | "unchecked";

/** A place in a document and what is to say about it. */
export interface Finding {
  /** `wrong` when it is not given. */
  readonly weight?: Weight;
  readonly path: Path;
  /** Whether the key is meant, not its value. */
  readonly at?: "key" | "value";
  /** A part of the text at the path, to point right at it. */
  readonly part?: string;
  readonly message: string;
  readonly hint: string;
}

/** One document as the rules see it. */
export interface Subject {
  readonly kind: DocumentKind;
  /** The whole document. */
  readonly value: Json;
  /** What stands under the root key. */
  readonly root: Json;
  /** The root key as a path: `["pipeline"]`. */
  readonly at: Path;
}

/** One rule, as data. */
export interface Rule {
  readonly code: ErrorCode;
  readonly title: string;
  readonly documents: readonly DocumentKind[];
  /** Whether it finds nothing but what is against the habits of this project. */
  readonly house?: true;
  readonly check: (subject: Subject, context: LintContext) => readonly Finding[];
}

/** Every kind of document. */
export const allKinds: readonly DocumentKind[] = [
  "pipeline",
  "template",
  "trigger",
  "inputSet",
  "service",
  "environment",
  "infrastructure",
];

/** Root key of each kind of document. */
export const rootKeys: Readonly<Record<DocumentKind, string>> = {
  pipeline: "pipeline",
  template: "template",
  trigger: "trigger",
  inputSet: "inputSet",
  service: "service",
  environment: "environment",
  infrastructure: "infrastructureDefinition",
};
