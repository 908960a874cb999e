/** Names on GitHub that follow from the catalog, each spelled in one place only. */
import type { GitHub, Platform } from "./model";

/** GitHub's environments, by what their jobs do. */
export const gitHubEnvironments = {
  /** Plans a stack from its state, after a merge: `plan-prod`. */
  plan: (stack: string) => `plan-${stack}`,
  /** Applies a stack: `harness-prod`. */
  harness: (stack: string) => `harness-${stack}`,
  /** Compares a stack with its account: `drift-prod`. */
  drift: (stack: string) => `drift-${stack}`,
  /** Commits manifests, as the App that gets past reviews. */
  manifests: "manifests",
  /** Reads who approved a pull request, as the App that may see the members of teams. */
  owners: "owners",
} as const;

/** Places of `github.secrets` and `github.variables` that are environments. */
export type EnvironmentPlace = keyof typeof gitHubEnvironments;

/** Variable of the repository that tells the workflow which App commits manifests. */
export const manifestsAppVariable = "MANIFESTS_APP_ID";

/** Variable of the repository that tells the workflow which App says whether owners have approved. */
export const ownersAppVariable = "OWNERS_APP_ID";

/** The status of a commit that says whether the owners of changed entries have approved. */
export const ownersCheck = "owners";

/** The job of a pull request that shows what a stack would do: `plan (prod)`. */
export function planCheck(stack: string): string {
  return `plan (${stack})`;
}

/** Jobs that must pass before a change of the catalog is merged, each once. */
export function requiredChecks({ checks }: Pick<GitHub, "checks">, stacks: readonly string[]): string[] {
  return [...new Set([...checks, ...stacks.map(planCheck)])];
}

/** Organizations the platform declares: owners of its repositories, then those that connectors may reach. */
export function gitHubOrganizations({ owner, repositories, organizations }: GitHub): string[] {
  return [...new Set([owner, ...Object.values(repositories).map((each) => each.owner), ...organizations])];
}

/** Teams of platform.yaml that have a team on GitHub, by key. */
export function gitHubTeams({ teams }: Pick<Platform, "teams">): {
  readonly key: string;
  readonly slug: string;
  readonly id: number | undefined;
  readonly role: "member" | "platform";
}[] {
  return Object.entries(teams)
    .flatMap(([key, { github: slug, githubId: id, role }]) =>
      slug === undefined ? [] : [{ key, slug, id, role }],
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Variable with a token for one organization, `GITHUB_TOKEN_COMPANY_HARNESS`; without it GITHUB_TOKEN counts. */
export function tokenVariable(owner: string): string {
  return `GITHUB_TOKEN_${owner.toUpperCase().replaceAll("-", "_")}`;
}
