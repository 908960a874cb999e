/** What proposals need of a host of pull requests. GitHub is one, see `gitHub.ts`; a plain Git remote has none. */

/** A pull request as the host knows it. */
export interface PullRequest {
  readonly number: number;
  /** Address for a browser. */
  readonly url: string;
  readonly state: "open" | "closed" | "merged";
  /** Last commit of its branch that the host has seen. */
  readonly head: string;
}

/** What a pull request says. */
export interface PullRequestText {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** Pull requests of one repository. Every method throws CatalogError when the host refuses or cannot be reached. */
export interface PullRequests {
  /** The newest one from a branch of this repository, whatever its state. */
  newest(branch: string): Promise<PullRequest | undefined>;
  open(branch: string, base: string, text: PullRequestText): Promise<PullRequest>;
  rewrite(number: number, text: PullRequestText): Promise<void>;
}
