/** Connectors to GitHub: that of another organization, and what is said of tokens. */
import assert from "node:assert/strict";
import { parseCatalog } from "../../../src/catalog/load";
import { changed, codeAndPlace, problemsOf, type Change } from "../../catalog/base";
import { objectOf, planOf } from "../support";

const crossOrg = `connectors:
  github_platform_next_cross_org:
    type: github
    url: https://github.com/company/platform-next
    connectionType: Repo
    auth: { applicationId: "7", installationId: "8", privateKey: app_key }
`;
const platform = (organizations: string): Change => [
  [
    "platform: { display: Platform, role: platform }",
    "platform: { display: Platform, role: platform, github: core }",
  ],
  ["connectors:\n", crossOrg],
  ["  slack_payments: {", "  app_key: { env: APP_KEY }\n  slack_payments: {"],
  ["sizes:\n", `github: { owner: shop, visibility: private, organizations: [${organizations}] }\nsizes:\n`],
];

describe("GitHub connectors", () => {
  it("of another organization reach one repository by the App installed there", () => {
    const plan = planOf(parseCatalog(changed({ platform: platform("Company") })));
    const { inputs, dependsOn } = objectOf(plan, "githubConnector", "github_platform_next_cross_org");
    const githubApp = { applicationId: "7", installationId: "8", privateKeyRef: "app_key" };
    assert.equal(inputs["connectionType"], "Repo");
    assert.equal(inputs["url"], "https://github.com/company/platform-next");
    assert.deepEqual(inputs["credentials"], { http: { githubApp } });
    assert.deepEqual(inputs["apiAuthentication"], { githubApp }, "triggers and commit statuses need the API");
    assert.deepEqual(dependsOn, ["secretText/app_key"]);
  });

  it("of an organization that nobody declared are refused at their URL", () => {
    const files = changed({ platform: platform("") });
    const line = files[0]!.text.split("\n").indexOf("    url: https://github.com/company/platform-next") + 1;
    assert.deepEqual(problemsOf(files).map(codeAndPlace), [`CAT096 catalog/platform.yaml:${line}:10`]);
  });

  it("by a personal token are noticed, those of an App are not", () => {
    const { notices } = planOf(parseCatalog(changed({ platform: platform("company") })));
    assert.deepEqual(
      notices.filter(({ subject }) => subject.startsWith("connector")),
      [
        {
          subject: "connector github_shop",
          message:
            "uses a personal token; a GitHub App belongs to nobody and reaches only what it is installed on",
        },
      ],
    );
  });
});
