/** Where a walk through a pipeline stands. */
import type { Node } from "../../trigger/documents";
import { resolveText, type Scope } from "../expression/resolve";
import type { ErrorKind, FinalAction } from "../failure";
import type { Deployment, Status } from "../model";
import { isAt, type Segment } from "../paths";
import type { Scenario } from "../scenario/model";
import type { Surroundings } from "../surroundings";
import type { Recorder } from "./recorder";

/** One dry run. */
export interface Run {
  /** The map under `pipeline`, expanded. */
  readonly pipeline: Node;
  readonly world: Surroundings;
  readonly scenario: Scenario;
  readonly recorder: Recorder;
  /** What every expression of the run can see. Its `pipeline.stages` grows as stages run. */
  readonly scope: Scope;
}

/** Maps that grow while steps of a stage run. */
export type Tree = Record<string, unknown>;

/** A stage that runs. */
export interface StageState {
  readonly id: Segment;
  readonly node: Node;
  /** Undefined when the stage deploys nothing. */
  readonly deployment: Deployment | undefined;
  readonly scope: Scope;
  /** `execution.steps` of the stage. */
  readonly outputs: Tree;
  /** The path of the first step that deploys, once it has begun. */
  firstDeploy?: string;
  /** Whether anything has reached the infrastructure. */
  touched: boolean;
  /** Rollback steps of the groups that have begun, in that order. */
  readonly groupRollbacks: { readonly frame: Frame; readonly steps: readonly Node[] }[];
}

/** The place of a list of steps. */
export interface Frame {
  readonly run: Run;
  readonly stage: StageState;
  /** Groups around the steps. */
  readonly groups: readonly Segment[];
  readonly scope: Scope;
  /** Failure strategies of groups and stage, the innermost first. */
  readonly strategies: readonly (readonly Node[])[];
  /** Whether these are steps of a rollback. */
  readonly rollback: boolean;
  /** Where steps publish what they give to expressions. */
  readonly outputs: Tree;
}

/** Why something stopped. */
export interface Cause {
  readonly stage: string;
  readonly step: string;
  readonly kind: ErrorKind;
  readonly status: Status;
  readonly reason: string;
  readonly cure: string;
}

/** A failure, and what is done about it. */
export interface Failure {
  readonly action: Exclude<FinalAction, "Ignore" | "MarkAsSuccess">;
  readonly cause: Cause;
}

/** How a part of the run ended. */
export interface Ran {
  readonly end: number;
  readonly failure?: Failure;
}

/** Whether what a path names is this step of a frame. */
export function names(path: string, frame: Frame, step: Segment): boolean {
  return isAt(path, [frame.stage.id, ...frame.groups, step]);
}

/** Path of a step below its stage. */
export function stepPath(frame: Frame, step: Segment): string {
  return [...frame.groups, step].map(({ id }) => id).join(".");
}

/** Fills in the expressions of a text; those without a value are noted down. */
export function fillIn(run: Run, scope: Scope, where: string, value: unknown): string {
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  const resolution = resolveText(text, scope);
  for (const expression of resolution.unresolved) run.recorder.unresolved(where, expression);
  return resolution.text;
}

/** Fills in the texts of a list; an expression may stand for a whole list in JSON or between commas. */
export function fillInList(run: Run, scope: Scope, where: string, value: unknown): string[] {
  if (Array.isArray(value)) return value.map((item) => fillIn(run, scope, where, item));
  const text = fillIn(run, scope, where, value).replace(/^\[(.*)\]$/s, "$1");
  return text
    .split(",")
    .map((word) => word.trim().replace(/^"(.*)"$/, "$1"))
    .filter((word) => word !== "");
}
