/** Catalogs with one mistake about GitHub or the age of a credential. */
import type { Change } from "./base";
import type { BadCatalog } from "./badServices";

const platformTeam = "platform: { display: Platform, role: platform }";
const connectors = "connectors:\n";

/** The base catalog with a sound `github` section, then changed. */
function withGitHub(github: string, ...others: readonly (readonly [string, string])[]): Change {
  return [
    [platformTeam, "platform: { display: Platform, role: platform, github: platform }"],
    ...others,
    [connectors, `${github}\n${connectors}`],
  ];
}

export const badGitHub: readonly BadCatalog[] = [
  {
    title: "URL of a repository with connectionType Account",
    platform: ["url: https://github.com/shop", "url: «CAT095»https://github.com/shop/web"],
    says: "names a repository, and connectionType is Account",
  },
  {
    title: "URL of an organization with connectionType Repo",
    platform: [
      ["url: https://github.com/shop", "url: «CAT095»https://github.com/shop"],
      ["connectionType: Account", "connectionType: Repo"],
    ],
    says: "names an organization, and connectionType is Repo",
  },
  {
    title: "connector of an organization nobody declared",
    platform: withGitHub("github: { owner: store, visibility: private }", [
      "url: https://github.com/shop",
      "url: «CAT096»https://github.com/shop",
    ]),
    says: '"shop" is not one of store',
  },
  {
    title: "no platform team on GitHub",
    platform: [connectors, `«CAT097»github: { owner: shop, visibility: private }\n${connectors}`],
    says: 'add "github: <slug>"',
  },
  {
    title: "one repository twice",
    platform: withGitHub(
      "github:\n  owner: shop\n  visibility: private\n  repositories:\n" +
        "    again: { owner: Shop, name: «CAT031»shop, visibility: private }",
    ),
    says: "shop/shop is also that of repository",
  },
  {
    title: "another repository under the catalog's name",
    platform: withGitHub(
      "github:\n  owner: shop\n  visibility: private\n  repositories:\n" +
        "    «CAT031»catalog: { owner: shop, name: other, visibility: private }",
    ),
    says: "the catalog's own repository",
  },
  {
    title: "visibility left out",
    platform: withGitHub("github: «CAT021»{ owner: shop }"),
    says: '"visibility" is missing',
  },
  {
    title: "team with its organization",
    platform: [
      platformTeam,
      "platform: { display: Platform, role: platform, github: «CAT024»shop/platform }",
    ],
    says: "the slug of a GitHub team",
  },
  {
    title: "secret that GitHub keeps for itself",
    platform: withGitHub(
      "github: { owner: shop, visibility: private, secrets: { harness: [«CAT024»GITHUB_TOKEN] } }",
    ),
    says: "not starting with a digit or GITHUB_",
  },
  {
    title: "secret of the workflows twice",
    platform: withGitHub(
      "github: { owner: shop, visibility: private, secrets: { drift: [KEY, «CAT042»KEY] } }",
    ),
    says: "already github.secrets.drift[0]",
  },
  {
    title: "day in another spelling",
    platform: ["{ env: GITHUB_TOKEN }", "{ env: GITHUB_TOKEN, expires: «CAT024»01.03.2027 }"],
    says: "a day such as 2027-03-01",
  },
  {
    title: "day that is not in the calendar",
    platform: ["{ env: GITHUB_TOKEN }", "{ env: GITHUB_TOKEN, expires: «CAT024»2027-02-30 }"],
    says: "no day of the calendar",
  },
  {
    title: "rotation without its period",
    platform: ["{ env: GITHUB_TOKEN }", "{ env: GITHUB_TOKEN, «CAT098»rotated: 2026-09-01 }"],
    says: '"rotated" needs "rotateAfter"',
  },
  {
    title: "period without a rotation",
    platform: ["{ env: GITHUB_TOKEN }", "{ env: GITHUB_TOKEN, «CAT098»rotateAfter: 180d }"],
    says: '"rotateAfter" needs "rotated"',
  },
];
