/** Proposals that stand open on the remote. */
import { describes, readEntry, type EntryValues } from "../catalog/written";
import { writtenEntry } from "./apply";
import { branchPrefixes } from "./change";
import type { BaseCatalog } from "./draft";
import type { RemoteBranch } from "./git/repository";
import { catalogFilesAt } from "./git/tree";
import { trailersOf } from "./message";
import type { ProposalPlace } from "./place";
import type { PullRequest } from "./pullRequests";

/** A branch that waits to be merged. */
export interface OpenProposal {
  readonly branch: string;
  readonly commit: string;
  readonly services: readonly string[];
  /** What it says, see `digestOf`; undefined when somebody else has put commits on it. */
  readonly digest: string | undefined;
  /** Who asked for it. */
  readonly by: string | undefined;
  readonly pullRequest: PullRequest | undefined;
}

const bulk = /^(add|change|remove)-\d+-services-[0-9a-f]{8}$/;

/**
 * Open proposals that concern one of these services, as last fetched. Not open is a branch that is merged, or whose
 * pull request is closed, or whose entries the base branch has too (a squashed merge).
 */
export async function openProposals(
  place: ProposalPlace,
  base: BaseCatalog,
  services: readonly string[],
): Promise<OpenProposal[]> {
  const names = new Set(services.flatMap((service) => branchPrefixes.map((prefix) => `${prefix}${service}`)));
  const branches = await place.repository.branches();
  const found: OpenProposal[] = [];
  for (const branch of branches.filter(({ name }) => names.has(name) || bulk.test(name))) {
    const proposal = await readProposal(place, base, branch);
    if (proposal?.services.some((service) => services.includes(service))) found.push(proposal);
  }
  return found;
}

/** The proposal of a branch; undefined when it is not open. */
export async function readProposal(
  place: ProposalPlace,
  base: BaseCatalog,
  { name, commit }: RemoteBranch,
): Promise<OpenProposal | undefined> {
  const commits = await place.repository.ownCommits(commit);
  const own = commits.filter(({ isMerge }) => !isMerge);
  if (own.length === 0) return undefined;
  const trailers = own.map(({ message }) => trailersOf(message)).filter((each) => each !== undefined);
  const services = trailers[0]?.services ?? [name.replace(/^[a-z]+-/, "")];
  if (trailers.length > 0 && (await isSettled(place, base, commit, services))) return undefined;
  const pullRequest = await place.pullRequests?.newest(name);
  if (pullRequest !== undefined && pullRequest.state !== "open" && pullRequest.head === commit)
    return undefined;
  return {
    branch: name,
    commit,
    services,
    digest: own.length === 1 ? trailers[0]?.digest : undefined,
    by: trailers[0]?.by,
    pullRequest: pullRequest?.state === "open" ? pullRequest : undefined,
  };
}

/** Whether the base branch says of these services what the commit says. */
async function isSettled(
  { repository, folder }: ProposalPlace,
  base: BaseCatalog,
  commit: string,
  services: readonly string[],
): Promise<boolean> {
  // What somebody left on their branch is not what is asked here.
  const files = await catalogFilesAt(repository, commit, folder, "left out");
  return services.every((service) => {
    const [there, here] = [writtenEntry(files, service), writtenEntry(base.files, service)];
    if (there === undefined || here === undefined) return there === here;
    return describes(there, readEntry(here.value as EntryValues));
  });
}
