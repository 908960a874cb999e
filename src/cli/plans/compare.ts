/** Is what would be done now what the saved plan says? */
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { typeLabel } from "../engine/progress";
import { keyOf, type SavedOperation, type SavedPlan } from "./savedPlan";

/** Differences are named one by one up to here; the rest is a number. */
const named = 10;

/**
 * Holds a plan made just now to the one that was reviewed.
 * @param file the reviewed plan's file, for the place of the problems
 * @throws CatalogError CMD016 with every difference
 */
export function assertSamePlan(reviewed: SavedPlan, now: SavedPlan, file: string): void {
  const differences = differencesOf(reviewed, now);
  if (differences.length === 0) return;
  const hint = `nothing was changed; review the new plan: \`harness-catalog plan --stack ${now.stack} --save ${file}\``;
  const shown = differences.slice(0, named);
  const rest = differences.length - shown.length;
  const messages = rest === 0 ? shown : [...shown, `${rest} further operations differ`];
  throw new CatalogError(
    messages.map((message): Problem => ({
      code: "CMD016",
      message,
      hint,
      place: { file, line: 1, column: 1 },
    })),
  );
}

/** What differs, in words; empty when the two plans do the same to the same account. */
export function differencesOf(reviewed: SavedPlan, now: SavedPlan): string[] {
  const before = new Map(reviewed.operations.map((operation) => [keyOf(operation), operation]));
  const after = new Map(now.operations.map((operation) => [keyOf(operation), operation]));
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return [
    ...(reviewed.account === now.account
      ? []
      : [`the plan is for account "${reviewed.account}", this run for "${now.account}"`]),
    ...(reviewed.desired === now.desired
      ? []
      : ["the catalog (or the code that reads it) is not the one that the plan was made from"]),
    ...keys.flatMap((key) => differenceOf(before.get(key), after.get(key))),
  ];
}

function differenceOf(reviewed: SavedOperation | undefined, now: SavedOperation | undefined): string[] {
  if (reviewed === undefined) return now === undefined ? [] : [`${words(now)} is not in the plan`];
  if (now === undefined) return [`${words(reviewed)} is in the plan, and there is no need for it any more`];
  if (reviewed.op !== now.op) return [`${words(now)}; the plan says ${reviewed.op}`];
  const same = reviewed.inputs === now.inputs && reviewed.properties.join() === now.properties.join();
  return same ? [] : [`${words(now)} is in the plan with other content`];
}

function words({ op, type, name }: SavedOperation): string {
  return `${op} of ${typeLabel(type)} ${name}`;
}
