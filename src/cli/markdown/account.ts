/** The look at an account in a report for GitHub. */
import { accountCounts } from "../account/text";
import type { AccountCheck } from "../account/model";
import { counted } from "../counted";
import { listed } from "./changes";
import { code, folded, inline } from "./text";

/** Refusals are told one by one up to here. */
const named = 20;

/** One paragraph, and before it what `up` would refuse. */
export function accountHead(account: AccountCheck): string[] {
  const { refused, calls } = account;
  const lines = refused
    .slice(0, named)
    .map(
      ({ problem: { message, hint, code: what } }) =>
        `> - ${inline(message)} (${inline(hint)}) ${code(what)}`,
    );
  const more = refused.length > named ? [`> - ${refused.length - named} more`] : [];
  return [
    ...(refused.length === 0
      ? []
      : [
          ["> [!CAUTION]", "> `up` would refuse to touch what is not this stack's:", ...lines, ...more].join(
            "\n",
          ),
        ]),
    `Account looked at with ${counted(calls, "API call")}: ${accountCounts(account)}.`,
  ];
}

/** What is taken over and what nobody could tell, folded. */
export function accountTail({ takenOver, untold }: AccountCheck): string[] {
  const list = (keys: readonly string[]) =>
    listed(
      keys.map((key) => `- ${code(key)}`),
      "- ",
    ).join("\n");
  return [
    ...(takenOver.length === 0
      ? []
      : [folded(`${counted(takenOver.length, "object")} taken over`, list(takenOver))]),
    ...untold.map(({ reason, keys }) =>
      folded(`${counted(keys.length, "object")} cannot be told`, `${inline(reason)}\n\n${list(keys)}`),
    ),
  ];
}
