/** The report of an operation for a pull request, an issue or a job summary. */
import { lossLines } from "../../catalog/guard";
import type { OperationName } from "../engine/operation";
import { callsPerMinute, upCost } from "../plans/cost";
import { planId } from "../plans/savedPlan";
import { counted } from "@harness-catalog/command-line/counted";
import type { Ended } from "../ended";
import { lossesAmong, renameHint } from "../losses";
import { accountHead, accountTail } from "./account";
import { details, listed, table, totals } from "./changes";
import { fit } from "./fit";
import { count, groupsOf, type Group } from "./groups";
import { code, folded, inline } from "./text";

const againstNote =
  "_Compared with the catalog of the target branch, not with what the stack holds: this run may not read its state._";

/** Losses of a kind are named up to here. */
const named = 100;

const titles: Readonly<Record<OperationName, string>> = {
  plan: "Plan for",
  up: "Applied to",
  refresh: "Drift in",
  destroy: "Destroyed",
};

/** The report. At most 60,000 characters; details go first, the summary never. */
export function operationMarkdown(ended: Ended): string {
  const { name, stack, result } = ended;
  const groups = groupsOf(result.changes);
  const wording = name === "refresh" ? "drift" : "run";
  const head = [
    `### ${titles[name]} ${code(stack)}: ${headline(ended, groups)}`,
    ...(groups.length === 0 || wording === "drift" ? [] : [totals(result.tally)]),
    ...facts(ended),
    ...(ended.account === undefined ? [] : accountHead(ended.account)),
    ...(ended.against === undefined ? [] : [againstNote]),
    ...losses(ended),
    ...(groups.length === 0 ? [] : [table(groups, wording)]),
  ];
  return fit({
    head,
    details: details(groups, wording),
    tail: [
      ...(ended.account === undefined ? [] : accountTail(ended.account)),
      ...notices(ended),
      footer(ended),
    ],
    omitted: (left) =>
      `_${left} more groups of objects change; \`npx harness-catalog plan --stack ${stack}\` lists every one._`,
  });
}

function headline({ name, result }: Ended, groups: readonly Group[]): string {
  if (groups.length === 0)
    return name === "refresh" ? "none" : `no changes, ${result.tally.same} objects as they are`;
  const services = groups.filter(({ kind }) => kind === "service");
  const added = services.filter(
    (group) => count(group, "create") === group.changes.length && hasService(group),
  );
  const gone = services.filter(
    (group) => count(group, "delete") === group.changes.length && hasService(group),
  );
  const changed = services.length - added.length - gone.length;
  const others = groups.length - services.length;
  const parts = [
    ...(gone.length > 0
      ? [`${counted(gone.length, "service")} ${name === "refresh" ? "gone" : "removed"}`]
      : []),
    ...(added.length > 0 ? [`${counted(added.length, "service")} added`] : []),
    ...(changed > 0 ? [`${counted(changed, "service")} changed`] : []),
    ...(others > 0 ? [`${counted(others, "part")} of the platform changed`] : []),
  ];
  return parts.join(", ");
}

/** A service comes or goes as a whole with its Harness service; a trigger alone is a change. */
function hasService({ changes }: Group): boolean {
  return changes.some(({ type }) => type.endsWith(":Service"));
}

function facts({ name, result, judged, account }: Ended): string[] {
  const { calls, seconds } = upCost(result);
  const sentences = [
    ...(name === "plan" && calls > 0
      ? [`\`up\` makes ${counted(calls, "API call")}, about ${seconds} s at ${callsPerMinute} a minute.`]
      : []),
    ...(name === "plan" && result.tally.create > 0 && account === undefined
      ? [
          "Where an object to create exists already, `up` takes over its own and refuses somebody else's; " +
            "`plan --check-account` looks.",
        ]
      : []),
    ...(judged === undefined
      ? []
      : [`Policies: ${counted(judged.judged + judged.known, "object")} judged, none refused.`]),
  ];
  return sentences.length === 0 ? [] : [sentences.join(" ")];
}

/** What no later run brings back, before everything else. */
function losses({ name, result }: Ended): string[] {
  const lost = name === "refresh" ? [] : lossLines(lossesAmong(result.changes));
  if (lost.length === 0) return [];
  const lines = lost.map(({ what, names, loses }) => {
    const more = names.length > named ? ` and ${names.length - named} more` : "";
    return `> - ${what} ${names.slice(0, named).map(code).join(", ")}${more}: ${loses}`;
  });
  const hint = name === "plan" ? renameHint(result.changes) : undefined;
  const tail = hint === undefined ? [] : [">", `> ${inline(hint)}`];
  return [["> [!CAUTION]", "> Lost for good:", ...lines, ...tail].join("\n")];
}

function notices({ result }: Ended): string[] {
  if (result.notices.length === 0) return [];
  const lines = result.notices.map((notice) => `- ${inline(notice)}`);
  return [folded(counted(lines.length, "notice"), listed(lines, "- ").join("\n"))];
}

function footer({ name, stack, plan, against, record, account }: Ended): string {
  const other =
    against !== undefined
      ? " --against the catalog of the target branch"
      : record !== undefined
        ? " --against-record the record of the stack"
        : "";
  const again = `\`npx harness-catalog ${name} --stack ${stack}${other}${account === undefined ? "" : " --check-account"}\``;
  return `<sub>${plan === undefined ? "" : `Plan \`${planId(plan)}\` · `}made by ${again}</sub>`;
}
