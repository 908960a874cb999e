/** What the local GitHub keeps besides the bare repositories: issues, pull requests, comments, webhooks. */

export interface Comment {
  readonly id: number;
  readonly user: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly body: string;
}

/** The part that makes an issue a pull request. */
export interface PullPart {
  readonly head: string;
  readonly base: string;
  readonly draft: boolean;
  /** Set when it is merged. */
  readonly merge?: { readonly at: string; readonly commit: string; readonly by: string };
  /** Head commit at the time it was merged or closed; branches may be gone by then. */
  readonly lastHead?: string;
}

/** Issues and pull requests share their numbers. */
export interface Issue {
  readonly number: number;
  readonly user: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly labels: readonly string[];
  readonly comments: readonly Comment[];
  readonly pull?: PullPart;
}

export interface Hook {
  readonly id: number;
  readonly url: string;
  readonly secret: string;
  readonly events: readonly string[];
}

export interface Repository {
  /** `owner/name` */
  readonly fullName: string;
  readonly defaultBranch: string;
  readonly nextNumber: number;
  readonly issues: Readonly<Record<string, Issue>>;
  readonly hooks: readonly Hook[];
}

/** Everything, as it stands in the state file. */
export interface State {
  readonly repositories: Readonly<Record<string, Repository>>;
  /** Next identifier of a comment or webhook. */
  readonly nextId: number;
}

export const emptyState: State = { repositories: {}, nextId: 1 };
