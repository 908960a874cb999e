/** Where proposals go, and the catalog they start from. */
import type { TemplateLibrary } from "../catalog/library/model";
import { parseCatalog } from "../catalog/load";
import { CatalogError, problem } from "@harness-catalog/problems";
import type { BaseCatalog } from "./draft";
import type { Repository } from "./git/repository";
import { catalogFilesAt } from "./git/tree";
import type { PullRequests } from "./pullRequests";

/** A repository with a catalog, and how proposals to it are made. */
export interface ProposalPlace {
  readonly repository: Repository;
  /** Folder of the catalog in the repository; "" for its top. */
  readonly folder: string;
  /** undefined: a plain Git remote; the pushed branch is the proposal. */
  readonly pullRequests: PullRequests | undefined;
  readonly library: TemplateLibrary;
  /** Author of the commits. */
  readonly author: { readonly name: string; readonly email: string };
  /** Harness account that links lead to. */
  readonly account: string | undefined;
}

/**
 * The catalog of the base branch as last fetched.
 * @throws CatalogError PRO005 when there is none, PRO006 followed by its problems when it is not valid
 */
export async function readBase({ repository, folder, library }: ProposalPlace): Promise<BaseCatalog> {
  const commit = await repository.baseCommit();
  const files = await catalogFilesAt(repository, commit, folder);
  try {
    return { commit, files, catalog: parseCatalog(files, library) };
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    const what = `the catalog on ${repository.base} has ${error.problems.length} problems`;
    const first = problem("PRO006", what, `correct it on ${repository.base} first`).problems;
    throw new CatalogError([...first, ...error.problems]);
  }
}
