/** What a dry run supposes: who starts it with which inputs, who approves, what fails. */
import type { Place } from "@harness-catalog/problems";
import type { ErrorKind } from "../failure";

/** Where a part of a scenario was written, for messages. */
export interface Origin {
  /** As the person wrote it: `--fail prod_euw1.rolling`, `fail[0]`. */
  readonly text: string;
  readonly place?: Place;
}

/** When somebody does something. */
export type When =
  /** Ten minutes after the one before, or after the step began to wait. */
  | { readonly kind: "soon" }
  /** Milliseconds after the step began to wait. */
  | { readonly kind: "after"; readonly milliseconds: number }
  | { readonly kind: "at"; readonly instant: number };

/** People who approve a step. */
export interface Approval {
  /** Path of a step, the end of one, or a user group: every step that asks it. */
  readonly target: string;
  readonly people: readonly string[];
  readonly when: When;
  /** Approver inputs of these people, besides those of the scenario. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

/** Somebody who rejects a step. */
export interface Rejection {
  readonly target: string;
  /** Undefined: somebody. */
  readonly person: string | undefined;
  readonly when: When;
  readonly origin: Origin;
}

/** A step that fails. */
export interface Failing {
  /** A step, or a stage: its first step that deploys. */
  readonly target: string;
  /** Undefined: the error that steps of its type have. */
  readonly error: ErrorKind | undefined;
  /** How many attempts fail; undefined: all. */
  readonly times: number | undefined;
  readonly origin: Origin;
}

/** An infrastructure, or the delegates with a tag, that cannot be reached. */
export interface Down {
  readonly name: string;
  readonly origin: Origin;
}

/** How long steps take, by type or path. */
export interface Lasting {
  readonly target: string;
  readonly milliseconds: number;
  readonly origin: Origin;
}

/** A value with the place it was written at. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly origin: Origin;
}

/** A whole scenario. What is undefined has a default, see {@link complete}. */
export interface ScenarioParts {
  readonly variables: readonly Variable[];
  readonly start: number | undefined;
  readonly startedBy: string | undefined;
  /** Fresh people approve whatever nobody is named for. */
  readonly approveAll: boolean;
  readonly approvals: readonly Approval[];
  readonly rejections: readonly Rejection[];
  readonly failing: readonly Failing[];
  readonly down: readonly Down[];
  /** Approver inputs, by name. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly lasting: readonly Lasting[];
  /** The outcome the author wants, as they wrote it. */
  readonly expect: string | undefined;
}

/** A scenario with its defaults. */
export interface Scenario extends ScenarioParts {
  readonly start: number;
  readonly startedBy: string;
}

/** A scenario that supposes nothing. */
export const nothing: ScenarioParts = {
  variables: [],
  start: undefined,
  startedBy: undefined,
  approveAll: false,
  approvals: [],
  rejections: [],
  failing: [],
  down: [],
  inputs: {},
  lasting: [],
  expect: undefined,
};

/** Two scenarios in one: `over` wins where both say something, lists are joined. */
export function merge(under: ScenarioParts, over: ScenarioParts): ScenarioParts {
  const replaced = new Set(over.variables.map(({ name }) => name));
  return {
    variables: [...under.variables.filter(({ name }) => !replaced.has(name)), ...over.variables],
    start: over.start ?? under.start,
    startedBy: over.startedBy ?? under.startedBy,
    approveAll: over.approveAll || under.approveAll,
    approvals: [...under.approvals, ...over.approvals],
    rejections: [...under.rejections, ...over.rejections],
    failing: [...under.failing, ...over.failing],
    down: [...under.down, ...over.down],
    inputs: { ...under.inputs, ...over.inputs },
    lasting: [...under.lasting, ...over.lasting],
    expect: over.expect ?? under.expect,
  };
}

/** The scenario with its defaults. @param now milliseconds since 1970, when it says no start */
export function complete(parts: ScenarioParts, now: number): Scenario {
  return { ...parts, start: parts.start ?? now, startedBy: parts.startedBy ?? "starter@example.com" };
}
