/** Which kinds of object hold something that no later run brings back, and what that is. */
import { compareText } from "@harness-catalog/problems/suggest";
import type { Loss } from "./model";

/** What the guard knows of a kind. */
export interface HeldKind {
  /** Kinds of one class are counted together. */
  readonly class: string;
  /** Words for one and for several of the class. */
  readonly one: string;
  readonly many: string;
  /** What goes with the object, to stand behind the name of one and the names of several. */
  readonly loses: string;
  /** True: none of them goes without a word. */
  readonly always?: true;
}

const connector: HeldKind = {
  class: "connector",
  one: "connector",
  many: "connectors",
  loses: "what refers to one stops working",
};

/**
 * Everything else of a plan (templates, policies, grants, triggers, input sets, windows) is text that the next run writes
 * again as it was. Executions go with their pipeline unless the account's setting "Do Not Delete Pipeline Execution Details"
 * is on, and a project takes along everything but delegates (Harness's reference of default settings, and its pages on
 * projects). Members of a group are never managed here, and a secret's value is known to nobody but its store. That Harness
 * shows nothing of a deleted environment or infrastructure any more is a guess.
 */
export const heldKinds: Readonly<Record<string, HeldKind>> = {
  organization: {
    class: "organization",
    one: "organization",
    many: "organizations",
    loses: "with everything in it",
    always: true,
  },
  project: {
    class: "project",
    one: "project",
    many: "projects",
    loses: "with everything in it",
    always: true,
  },
  environment: {
    class: "environment",
    one: "environment",
    many: "environments",
    loses: "with the history of deployments",
    always: true,
  },
  infrastructure: {
    class: "infrastructure",
    one: "infrastructure",
    many: "infrastructures",
    loses: "with the record of what runs there",
    always: true,
  },
  delegate: {
    class: "delegate",
    one: "delegate",
    many: "delegates",
    loses: "nothing is deployed to a cluster without its delegate",
    always: true,
  },
  service: {
    class: "service",
    one: "service",
    many: "services",
    loses: "with pipeline and the record of all executions",
  },
  pipeline: {
    class: "pipeline",
    one: "pipeline",
    many: "pipelines",
    loses: "with the record of all executions",
  },
  secretText: { class: "secret", one: "secret", many: "secrets", loses: "with the value" },
  usergroup: { class: "group", one: "user group", many: "user groups", loses: "with the members" },
  serviceAccount: {
    class: "service account",
    one: "service account",
    many: "service accounts",
    loses: "with the API keys",
  },
  roles: { class: "role", one: "role", many: "roles", loses: "with every grant" },
  githubConnector: connector,
  kubernetesConnector: connector,
  awsConnector: connector,
  prometheusConnector: connector,
  datadogConnector: connector,
};

/** Orders losses: what holds most first, as in {@link heldKinds}; by name within a kind. */
export function compareLosses(a: Loss, b: Loss): number {
  return rankOf(a.kind) - rankOf(b.kind) || compareText(a.kind, b.kind) || compareText(a.name, b.name);
}

function rankOf(kind: string): number {
  const rank = Object.keys(heldKinds).indexOf(kind);
  return rank === -1 ? Number.MAX_SAFE_INTEGER : rank;
}

/** Whether objects of a kind hold something that is lost with them. */
export function isHeld(kind: string): boolean {
  return Object.hasOwn(heldKinds, kind);
}

/** The facts of a kind. One that a later version has written into a state is taken as what it is called. */
export function heldKind(kind: string): HeldKind {
  const known = Object.hasOwn(heldKinds, kind) ? heldKinds[kind] : undefined;
  return known ?? { class: kind, one: kind, many: `${kind} objects`, loses: "with what it holds" };
}
