/** Catalogs with one wrong reference or value in platform.yaml. */
import type { BadCatalog } from "./badServices";

export const badPlatform: readonly BadCatalog[] = [
  {
    title: "cluster in an unknown environment",
    platform: ["int-north: { environment: int", "int-north: { environment: «CAT012»uat"],
    says: 'add it under "environments"',
  },
  {
    title: "cluster in an unknown region",
    platform: ["prod, region: south", "prod, region: «CAT011»west"],
    says: "clusters.prod-south.region",
  },
  {
    title: "unknown approver",
    platform: ["[owner, platform]", "[owner, «CAT010»platfrom]"],
    says: 'did you mean "platform"?',
  },
  {
    title: "unknown component of a profile",
    platform: ["components: [pdb]", "components: [«CAT015»pbd]"],
    says: '"pdb"?',
  },
  {
    title: "unknown secret of a team",
    platform: ["slackWebhook: slack_payments", "slackWebhook: «CAT017»slack_payment"],
    says: '"slack_payments"?',
  },
  {
    title: "unknown secret of a connector",
    platform: ["token: github_token", "token: «CAT017»gh"],
    says: 'add it under "secrets"',
  },
  {
    title: "unknown connector of the repository",
    platform: ["connector: github_shop", "connector: «CAT016»github"],
    says: "repository.connector",
  },
  {
    title: "unknown connector of a cluster",
    platform: ["connector: aws_int", "connector: «CAT016»aws_prod"],
    says: "clusters.int-ecs.ecs.connector",
  },
  {
    title: "connector of the wrong type",
    platform: ["connector: github_shop", "connector: «CAT057»aws_int"],
    says: "of type aws, needs github",
  },

  {
    title: "unknown key of an environment",
    platform: ["    order: 1\n", "    order: 1\n    «CAT020»colour: blue\n"],
    says: "environments.int.colour",
  },
  {
    title: "missing section",
    platform: [
      "organization: { identifier: default, manage: false }\nproject: { identifier: shop, manage: true }\nrepository: { connector: github_shop, name: shop }\nregistry: registry.example.com/shop\n",
      "«CAT021»organization: { identifier: default, manage: false }\nproject: { identifier: shop, manage: true }\nrepository: { connector: github_shop, name: shop }\n",
    ],
    says: '"registry" is missing',
  },
  {
    title: "fraction for a whole number",
    platform: ["order: 1\n", "order: «CAT022»1.5\n"],
    says: "expected a whole number",
  },
  {
    title: "number for a quantity",
    platform: ["cpu: 100m", "cpu: «CAT022»0.1"],
    says: 'write a CPU quantity in millicores such as "250m"',
  },
  {
    title: "unknown gate",
    platform: ["{ type: auto }", "{ type: «CAT023»automatic }"],
    says: "auto, bake, approval",
  },
  {
    title: "gate without a type",
    platform: ["{ type: auto }", "«CAT021»{ kind: auto }"],
    says: 'add "type: auto or bake or approval"',
  },
  {
    title: "gate with a misspelled type",
    platform: ["{ type: auto }", "«CAT021»{ typ: auto }"],
    says: 'rename "typ" to "type"',
  },
  {
    title: "bake without a duration",
    platform: ["{ type: bake, duration: 1h }", "«CAT021»{ type: bake }"],
    says: '"duration" is missing',
  },
  {
    title: "malformed duration",
    platform: ["timeout: 7d", "timeout: «CAT024»7 days"],
    says: 'a duration such as "10m"',
  },
  {
    title: "timeout beyond 53 weeks",
    platform: ["timeout: 7d", "timeout: «CAT025»60w"],
    says: "outside 10s to 53w",
  },
  {
    title: "token without a user",
    platform: ["auth: { username: bot, token: github_token }", "auth: «CAT021»{ token: github_token }"],
    says: '"username" is missing',
  },
  {
    title: "URL without a scheme",
    platform: ["url: https://github.com/shop", "url: «CAT024»github.com/shop"],
    says: "a URL such as",
  },
  {
    title: "display name that Harness refuses",
    platform: ["display: Payments", "display: «CAT024»Pay & Co"],
    says: "letters, digits, spaces",
  },
  { title: "unknown day", platform: ["Monday:", "«CAT020»Mondai:"], says: 'did you mean "Monday"?' },
  {
    title: "hour beyond midnight",
    platform: ['to: "16:00"', 'to: «CAT024»"25:00"'],
    says: 'a time such as "10:00"',
  },
  {
    title: "connector key with a hyphen",
    platform: ["aws_int: { type", "«CAT026»aws-int: { type"],
    says: 'write "aws_int"',
  },
];
