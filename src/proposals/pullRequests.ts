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

/** What a pull request is to say. */
export interface PullRequestText {
  /** Branch that is to be merged. */
  readonly branch: string;
  /** Branch it is merged into. */
  readonly base: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/** Pull requests of one repository. Every method throws CatalogError when the host refuses or cannot be reached. */
export interface PullRequests {
  /** The newest one from a branch of this repository, whatever its state. */
  newest(branch: string): Promise<PullRequest | undefined>;
  /** Opens one; where one is open already it gets the title and the body. */
  open(text: PullRequestText): Promise<PullRequest>;
}
