/** What belongs on GitHub, as data. Proves nothing about GitHub itself. */
import assert from "node:assert/strict";
import { gitHubKey, planGitHub, type GitHubObject } from "../../../src/plan/gitHub";
import { parseCatalog } from "../../../src/catalog/load";
import { changed, type Change } from "../../catalog/base";
import { exampleCatalog } from "../support";
import { catalogWith, fullGitHub, planWith, stacks } from "./support";

const plan = planWith();
const [catalog, tools] = [plan.units[0]!, plan.units[1]!];
const find = (key: string, objects: readonly GitHubObject[] = catalog.objects): GitHubObject => {
  const found = objects.find((object) => gitHubKey(object) === key);
  assert.ok(found, `no ${key} among ${objects.map(gitHubKey).join(", ")}`);
  return found;
};

describe("GitHub plan", () => {
  it("holds exactly these objects, in an order in which each follows what it needs", () => {
    assert.deepEqual(catalog.objects.map(gitHubKey), [
      "repository/catalog",
      "repositoryVulnerabilityAlerts/catalog",
      "workflowRepositoryPermissions/catalog",
      "actionsRepositoryPermissions/catalog",
      "teamRepository/catalog-payments",
      "teamRepository/catalog-platform",
      "issueLabel/catalog-drift",
      "actionsSecret/PASSPHRASE",
      "actionsVariable/MANIFESTS_APP_ID",
      "actionsVariable/OWNERS_APP_ID",
      "actionsVariable/BACKEND",
      "repositoryEnvironment/plan-nonprod",
      "repositoryEnvironmentDeploymentPolicy/plan-nonprod",
      "actionsEnvironmentSecret/plan-nonprod-PASSPHRASE",
      "repositoryEnvironment/harness-nonprod",
      "repositoryEnvironmentDeploymentPolicy/harness-nonprod",
      "actionsEnvironmentSecret/harness-nonprod-API_KEY",
      "actionsEnvironmentVariable/harness-nonprod-ROLE",
      "repositoryEnvironment/drift-nonprod",
      "repositoryEnvironmentDeploymentPolicy/drift-nonprod",
      "actionsEnvironmentSecret/drift-nonprod-API_KEY",
      "repositoryEnvironment/plan-prod",
      "repositoryEnvironmentDeploymentPolicy/plan-prod",
      "actionsEnvironmentSecret/plan-prod-PASSPHRASE",
      "repositoryEnvironment/harness-prod",
      "repositoryEnvironmentDeploymentPolicy/harness-prod",
      "actionsEnvironmentSecret/harness-prod-API_KEY",
      "actionsEnvironmentVariable/harness-prod-ROLE",
      "repositoryEnvironment/drift-prod",
      "repositoryEnvironmentDeploymentPolicy/drift-prod",
      "actionsEnvironmentSecret/drift-prod-API_KEY",
      "repositoryEnvironment/manifests",
      "repositoryEnvironmentDeploymentPolicy/manifests",
      "actionsEnvironmentSecret/manifests-APP_KEY",
      "repositoryEnvironment/owners",
      "repositoryEnvironmentDeploymentPolicy/owners",
      "actionsEnvironmentSecret/owners-APP_KEY",
      "repositoryWebhook/catalog",
      "repositoryRuleset/catalog-history",
      "repositoryRuleset/catalog-review",
    ]);
    for (const { objects } of plan.units) {
      const before = new Set<string>();
      for (const object of objects) {
        assert.deepEqual(
          object.dependsOn.filter((key) => !before.has(key)),
          [],
        );
        before.add(gitHubKey(object));
      }
      assert.equal(before.size, objects.length);
    }
  });

  it("the repository squashes merges, loses merged branches and is archived, not deleted", () => {
    assert.deepEqual(find("repository/catalog").inputs, {
      name: "shop",
      visibility: "private",
      allowMergeCommit: false,
      allowRebaseMerge: false,
      allowSquashMerge: true,
      allowUpdateBranch: true,
      hasIssues: true,
      deleteBranchOnMerge: true,
      archiveOnDestroy: true,
    });
    assert.equal(catalog.protect, true);
    assert.deepEqual(find("repositoryVulnerabilityAlerts/catalog").inputs, {
      repository: "shop",
      enabled: true,
    });
  });

  it("workflows may read, and use GitHub's and the listed actions by their commit", () => {
    assert.deepEqual(find("workflowRepositoryPermissions/catalog").inputs, {
      repository: "shop",
      defaultWorkflowPermissions: "read",
      canApprovePullRequestReviews: false,
    });
    assert.deepEqual(find("actionsRepositoryPermissions/catalog").inputs, {
      repository: "shop",
      enabled: true,
      allowedActions: "selected",
      allowedActionsConfig: {
        githubOwnedAllowed: true,
        verifiedAllowed: false,
        patternsAlloweds: ["aws-actions/*", "pulumi/actions@*"],
      },
      shaPinningRequired: true,
    });
  });

  it("production asks a platform team, not the one who started it; other environments ask nobody", () => {
    const common = {
      repository: "shop",
      canAdminsBypass: false,
      deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
    };
    assert.deepEqual(find("repositoryEnvironment/harness-prod").inputs, {
      ...common,
      environment: "harness-prod",
      preventSelfReview: true,
      reviewers: [{ teams: [{ $team: "core" }] }],
    });
    for (const environment of ["plan-prod", "harness-nonprod", "drift-prod", "manifests", "owners"])
      assert.deepEqual(find(`repositoryEnvironment/${environment}`).inputs, { ...common, environment });
  });

  it("the number of a team may stand in the catalog, and then nobody is asked for it", () => {
    const platform: Change = [
      [
        "platform: { display: Platform, role: platform }",
        "platform: { display: Platform, role: platform, github: core, githubId: 12 }",
      ],
      ["connectors:\n", "github: { owner: shop, visibility: private }\nconnectors:\n"],
    ];
    const text = JSON.stringify(planGitHub(parseCatalog(changed({ platform })), stacks));
    assert.match(text, /"reviewers":\[\{"teams":\[12\]\}\]/);
    assert.doesNotMatch(text, /\$team/);
  });

  it("asks nobody where the plan of the organization has no reviewers", () => {
    const section = "github: { owner: shop, visibility: private, reviewProduction: false }";
    assert.doesNotMatch(JSON.stringify(planWith(section).units), /reviewers/);
  });

  it("every environment is for the main branch only", () => {
    const policies = catalog.objects.filter(({ kind }) => kind === "repositoryEnvironmentDeploymentPolicy");
    const environments = catalog.objects.filter(({ kind }) => kind === "repositoryEnvironment");
    assert.deepEqual(
      policies.map(({ inputs }) => inputs),
      environments.map(({ name }) => ({ repository: "shop", environment: name, branchPattern: "main" })),
    );
  });

  it("teams write, the platform team maintains", () => {
    assert.deepEqual(
      ["payments", "platform"].map((team) => find(`teamRepository/catalog-${team}`).inputs),
      [
        { repository: "shop", teamId: "payments", permission: "push" },
        { repository: "shop", teamId: "core", permission: "maintain" },
      ],
    );
  });

  it("values are named, never written, but for the App's number", () => {
    assert.deepEqual(find("actionsEnvironmentSecret/harness-prod-API_KEY").inputs, {
      repository: "shop",
      environment: "harness-prod",
      secretName: "API_KEY",
      value: { $value: { variable: "HARNESS_PROD_API_KEY", config: "github.harness-prod.API_KEY" } },
    });
    assert.deepEqual(find("actionsVariable/BACKEND").inputs, {
      repository: "shop",
      variableName: "BACKEND",
      value: { $value: { variable: "REPOSITORY_BACKEND", config: "github.repository.BACKEND" } },
    });
    assert.deepEqual(find("actionsVariable/MANIFESTS_APP_ID").inputs, {
      repository: "shop",
      variableName: "MANIFESTS_APP_ID",
      value: "42",
    });
  });

  it("deliveries of the webhook are signed and encrypted", () => {
    assert.deepEqual(find("repositoryWebhook/catalog").inputs, {
      repository: "shop",
      active: true,
      events: ["pull_request", "push"],
      configuration: {
        url: "https://catalog.example.com/webhooks/github",
        contentType: "json",
        insecureSsl: false,
        secret: {
          $value: { variable: "REPOSITORY_WEBHOOK_SECRET", config: "github.repository.WEBHOOK_SECRET" },
        },
      },
    });
  });

  it("another organization's repository gets the same rules, without teams and App of the first", () => {
    assert.deepEqual([tools.name, tools.owner], ["tools", "shop-tools"]);
    assert.deepEqual(tools.objects.map(gitHubKey), [
      "repository/tools",
      "repositoryVulnerabilityAlerts/tools",
      "workflowRepositoryPermissions/tools",
      "actionsRepositoryPermissions/tools",
      "repositoryRuleset/tools-history",
      "repositoryRuleset/tools-review",
    ]);
    const review = JSON.stringify(find("repositoryRuleset/tools-review", tools.objects).inputs);
    assert.match(review, /"requiredChecks":\[\{"context":"test"/);
    assert.doesNotMatch(review, /bypassActors/);
  });

  it("without an App nobody passes the rules, and a notice says what that means", () => {
    const without = planWith("github: { owner: shop, visibility: private }");
    const keys = without.units[0]!.objects.map(gitHubKey);
    assert.ok(!keys.includes("repositoryEnvironment/manifests"));
    assert.ok(!keys.includes("actionsVariable/MANIFESTS_APP_ID"));
    assert.doesNotMatch(JSON.stringify(without.units), /bypassActors/);
    assert.match(without.notices[0]?.message ?? "", /no app is named/);
    assert.match(without.notices[1]?.message ?? "", /no ownersApp is named/);
    assert.doesNotMatch(JSON.stringify(without.units), /"owners"/);
    assert.deepEqual(plan.notices, []);
  });

  it("is empty without a github section", () => {
    assert.deepEqual(planGitHub(parseCatalog(changed({})), stacks), { units: [], notices: [] });
  });

  it("does not depend on the order of stacks or keys", () => {
    const lines = fullGitHub.split("\n");
    const turned = [
      lines[0],
      "  reviews: 2",
      ...lines.slice(1).filter((line) => line !== "  reviews: 2"),
    ].join("\n");
    assert.deepEqual(planGitHub(catalogWith(turned), [...stacks].reverse()), plan);
  });

  it("the shipped catalog leads to one repository", () => {
    const [unit, ...others] = planGitHub(exampleCatalog(), stacks).units;
    assert.deepEqual(others, []);
    assert.equal(unit?.owner, "company");
    // 4 of the repository, 3 teams, 3 values; for each of 2 stacks 3 to plan, 9 to apply and 4 for drift; 3 for manifests and
    // 3 for owners; 2 rulesets
    assert.equal(unit?.objects.length, 4 + 3 + 3 + 2 * (3 + 9 + 4) + 3 + 3 + 2);
  });
});
