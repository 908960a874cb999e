/** Whether the owners of changed entries have approved a pull request. */
import { gitHubTeams, ownersCheck } from "../catalog/gitHubNames";
import type { Platform } from "../catalog/model";
import { teamsAsked, type EntryChange } from "../catalog/owners";
import { problem } from "@harness-catalog/problems";
import { listWords } from "@harness-catalog/problems/suggest";
import { approvalsOf, membersOf, type GitHub, type Status } from "../github";

/** A team that has to agree, and whether one of its members has. */
export interface Asked {
  /** Key in platform.yaml. */
  readonly team: string;
  /** Teams on GitHub of which one member is enough: its own, or where it has none those of the platform. */
  readonly slugs: readonly string[];
  readonly services: readonly string[];
  readonly by: string | undefined;
}

/** The teams as the base branch knows them: a pull request does not say who may approve it. */
export function askedTeams(changes: readonly EntryChange[], platform: Platform): Omit<Asked, "by">[] {
  const known = gitHubTeams(platform);
  const platformTeams = known.filter(({ role }) => role === "platform").map(({ slug }) => slug);
  return [...teamsAsked(changes)].map(([team, services]) => {
    const own = known.find(({ key }) => key === team);
    return { team, services, slugs: own === undefined ? platformTeams : [own.slug] };
  });
}

/**
 * Looks up who has approved the commit, or the head of the pull request. Makes two calls and one for each team that is asked.
 * @throws CatalogError GIT003, CMD001 without a `github` section
 */
export async function approvalsByTeam(
  github: GitHub,
  number: number,
  changes: readonly EntryChange[],
  platform: Platform,
  commit?: string,
): Promise<Asked[]> {
  if (platform.github === undefined)
    throw problem("CMD001", "platform.yaml has no github section", "add it: it names the teams on GitHub");
  const { owner } = platform.github;
  const { approvers } = await approvalsOf(github, number, commit);
  const asked: Asked[] = [];
  for (const each of askedTeams(changes, platform)) {
    const members = (await Promise.all(each.slugs.map((slug) => membersOf(github, owner, slug)))).flat();
    asked.push({ ...each, by: approvers.find((login) => members.includes(login)) });
  }
  return asked;
}

/** The word on the commit. Waiting is no failure: an approval may still come. */
export function statusOf(asked: readonly Asked[]): Status {
  const open = asked.filter(({ by }) => by === undefined);
  if (open.length > 0) {
    const description = `waits for an approval of ${listWords(open.map(({ team }) => team))}`;
    return { context: ownersCheck, state: "pending", description };
  }
  const description =
    asked.length === 0
      ? "no entry changes"
      : `approved by ${asked.map(({ team, by }) => `${by} for ${team}`).join(", ")}`;
  return { context: ownersCheck, state: "success", description };
}
