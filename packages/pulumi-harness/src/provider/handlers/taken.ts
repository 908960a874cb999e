/** An object of this state that another state has taken over by now: it is that one's, and is left alone. */
import type { ResourceSpec } from "../../sdk/spec";
import { problem } from "@harness-catalog/problems";
import type { Plain } from "../wire/struct";
import { kinshipOf, type Marks, marksOf, stateMark } from "./ownership";
import { scopeName } from "./scope";

/**
 * The marks of an object that name another owner than every one of `ours` does; undefined where it is ours, or nobody says
 * whose it is: marks that people have taken off are put back. Pure.
 * @param ours what state and program say of the object
 */
export function takenOverBy(spec: ResourceSpec, ours: readonly Plain[], there: Plain): Marks | undefined {
  const marks = marksOf(spec, there);
  if (marks.managed_by === undefined || marks[stateMark] === undefined) return undefined;
  return ours.some((own) => kinshipOf(marksOf(spec, own), marks) === "own") ? undefined : marks;
}

/** Whether a state has an identity, so that its objects can be told from those of another one. */
export function hasStateMark(spec: ResourceSpec, object: Plain): boolean {
  return marksOf(spec, object)[stateMark] !== undefined;
}

/** @throws CatalogError HAR003 when the object is another state's by now */
export function assertStillOurs(spec: ResourceSpec, ours: readonly Plain[], there: Plain): void {
  const marks = takenOverBy(spec, ours, there);
  if (marks === undefined) return;
  const [first = {}] = ours;
  const kind = spec.token.split(":").at(-1);
  const mine = marksOf(spec, first);
  const { catalog_stack: stack = "" } = mine;
  const named = ({ catalog_stack: of = "", catalog_state: state }: Marks) =>
    state === undefined ? `stack ${of} without an identity` : `state ${state} of stack ${of}`;
  throw problem(
    "HAR003",
    `${kind} "${String(first[spec.id] ?? there[spec.id])}" in ${scopeName(first)} was taken over: it belongs to ${named(marks)}, this run is ${named(mine)}; it was left as it is`,
    `leave it to that state; npx harness-catalog refresh --stack ${stack} makes this one forget what is no longer its own`,
  );
}
