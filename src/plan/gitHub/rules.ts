/** Rules of a repository's default branch. */
import { ownersCheck } from "../../catalog/gitHubNames";
import { gitHubObject, type GitHubInputs, type GitHubKey, type GitHubObject } from "./model";
import { repositoryKey, type RepositorySpec } from "./repository";

/** What a merge needs. */
export interface MergeRules {
  readonly branch: string;
  readonly reviews: number;
  /** Names of jobs. */
  readonly checks: readonly string[];
  /** App whose checks count; one of the same name from anybody else does not. */
  readonly checksApp: number;
  /** App whose status `owners` counts; undefined: none is asked for. */
  readonly ownersApp: number | undefined;
  /** App that may push without review and checks. */
  readonly bypass: number | undefined;
}

/**
 * Two rulesets, because whoever passes one passes all of it: the App that commits manifests needs no review, but it
 * shall not rewrite or delete the branch either. Order: last, when everything they refer to is there.
 */
export function ruleObjects(
  spec: RepositorySpec,
  rules: MergeRules,
  after: readonly GitHubKey[] = [],
): GitHubObject[] {
  const head = {
    repository: spec.name,
    target: "branch",
    enforcement: "active",
    conditions: { refName: { includes: [`refs/heads/${rules.branch}`], excludes: [] } },
  };
  const dependsOn = [repositoryKey(spec), ...after];
  return [
    gitHubObject(
      "repositoryRuleset",
      `${spec.key}-history`,
      {
        ...head,
        name: `${rules.branch}: history`,
        rules: { deletion: true, nonFastForward: true, requiredLinearHistory: true },
      },
      dependsOn,
    ),
    gitHubObject(
      "repositoryRuleset",
      `${spec.key}-review`,
      {
        ...head,
        name: `${rules.branch}: review`,
        ...(rules.bypass === undefined
          ? {}
          : { bypassActors: [{ actorId: rules.bypass, actorType: "Integration", bypassMode: "always" }] }),
        rules: {
          pullRequest: {
            requiredApprovingReviewCount: rules.reviews,
            requireCodeOwnerReview: true,
            requireLastPushApproval: true,
            dismissStaleReviewsOnPush: true,
            requiredReviewThreadResolution: true,
            allowedMergeMethods: ["squash"],
          },
          ...(rules.checks.length === 0 && rules.ownersApp === undefined
            ? {}
            : { requiredStatusChecks: requiredStatusChecks(rules) }),
        },
      },
      dependsOn,
    ),
  ];
}

type Rules = GitHubInputs<"repositoryRuleset">["rules"];

function requiredStatusChecks({ checks, checksApp, ownersApp }: MergeRules): Rules["requiredStatusChecks"] {
  return {
    // Checks must have run on what would be merged, not on an older state of the branch.
    strictRequiredStatusChecksPolicy: true,
    doNotEnforceOnCreate: true,
    requiredChecks: [
      ...checks.map((context) => ({ context, integrationId: checksApp })),
      ...(ownersApp === undefined ? [] : [{ context: ownersCheck, integrationId: ownersApp }]),
    ],
  };
}
