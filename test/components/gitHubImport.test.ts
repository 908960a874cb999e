import assert from "node:assert/strict";
import { gitHubImportId, missingImportIds } from "../../components/gitHub/importId";
import { gitHubKey } from "../../src/plan/gitHub/model";
import { planWith } from "../plan/gitHub/support";

describe("import ids on GitHub", () => {
  const { objects } = planWith().units[0]!;
  const idOf = (key: string) =>
    gitHubImportId(
      objects.find((object) => gitHubKey(object) === key)!,
      new Set([key]),
    );

  for (const [key, id] of [
    ["repository/catalog", "shop"],
    ["repositoryVulnerabilityAlerts/catalog", "shop"],
    ["workflowRepositoryPermissions/catalog", "shop"],
    ["actionsRepositoryPermissions/catalog", "shop"],
    ["teamRepository/catalog-platform", "core:shop"],
    ["issueLabel/catalog-drift", "shop:drift"],
    ["actionsSecret/PASSPHRASE", "shop:PASSPHRASE"],
    ["actionsVariable/BACKEND", "shop:BACKEND"],
    ["repositoryEnvironment/harness-prod", "shop:harness-prod"],
    ["actionsEnvironmentSecret/harness-prod-API_KEY", "shop:harness-prod:API_KEY"],
    ["actionsEnvironmentVariable/harness-prod-ROLE", "shop:harness-prod:ROLE"],
  ] as const) {
    it(key, () => assert.equal(idOf(key), id));
  }

  it("that only GitHub knows have to be given", () => {
    assert.throws(() => idOf("repositoryWebhook/catalog"), /repositoryWebhook\/catalog=<id>/);
    const missing = (...imports: string[]) =>
      missingImportIds(objects, new Set(imports)).map(({ message }) => message.split(" ")[1]);
    assert.deepEqual(missing("repositoryRuleset/catalog-review", "repositoryWebhook/catalog"), [
      "repositoryWebhook/catalog",
      "repositoryRuleset/catalog-review",
    ]);
    assert.deepEqual(missing("repositoryWebhook/catalog=17", "repository/catalog", "pipeline/shop"), []);
  });
});
