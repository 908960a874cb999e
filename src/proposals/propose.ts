/**
 * From a wish to a pull request. Each step may be repeated: what an interrupted run left behind (a pushed branch without
 * a pull request) is found and carried on by the same request.
 */
import { problem } from "@harness-catalog/problems";
import { bodyOf } from "./body";
import type { Changes } from "./change";
import { draftOf, type BaseCatalog, type Draft } from "./draft";
import { openProposals, type OpenProposal } from "./existing";
import { pushBranch } from "./git/push";
import { commitFiles } from "./git/tree";
import { messageOf } from "./message";
import { readBase, type ProposalPlace } from "./place";
import type { PullRequest } from "./pullRequests";

/** What somebody asks for. */
export interface Wish {
  readonly changes: Changes;
  /** Who asks; goes into the commit and the pull request. */
  readonly by: string;
  /** Whether this may take the place of an open proposal that says something else; never by default. */
  readonly mayReplace?: (open: OpenProposal) => boolean;
  readonly requestId?: string;
  /** Looks at the base catalog before anything is done; refuses by throwing. */
  readonly admit?: (base: BaseCatalog) => void;
}

/** What has become of a wish. */
export interface Proposed {
  /** `unchanged`: the base branch says so already, and there is no branch. */
  readonly status: "created" | "replaced" | "exists" | "unchanged";
  readonly draft: Draft;
  readonly base: BaseCatalog;
  readonly commit: string | undefined;
  readonly pullRequest: PullRequest | undefined;
}

/** Pushes that may be lost to others before giving up. */
const maximumAttempts = 5;

/**
 * Makes a proposal, or finds the one that says the same.
 *
 * @throws CatalogError the problems of the catalog as it would be; PRO002 when another open proposal concerns one of the
 * services; PRO001, PRO003, PRO004 when the remote does not take it
 */
export async function propose(place: ProposalPlace, wish: Wish): Promise<Proposed> {
  for (let attempt = 0; attempt < maximumAttempts; attempt++) {
    const proposed = await tryOnce(place, wish);
    if (proposed !== undefined) return proposed;
  }
  throw problem("PRO004", `the push was lost to others ${maximumAttempts} times`, "try again in a moment");
}

/** @returns undefined when somebody else changed the branch in the meantime */
async function tryOnce(place: ProposalPlace, wish: Wish): Promise<Proposed | undefined> {
  const { repository } = place;
  await repository.fetch();
  const base = await readBase(place);
  wish.admit?.(base);
  const draft = draftOf(base, wish.changes);
  if (draft.files.length === 0)
    return { status: "unchanged", draft, base, commit: undefined, pullRequest: undefined };

  const open = await openProposals(place, base, draft.services);
  const same = open.find(({ branch }) => branch === draft.branch);
  refuseOverlap(draft, open, wish.mayReplace ?? (() => false));
  if (same?.digest === draft.digest && (await repository.isMergeable(same.commit))) {
    const pullRequest = same.pullRequest ?? (await openPullRequest(place, draft, base, wish.by));
    return { status: "exists", draft, base, commit: same.commit, pullRequest };
  }
  const last = (await repository.branches()).find(({ name }) => name === draft.branch)?.commit;
  const commit = await commitFiles(repository, {
    parent: base.commit,
    files: draft.files.map(({ path, after }) => ({ path, text: after })),
    message: messageOf(draft, wish.by, wish.requestId),
    author: place.author,
  });
  if ((await pushBranch(repository, draft.branch, commit, last)) === "lost") return undefined;
  const pullRequest = await openPullRequest(place, draft, base, wish.by);
  return { status: same === undefined ? "created" : "replaced", draft, base, commit, pullRequest };
}

function refuseOverlap(
  draft: Draft,
  open: readonly OpenProposal[],
  mayReplace: (open: OpenProposal) => boolean,
): void {
  for (const proposal of open) {
    const where = proposal.pullRequest?.url ?? `branch ${proposal.branch}`;
    const shared = proposal.services.filter((service) => draft.services.includes(service)).join(", ");
    if (proposal.branch !== draft.branch)
      throw problem(
        "PRO002",
        `${where} already proposes something for ${shared}`,
        "merge or close that one first",
      );
    if (proposal.digest === undefined)
      throw problem(
        "PRO002",
        `${where} holds commits that harness-catalog did not make`,
        "finish that one by hand, or close it and delete its branch",
      );
    if (proposal.digest !== draft.digest && !mayReplace(proposal))
      throw problem(
        "PRO002",
        `${where} proposes other values for ${shared}`,
        "close that one, or let its author ask with replace to put this in its place",
      );
  }
}

async function openPullRequest(
  { pullRequests, repository, account }: ProposalPlace,
  draft: Draft,
  base: BaseCatalog,
  by: string,
): Promise<PullRequest | undefined> {
  return pullRequests?.open({
    branch: draft.branch,
    base: repository.base,
    title: draft.title,
    body: bodyOf(draft, { before: base.catalog, account, by }),
  });
}
