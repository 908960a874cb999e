/** Whose entries a pull request changes; loud where one changes hands. */
import { teamsAsked, type EntryChange } from "../../catalog/owners";
import { code } from "./text";

/** A section for a comment; empty when no entry changes. Ends with a line break. */
export function ownersMarkdown(changes: readonly EntryChange[]): string {
  if (changes.length === 0) return "";
  const handed = changes.filter(({ kind }) => kind === "handed over");
  const warning = [
    "> [!WARNING]",
    "> Changes hands, so the team that has it now must agree:",
    ...handed.map(
      ({ service, from = "", to = "" }) =>
        `> - ${code(service)} goes from team ${code(from)} to team ${code(to)}, with its alerts and approvals`,
    ),
    "",
  ];
  const asked = [...teamsAsked(changes)].map(([team, services]) => `${code(team)} (${services.length})`);
  return [
    ...(handed.length === 0 ? [] : warning),
    `Owners asked, by entries that change: ${asked.join(", ")}`,
    "",
    "",
  ].join("\n");
}
