/** A small platform with everything on GitHub, and its plan. */
import { parseCatalog } from "../../../src/catalog/load";
import type { Catalog } from "../../../src/catalog/model";
import { planGitHub, type GitHubPlan, type GitHubStack } from "../../../src/plan/gitHub";
import { changed } from "../../catalog/base";

/** Section with everything that can be asked for. */
export const fullGitHub = `github:
  owner: shop
  visibility: private
  app: 42
  ownersApp: 43
  reviews: 2
  allowedActions: [pulumi/actions@*, aws-actions/*]
  secrets:
    repository: [PASSPHRASE]
    harness: [API_KEY]
    drift: [API_KEY]
    manifests: [APP_KEY]
    plan: [PASSPHRASE]
    owners: [APP_KEY]
  variables:
    repository: [BACKEND]
    harness: [ROLE]
  webhook: { url: https://catalog.example.com/webhooks/github }
  labels: { drift: { color: "d73a4a", description: Differs from the catalog } }
  repositories:
    tools: { owner: shop-tools, name: delivery-tools, visibility: internal, checks: [test] }
`;

/** Two accounts, given out of order. */
export const stacks: readonly GitHubStack[] = [
  { name: "prod", environments: ["prod"] },
  { name: "nonprod", environments: ["int", "pre"] },
];

/** The base catalog of the tests with a \`github\` section; the team \`platform\` and \`payments\` are on GitHub. */
export function catalogWith(section: string): Catalog {
  return parseCatalog(
    changed({
      platform: [
        [
          "platform: { display: Platform, role: platform }",
          "platform: { display: Platform, role: platform, github: core }",
        ],
        ['slack: "#payments",', 'slack: "#payments", github: payments,'],
        ["connectors:\n", `${section}\nconnectors:\n`],
      ],
    }),
  );
}

/** The plan of {@link fullGitHub}, or of another section. */
export function planWith(section: string = fullGitHub): GitHubPlan {
  return planGitHub(catalogWith(section), stacks);
}
