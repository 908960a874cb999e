import type { ResourceSpec } from "../../sdk/spec";
import { problem } from "@harness-catalog/problems";
import { AmbiguousWrite, HarnessError, isConflict } from "../api/errors";
import { maxFailures } from "../api/retry";
import type { Plain } from "../wire/struct";
import type { Context, Found } from "./handler";
import { sharedInputs, withoutKept } from "./keep";
import { fixedDifferences, isEqual, isReadable, marksOf, ownerMarks, ownerOf } from "./ownership";
import { scopeName } from "./scope";

/** The object to create is there and somebody else's. How it is taken over is known to who knows the name of the resource. */
export class Foreign extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Foreign";
  }
}

/** The calls a create is made of. */
export interface CreateSteps {
  /** The POST itself. */
  readonly post: () => Promise<Found>;
  /** Finds the object the POST would make, or undefined. */
  readonly find: () => Promise<Plain | undefined>;
  /** Turns what was found into what is desired. What people own of it is theirs, as if the program had said its part before. */
  readonly update: (found: Plain) => Promise<Found>;
}

/**
 * Creates an object, or adopts the one that is there. A POST that may have happened is never repeated blindly: the
 * object is looked up first. An object that is there and not ours is refused (HAR003) and left alone.
 */
export async function createOrAdopt(
  ctx: Context,
  spec: ResourceSpec,
  desired: Plain,
  steps: CreateSteps,
): Promise<Found> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await steps.post();
    } catch (error) {
      const ambiguous = error instanceof AmbiguousWrite;
      if (!ambiguous && !isConflict(error) && !isUnclear(error)) throw error;
      const found = await steps.find();
      if (found !== undefined) {
        const there = { ...addressOf(spec, desired), ...found };
        return await adopt(ctx, spec, desired, there, ambiguous || isUnclear(error), steps);
      }
      if (!ambiguous || attempt >= maxFailures) throw ambiguous ? error.reason : error;
      await ctx.client.backOff(attempt);
    }
  }
}

/** Harness said no under a status of success: whether it did what it was asked is worth a look, and no repetition. */
function isUnclear(error: unknown): boolean {
  return error instanceof HarnessError && error.status < 300 && error.code !== "GOVERNANCE_DENIED";
}

/** The properties an object is looked up by. An answer need not repeat them. */
function addressOf(spec: ResourceSpec, desired: Plain): Plain {
  const keys = spec.importId.forms.flatMap((form) => form.split("/"));
  return Object.fromEntries(
    keys.filter((key) => desired[key] !== undefined).map((key) => [key, desired[key]]),
  );
}

async function adopt(
  ctx: Context,
  spec: ResourceSpec,
  desired: Plain,
  found: Plain,
  ambiguous: boolean,
  steps: CreateSteps,
): Promise<Found> {
  const equal = isEqual(spec, desired, withoutKept(spec, desired, found));
  const stranger = strangerRefusal(spec, desired, found, ctx.adoptsOrphans === true);
  if (stranger !== undefined && !(ambiguous && equal)) throw stranger;
  const other = otherSubjectRefusal(spec, desired, found);
  if (other !== undefined) throw other;
  // A secret value cannot be read, so it is written again to be sure
  return equal && isReadable(spec, desired)
    ? { remote: found }
    : steps.update({ ...found, ...sharedInputs(spec, desired) });
}

/**
 * Why a create that meets `found` would be refused (HAR003), for those who look before anything is written; undefined where
 * it would take the object over.
 * @param adopts whether what another state of this stack has made is taken over too
 */
export function refusalOf(
  spec: ResourceSpec,
  desired: Plain,
  found: Plain,
  adopts: boolean,
): Error | undefined {
  const there = { ...addressOf(spec, desired), ...found };
  return strangerRefusal(spec, desired, there, adopts) ?? otherSubjectRefusal(spec, desired, there);
}

function strangerRefusal(
  spec: ResourceSpec,
  desired: Plain,
  found: Plain,
  adopts: boolean,
): Error | undefined {
  const owner = ownerOf(spec, desired, found);
  if (owner === "own" || (owner === "other state" && adopts)) return undefined;
  return owner === "other state" ? ofOtherState(spec, desired, found) : foreign(spec, desired, found);
}

function otherSubjectRefusal(spec: ResourceSpec, desired: Plain, found: Plain): Error | undefined {
  const fixed = fixedDifferences(spec, desired, found);
  return fixed.length > 0 ? aboutSomethingElse(spec, desired, fixed) : undefined;
}

/** Another state of the same stack's name: somebody else's clone, or our own state that is lost. */
function ofOtherState(spec: ResourceSpec, desired: Plain, found: Plain) {
  const { catalog_stack: stack = "", catalog_state: theirs } = marksOf(spec, found);
  const { catalog_state: ours } = marksOf(spec, desired);
  const named = (state: string | undefined) => (state === undefined ? "no state's mark" : `state ${state}`);
  const again =
    theirs === undefined
      ? ""
      : `; if this is that state, write into Pulumi.${stack}.yaml: harness-catalog:stateId: ${theirs}`;
  return problem(
    "HAR003",
    `${nameOf(spec, desired)} and belongs to another state of stack ${stack}: it has ${named(theirs)}, this run ${named(ours)}`,
    "leave it to whoever runs that state; if that state is lost, take its objects over: " +
      `npx harness-catalog up --stack ${stack} --adopt-orphans${again}`,
  );
}

/** Tags may fit and the object still be another one's: two joined names can meet. */
function aboutSomethingElse(spec: ResourceSpec, desired: Plain, fixed: readonly string[]) {
  return problem(
    "HAR003",
    `${nameOf(spec, desired)} and is about something else: ${fixed.join(", ")}`,
    "choose another identifier, or delete that object first: what it is about cannot be changed",
  );
}

function nameOf(spec: ResourceSpec, desired: Plain): string {
  const kind = spec.token.split(":").at(-1);
  return `${kind} "${String(desired[spec.id])}" exists already in ${scopeName(desired)}`;
}

function foreign(spec: ResourceSpec, desired: Plain, found: Plain) {
  const marks = marksOf(spec, found);
  const named = ownerMarks
    .filter((mark) => marks[mark] !== undefined)
    .map((mark) => `${mark}=${marks[mark]}`);
  const owner = named.length > 0 ? `belongs to ${named.join(", ")}` : "carries no mark of this stack";
  return new Foreign(`${nameOf(spec, desired)} and ${owner}`);
}
