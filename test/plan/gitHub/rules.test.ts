/** Rules of the default branch. */
import assert from "node:assert/strict";
import { planWith } from "./support";

const { objects } = planWith().units[0]!;
const find = (name: string) =>
  objects.find((object) => object.kind === "repositoryRuleset" && object.name === name)!;

describe("rules of the catalog's branch", () => {
  it("a merge needs reviews of code owners and every check from GitHub Actions; only the App passes", () => {
    assert.deepEqual(find("catalog-review").inputs, {
      repository: "shop",
      name: "main: review",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["refs/heads/main"], excludes: [] } },
      bypassActors: [{ actorId: 42, actorType: "Integration", bypassMode: "always" }],
      rules: {
        pullRequest: {
          requiredApprovingReviewCount: 2,
          requireCodeOwnerReview: true,
          requireLastPushApproval: true,
          dismissStaleReviewsOnPush: true,
          requiredReviewThreadResolution: true,
          allowedMergeMethods: ["squash"],
        },
        requiredStatusChecks: {
          strictRequiredStatusChecksPolicy: true,
          doNotEnforceOnCreate: true,
          requiredChecks: [
            ...["validate", "policies", "manifests", "plan (nonprod)", "plan (prod)"].map((context) => ({
              context,
              integrationId: 15368,
            })),
            // Only the App that reads approvals can give this word.
            { context: "owners", integrationId: 43 },
          ],
        },
      },
    });
  });

  it("nobody at all rewrites or deletes the branch", () => {
    const { inputs } = find("catalog-history");
    assert.deepEqual(inputs, {
      repository: "shop",
      name: "main: history",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["refs/heads/main"], excludes: [] } },
      rules: { deletion: true, nonFastForward: true, requiredLinearHistory: true },
    });
  });
});
