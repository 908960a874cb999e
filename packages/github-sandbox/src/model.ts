/** What the local GitHub keeps besides the bare repositories: issues, pull requests, comments, webhooks. */

export interface Comment {
  readonly id: number;
  readonly user: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly body: string;
}

/** A review as it was given, for the commit that was at the head then. */
export interface Review {
  readonly id: number;
  readonly user: string;
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";
  readonly commit: string;
  readonly at: string;
}

/** One word on a commit; the last one of a context counts. */
export interface CommitStatus {
  readonly sha: string;
  readonly context: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly description: string;
  readonly user: string;
  readonly at: string;
}

/** A run of a workflow and what it published. */
export interface Run {
  readonly id: number;
  /** What started it, such as `push`. */
  readonly event: string;
  readonly branch: string;
  /** Such as `.github/workflows/deploy.yml`. */
  readonly path: string;
  /** Repository of the branch; another one for a fork's pull request. */
  readonly headRepository: string;
  /** Names of artifacts, the oldest first. */
  readonly artifacts: readonly string[];
  readonly expired?: boolean;
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
  readonly reviews?: readonly Review[];
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
  readonly statuses?: readonly CommitStatus[];
  readonly runs?: readonly Run[];
}

/** Everything, as it stands in the state file. */
export interface State {
  readonly repositories: Readonly<Record<string, Repository>>;
  /** Next identifier of a comment or webhook. */
  readonly nextId: number;
}

export const emptyState: State = { repositories: {}, nextId: 1 };
