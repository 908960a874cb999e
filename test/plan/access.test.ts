/** Who may do what, and how people are reached. */
import assert from "node:assert/strict";
import { catalogOf, exampleCatalog, objectOf, objectsOf, planOf, smallPlatform } from "./support";

describe("access", () => {
  const plan = planOf(exampleCatalog());

  it("of a team covers exactly its own pipelines and services", () => {
    assert.deepEqual(resourcesOf("platform_team_a_resources"), [
      { resourceType: "PIPELINE", identifiers: ["account_api_cd", "account_service_cd"] },
      { resourceType: "SERVICE", identifiers: ["account_api", "account_service"] },
    ]);
  });

  it("of a team without services covers nothing: a kind without identifiers would cover all of that kind", () => {
    const empty = planOf({ ...exampleCatalog(), services: [] });
    const group = objectOf(empty, "resourceGroup", "payments_team_resources");
    assert.deepEqual(group.inputs["resourceFilters"], [{ includeAllResources: false, resources: [] }]);
  });

  it("of a team waits for the pipelines it names", () => {
    assert.deepEqual(objectOf(plan, "resourceGroup", "platform_team_a_resources").dependsOn, [
      "pipeline/account-api",
      "pipeline/account-service",
    ]);
  });

  it("joins the account's group, the role and the team's resources", () => {
    const { inputs, dependsOn } = objectOf(plan, "roleAssignments", "payments_team_assignment");
    assert.deepEqual(inputs["principals"], [
      { type: "USER_GROUP", identifier: "payments_team", scopeLevel: "account" },
    ]);
    assert.deepEqual(
      [inputs["roleIdentifier"], inputs["resourceGroupIdentifier"]],
      ["catalog_team", "payments_team_resources"],
    );
    assert.deepEqual(dependsOn, [
      "usergroup/payments_team",
      "roles/catalog_team",
      "resourceGroup/payments_team_resources",
    ]);
  });

  it("of the platform team is the whole project", () => {
    const { inputs } = objectOf(plan, "roleAssignments", "platform_team_assignment");
    assert.equal(inputs["roleIdentifier"], "catalog_platform");
    assert.equal(inputs["resourceGroupIdentifier"], "_all_project_level_resources");
    assert.ok(!objectsOf(plan, "resourceGroup").some(({ name }) => name === "platform_team_resources"));
  });

  it("of CI is to start pipelines and to change nothing", () => {
    const roles = objectsOf(plan, "roleAssignments")
      .filter(({ dependsOn }) => dependsOn.includes("serviceAccount/catalog_ci"))
      .map(({ inputs }) => inputs["roleIdentifier"] as string);
    assert.deepEqual(roles, ["catalog_team", "catalog_delivery"]);
    const permissions = roles.flatMap(
      (role) => objectOf(plan, "roles", role).inputs["permissions"] as string[],
    );
    assert.deepEqual(
      permissions.filter((permission) => /_(edit|delete|manage)$/.test(permission)),
      [],
    );
  });

  function resourcesOf(name: string): unknown {
    const [filter] = objectOf(plan, "resourceGroup", name).inputs["resourceFilters"] as {
      resources: unknown;
    }[];
    return filter?.resources;
  }
});

describe("a user group", () => {
  it("is reached by mail, Slack and PagerDuty, the secrets by reference", () => {
    const { inputs } = objectOf(planOf(exampleCatalog()), "usergroup", "payments_team");
    assert.deepEqual(inputs["notificationConfigs"], [
      { type: "EMAIL", groupEmail: "payments-team@company.com", sendEmailToAllUsers: false },
      { type: "SLACK", slackWebhookUrl: '<+secrets.getValue("account.slack_payments_team")>' },
      { type: "PAGERDUTY", pagerDutyKey: '<+secrets.getValue("account.pagerduty_payments_team")>' },
    ]);
    assert.equal(inputs["orgId"], undefined);
  });

  it("of the identity provider has no users of its own", () => {
    const sso = { id: "okta", display: "Okta", group: "eng-shop", type: "SAML" };
    const platform = smallPlatform({
      teams: { shop: { display: "Shop", sso }, ops: { display: "Ops", role: "platform" } },
    });
    const { inputs } = objectOf(planOf(catalogOf(platform, [])), "usergroup", "shop");
    assert.ok(!("users" in inputs) && !("userEmails" in inputs));
    assert.deepEqual(
      [inputs["ssoLinked"], inputs["linkedSsoType"], inputs["ssoGroupId"], inputs["ssoGroupName"]],
      [true, "SAML", "eng-shop", "eng-shop"],
    );
  });

  it("cannot use a secret of the project, which its account does not see", () => {
    const platform = smallPlatform({
      secrets: { github_token: { env: "GITHUB_TOKEN" }, hook: { env: "HOOK", scope: "project" } },
      teams: {
        shop: { display: "Shop", slack: "#shop", slackWebhook: "hook" },
        ops: { display: "Ops", role: "platform" },
      },
    });
    const plan = planOf(catalogOf(platform, [{ name: "svc" }]));
    assert.deepEqual(objectOf(plan, "usergroup", "shop").inputs["notificationConfigs"], []);
    assert.match(
      objectOf(plan, "pipeline", "svc").inputs["yaml"] as string,
      /<\+secrets\.getValue\("hook"\)>/,
    );
  });
});

describe("a secret", () => {
  it("with a variable has a placeholder, with a reference the path", () => {
    const secrets = {
      github_token: { env: "GITHUB_TOKEN" },
      vault: { reference: "kv/token", secretManager: "account.vault" },
    };
    const plan = planOf(catalogOf(smallPlatform({ secrets }), []));
    const value = (name: string) => objectOf(plan, "secretText", name).inputs;
    assert.deepEqual(
      [value("github_token")["valueType"], value("github_token")["value"]],
      ["Inline", { $secret: "github_token" }],
    );
    assert.deepEqual([value("vault")["valueType"], value("vault")["value"]], ["Reference", "kv/token"]);
  });
});
