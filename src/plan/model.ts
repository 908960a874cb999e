/**
 * The desired state as a value: every Harness object with its exact inputs, before any engine is involved.
 * Plain data, so that two plans can be compared, counted and printed.
 */
import type { InputsOf, specs } from "@pulumi/harness/spec";
import type { DelegateAccount, DelegateSpec } from "../documents/delegates/model";

/** Kinds of object a plan can hold; each is one resource class of `@pulumi/harness`. */
export const objectKinds = [
  "organization",
  "project",
  "secretText",
  "githubConnector",
  "kubernetesConnector",
  "awsConnector",
  "prometheusConnector",
  "datadogConnector",
  "usergroup",
  "roles",
  "resourceGroup",
  "roleAssignments",
  "serviceAccount",
  "environment",
  "infrastructure",
  "delegatetoken",
  "serviceOverridesV2",
  "policy",
  "policySet",
  "manualFreeze",
  "template",
  "service",
  "monitoredService",
  "pipeline",
  "inputSet",
  "triggers",
] as const;

export type ObjectKind = (typeof objectKinds)[number];

/** `kind/name`, unique within a plan. */
export type ObjectKey = `${ObjectKind}/${string}`;

/** Stands where a secret's value goes. The program replaces it by a Pulumi secret; it never reaches Harness. */
export interface SecretValue {
  readonly $secret: string;
}

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** Inputs of a resource class, complete, in its own property names; of a secret, a {@link SecretValue} may stand for the value. */
export type InputsOfKind<K extends ObjectKind> = K extends "secretText"
  ? Omit<Frozen<InputsOf<(typeof specs)[K]>>, "value"> & { readonly value?: string | SecretValue }
  : Frozen<InputsOf<(typeof specs)[K]>>;

/** One Harness object of a kind. */
export interface PlannedOf<K extends ObjectKind> {
  readonly kind: K;
  /** Pulumi logical name, unique within its kind and fixed for the life of the object. */
  readonly name: string;
  readonly inputs: InputsOfKind<K>;
  /** Objects that must exist before this one; deleted in reverse. */
  readonly dependsOn: readonly ObjectKey[];
  /** True: production stands on it, so it never goes without a word. */
  readonly production?: true;
}

/** One Harness object. */
export type PlannedObject = { [K in ObjectKind]: PlannedOf<K> }[ObjectKind];

/** Components that objects are grouped by; one class each in `components/`. */
export const componentKinds = [
  "Foundation",
  "PolicyLibrary",
  "TemplateLibrary",
  "DeliveryTarget",
  "Team",
  "ServiceDelivery",
] as const;

export type ComponentKind = (typeof componentKinds)[number];

/** One component and its objects, in creation order. */
export interface PlanUnit {
  readonly component: ComponentKind;
  readonly name: string;
  readonly objects: readonly PlannedObject[];
}

/** Something a person should know that is not an error, such as a region a service asked for in vain. */
export interface Notice {
  readonly subject: string;
  readonly message: string;
}

/** What an account hosts; the rest of the catalog belongs to other stacks. */
export interface PlanScope {
  /** Harness account identifier. */
  readonly account: string;
  /** Catalog keys of the environments this account hosts. */
  readonly environments: readonly string[];
  /** Written into the ownership tag, so that two stacks never adopt each other's objects. */
  readonly stack: string;
  /** Written beside it, so that two states of one name never do either; undefined where no state takes part. */
  readonly stateId?: string | undefined;
  /** Address of the Harness API, which delegates reach Harness by; undefined: the public service. */
  readonly endpoint?: string | undefined;
  /** Whether this stack makes the tokens of its delegates. */
  readonly delegateTokens?: boolean;
}

/** A delegate as it is to be installed into a cluster. */
export interface PlannedDelegate {
  /** Key of the cluster in platform.yaml. */
  readonly cluster: string;
  /** Context of kubeconfig that reaches the cluster. */
  readonly context: string;
  readonly spec: DelegateSpec;
  readonly account: DelegateAccount;
  /** The token it proves itself with; an object of the plan where the stack makes tokens. */
  readonly token: ObjectKey;
}

/** The whole desired state of one account. Same catalog and scope, same plan, whatever the order of keys or entries. */
export interface Plan {
  readonly units: readonly PlanUnit[];
  readonly notices: readonly Notice[];
  /** Delegates of the clusters of this account, by cluster; none where platform.yaml has no `delegates`. */
  readonly delegates: readonly PlannedDelegate[];
}

/** Inputs by name, for those who treat every kind alike. */
export type AnyInputs = Readonly<Record<string, unknown>>;

/** The objects of one kind. */
export function ofKind<K extends ObjectKind>(objects: readonly PlannedObject[], kind: K): PlannedOf<K>[] {
  const of: (object: { readonly kind: ObjectKind }) => boolean = (object) => object.kind === kind;
  return objects.filter((object): object is PlannedObject & PlannedOf<K> => of(object));
}

/** The key of an object, as used in `dependsOn`. */
export function keyOf(object: Pick<PlannedObject, "kind" | "name">): ObjectKey {
  return `${object.kind}/${object.name}`;
}
