/** The look at an account in words. Pure. */
import { counted } from "../counted";
import { problemJson } from "../problems";
import type { AccountCheck } from "./model";

/** `of 5 creates 2 are new, 1 is taken over, 1 is refused, 1 cannot be told` */
export function accountCounts(account: AccountCheck): string {
  const counts = {
    new: account.new.length,
    takenOver: account.takenOver.length,
    refused: new Set(account.refused.map(({ key }) => key)).size,
    untold: account.untold.reduce((sum, { keys }) => sum + keys.length, 0),
  };
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const be = (count: number) => (count === 1 ? "is" : "are");
  const parts = [
    `${counts.new} ${be(counts.new)} new`,
    ...(counts.takenOver > 0
      ? [`${counts.takenOver} ${be(counts.takenOver)} there, with the marks of this stack, and taken over`]
      : []),
    ...(counts.refused > 0 ? [`${counts.refused} ${be(counts.refused)} refused as not this stack's`] : []),
    ...(counts.untold > 0 ? [`${counts.untold} cannot be told`] : []),
  ];
  return `of ${counted(total, "object")} to make ${parts.join(", ")}`;
}

/** What was found, for people at a terminal; what is refused is printed as a problem beside it. */
export function accountText(account: AccountCheck): string[] {
  const { takenOver, untold, calls } = account;
  return [
    `account looked at with ${counted(calls, "API call")}: ${accountCounts(account)}`,
    ...(takenOver.length > 0 ? [`  taken over: ${named(takenOver)}`] : []),
    ...untold.map(({ reason, keys }) => `  cannot be told: ${named(keys)}: ${reason}`),
  ];
}

/** What was found, for machines: problems in the form of the command contract, each with the key of its object. */
export function accountJson({ refused, ...others }: AccountCheck): object {
  return { ...others, refused: refused.map(({ key, problem }) => ({ key, ...problemJson(problem) })) };
}

/** Up to twenty names; the rest is a number. */
function named(keys: readonly string[]): string {
  const shown = keys.slice(0, 20).join(", ");
  return keys.length > 20 ? `${shown} and ${keys.length - 20} more` : shown;
}
