/**
 * The deletion guard: a run that would lose much at once, or anything that production stands on, is more likely a mistake
 * than meant. It counts what is lost and not what was written: a changed identifier deletes as a removed entry does.
 */
import type { Problem } from "../errors";
import { heldKind } from "./guard/kinds";
import { heldBefore, lossesBetween } from "./guard/losses";
import type { DeletionRequest, Loss, Verdict } from "./guard/model";
import { lossWords } from "./guard/words";

export type { DeletionRequest, Holdings, Loss, Verdict } from "./guard/model";
export { compareLosses, heldKinds, isHeld } from "./guard/kinds";
export { lossLines, lossWords, type LossLine } from "./guard/words";

/** Without an explicit word at most this share of a kind may go in one run. */
export const deletionShareLimit = 0.25;

/** Without an explicit word at most this many of a kind may go in one run. */
export const deletionCountLimit = 10;

/** Losses of one class, and how many there were of it. */
interface Weighed {
  readonly losses: readonly Loss[];
  readonly of: number;
}

/** Decides whether a run may lose what it would lose. Pure; the caller throws the problem. */
export function guardDeletions({ before, after, allowDeletions }: DeletionRequest): Verdict {
  const losses = lossesBetween(before, after);
  const refuse = (problem: Omit<Problem, "code">): Verdict => ({
    refused: true,
    losses,
    problem: { code: "CMD002", ...problem },
  });
  const had = before.services?.length ?? 0;
  if (had > 0 && after.services.length === 0) {
    return refuse({
      message: `the catalog leaves none of ${had} services; lost would be ${lossWords(losses)}`,
      hint: "restore the entries from Git; to delete everything run destroy",
    });
  }
  const production = new Set(before.production);
  const heavy = weighed(losses, heldBefore(before)).filter((each) => isTooMuch(each, production));
  if (heavy.length === 0 || allowDeletions === losses.length) return { refused: false, losses };
  const word = allowDeletions === undefined ? "" : `, not the ${allowDeletions} that are allowed`;
  const limits = `more than ${deletionShareLimit * 100} % or ${deletionCountLimit} of a kind need a word`;
  const places = heavy.every((each) => exceedsLimits(each)) ? "" : ", and so does what production stands on";
  return refuse({
    message: `${countedOf(heavy)}${word}; ${limits}${places}; lost would be ${lossWords(losses)}`,
    hint: `restore what was there, or allow exactly this with --allow-deletions ${losses.length}`,
  });
}

function weighed(losses: readonly Loss[], counts: ReadonlyMap<string, number>): Weighed[] {
  const classes = new Map<string, Loss[]>();
  for (const loss of losses) {
    const key = heldKind(loss.kind).class;
    classes.set(key, [...(classes.get(key) ?? []), loss]);
  }
  const total = (key: string) =>
    [...counts].reduce((sum, [kind, count]) => sum + (heldKind(kind).class === key ? count : 0), 0);
  return [...classes].map(([key, own]) => ({ losses: own, of: total(key) }));
}

function isTooMuch(each: Weighed, production: ReadonlySet<string>): boolean {
  const needsWord = ({ kind, name }: Loss) =>
    heldKind(kind).always === true || production.has(`${kind}/${name}`);
  return exceedsLimits(each) || each.losses.some(needsWord);
}

function exceedsLimits({ losses, of }: Weighed): boolean {
  return losses.length > deletionCountLimit || losses.length > of * deletionShareLimit;
}

/** The first few classes with their numbers; all are named as losses. */
function countedOf(heavy: readonly Weighed[]): string {
  const shown = heavy.slice(0, 3).map(countWords).join(", ");
  const rest = heavy.length - 3;
  return rest > 0 ? `${shown}, and so on for ${rest} more ${rest === 1 ? "kind" : "kinds"}` : shown;
}

/** `2 of 5 services (40 %) would be deleted` */
function countWords({ losses, of }: Weighed): string {
  const { one, many } = heldKind(losses[0]!.kind);
  const share = Math.round((100 * losses.length) / of);
  const how = [...new Set(losses.map((loss) => loss.how))].sort().join(" or ");
  return `${losses.length} of ${of} ${of === 1 ? one : many} (${share} %) would be ${how}`;
}
