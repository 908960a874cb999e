/** Whose an entry is: a team with a file of its own has all its entries there, and no others are in it. */
import type { Problem } from "@harness-catalog/problems";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { teamFileName, teamOf, type Role } from "../layout";
import type { Platform } from "../schema/platform";
import type { Source } from "@harness-catalog/located-yaml/source";
import { toProblem } from "./finding";
import type { Repaired } from "./repair";
import type { Entry, ServiceRule } from "./rule";
import { show } from "./values";

type File = Source & { readonly role: Role };

/** The owners of the file approve its changes, so an entry in it is theirs and nobody else's. */
const teamFitsFile: ServiceRule = {
  reads: { service: ["team"] },
  *find({ team }, _context, { role, path }) {
    const owner = teamOf(role);
    if (owner === undefined || owner === team) return;
    const message = `${show(team)} does not belong into ${path}, the file of ${owner}`;
    const hint = `move the entry to ${teamFileName(team)}, or remove the key: the entry's team is the file's`;
    yield { code: "CAT036", path: ["team"], message, hint };
  },
};

export const ownershipRules: readonly ServiceRule[] = [teamFitsFile];

/** Whether a file is named after a team that the platform does not have. */
export function isOfNobody({ role }: File, platform: Repaired<Platform> | undefined): boolean {
  const team = teamOf(role);
  if (team === undefined || platform === undefined || platform.damaged.has("teams")) return false;
  return !Object.hasOwn(platform.value.teams, team);
}

/** What is wrong with the files of teams as files: their names, and entries of theirs that are elsewhere. */
export function ownershipProblems(
  files: readonly File[],
  entries: readonly Entry[],
  platform: Repaired<Platform> | undefined,
): Problem[] {
  const unknown = files.filter((file) => isOfNobody(file, platform));
  return [
    ...unknown.map((file) => unknownTeam(file, Object.keys(platform!.value.teams))),
    ...entriesElsewhere(files, entries),
  ];
}

function unknownTeam(file: File, teams: readonly string[]): Problem {
  const team = teamOf(file.role) ?? "";
  const message = `the file is named after ${show(team)}, which is not one of the teams ${listWords(teams)}`;
  const hint = didYouMean(team, teams, 'rename the file, or add the team under "teams" in platform.yaml');
  return toProblem({ code: "CAT010", path: [], message, hint }, file);
}

/** In a file of others, others could approve a change of the entry. */
function entriesElsewhere(files: readonly File[], entries: readonly Entry[]): Problem[] {
  const own = new Map(files.map(({ role, path }) => [teamOf(role), path]));
  return entries
    .filter(({ source, damaged }) => teamOf(source.role) === undefined && !damaged.has("team"))
    .filter(({ service }) => own.has(service.team))
    .map(({ service, source, index }) => {
      const message = `the entries of ${show(service.team)} are in ${own.get(service.team)}, which is theirs alone`;
      const hint = "move the entry there";
      return toProblem({ code: "CAT037", path: ["services", index, "team"], message, hint }, source);
    });
}
