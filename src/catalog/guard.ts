/**
 * The deletion guard: a run that would lose much at once, or anything that production stands on, is more likely a mistake
 * than meant. It counts what is lost and not what was written: a changed identifier deletes as a removed entry does.
 */
import { heldKind } from "./guard/kinds";
import { heldBefore, lossesBetween } from "./guard/losses";
import type { DeletionRequest, Holdings, Loss, Verdict } from "./guard/model";
import { foldedNames } from "./guard/words";

export type { DeletionRequest, Holdings, Loss, Verdict } from "./guard/model";
export { compareLosses, heldKinds, isHeld } from "./guard/kinds";
export { foldedNames, lossLines, type LossLine } from "./guard/words";

/** Without an explicit word at most this share of a kind may go in one run. */
export const deletionShareLimit = 0.25;

/** Without an explicit word at most this many of a kind may go in one run. */
export const deletionCountLimit = 10;

/** Losses of one class, and how many there were of it. */
interface Weighed {
  readonly losses: readonly Loss[];
  readonly of: number;
}

/**
 * Decides whether a run may lose what it would lose. Pure; the caller throws the problem. Its message is a block: the
 * verdict, what would be lost with its number, the rule.
 */
export function guardDeletions({ before, after, allowDeletions }: DeletionRequest): Verdict {
  const losses = lossesBetween(before, after);
  const classes = weighed(losses, heldBefore(before));
  const refuse = (verdict: string, rule: readonly string[], hint: string): Verdict => {
    const lost = classes.flatMap((each) => lostLines(each, new Set(before.production)));
    const message = [`${verdict}; the deletion guard refuses`, ...lost, ...rule].join("\n");
    return { refused: true, losses, problem: { code: "CMD002", message, hint } };
  };
  const had = before.services?.length ?? 0;
  if (had > 0 && after.services.length === 0) {
    return refuse(
      `this run would leave none of ${had} services`,
      [],
      "restore the entries from Git; to delete everything run destroy",
    );
  }
  const production = new Set(before.production);
  const isHeavy = classes.some((each) => isTooMuch(each, production));
  if (!isHeavy || allowDeletions === losses.length) return { refused: false, losses };
  const allowed = allowDeletions === undefined ? "" : `, not the ${allowDeletions} that are allowed`;
  const objects = losses.length === 1 ? "1 object" : `${losses.length} objects`;
  return refuse(
    `this run would lose ${objects} for good${allowed}`,
    [
      `without --allow-deletions a run may lose ${deletionShareLimit * 100} % of a kind, ${deletionCountLimit} at most`,
    ],
    cureFor(losses, before, after),
  );
}

/** A rename without `previousName` looks like a service removed and another one added. */
function cureFor(losses: readonly Loss[], before: Partial<Holdings>, after: Holdings): string {
  const known = new Set(before.services);
  const isRenamed =
    losses.some(({ kind, how }) => kind === "service" && how === "deleted") &&
    after.services.some((name) => !known.has(name));
  const restore = isRenamed
    ? "restore what was there (a renamed service keeps its objects by previousName: <old name>)"
    : "restore what was there";
  return `${restore}, or allow exactly this with --allow-deletions ${losses.length}`;
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

/** What would be lost of one class: number, names, what goes with them, and why even few are too many. */
function lostLines(each: Weighed, production: ReadonlySet<string>): string[] {
  const { losses, of } = each;
  const { one, many, loses, always } = heldKind(losses[0]!.kind);
  const share = Math.round((100 * losses.length) / of);
  const how = [...new Set(losses.map((loss) => loss.how))].sort().join(" or ");
  const head = `${losses.length} of ${of} ${of === 1 ? one : many} (${share} %) ${how}`;
  const held = losses.filter(({ kind, name }) => production.has(`${kind}/${name}`)).map(({ name }) => name);
  return [
    ...foldedNames(
      head,
      losses.map(({ name }) => name),
    ),
    `    ${loses}`,
    ...(held.length > 0 ? foldedNames("  production stands on", held) : []),
    ...(held.length === 0 && always === true
      ? [`    never goes without --allow-deletions, however few`]
      : []),
  ];
}
