/** Catalogs with one mistake in platform.yaml. */
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

  {
    title: "reserved team",
    platform: ["  platform: { display", "  «CAT032»org: { display: Org }\n  platform: { display"],
    says: "Harness reserves",
  },
  {
    title: "reserved label",
    platform: ["label: prod", "label: «CAT032»status"],
    says: "environments.prod.label",
  },
  {
    title: "reserved project",
    platform: ["identifier: shop", "identifier: «CAT032»account"],
    says: "project.identifier",
  },
  {
    title: "team called owner",
    platform: ["  platform: { display", "  «CAT058»owner: { display: Owner }\n  platform: { display"],
    says: "the service's team",
  },
  {
    title: "one label twice",
    platform: ["label: prod", "label: «CAT031»pre-stable"],
    says: "also that of environments.pre.label",
  },
  {
    title: "one stage for two clusters",
    platform: [
      ["role: dr }\n", "role: dr }\n  north-x: { name: X, role: dr }\n  x: { name: Y, role: dr }\n"],
      [
        "clusters:\n",
        "  late: { label: prod-north, type: Production, order: 4, gate: { type: auto } }\nclusters:\n",
      ],
      [
        "  int-ecs:",
        "  odd: { environment: prod, region: north-x, delegateSelectors: [d] }\n  late-x: «CAT031»{ environment: late, region: x, delegateSelectors: [d] }\n  int-ecs:",
      ],
    ],
    says: "the identifier prod_north_x is also that of clusters.odd",
  },
  {
    title: "connector that a cluster gets",
    platform: [
      "  aws_int:",
      "  «CAT031»k8s_connector_prod_north: { type: aws, region: r, delegateSelectors: [d] }\n  aws_int:",
    ],
    says: "the connector that clusters.prod-north gets",
  },

  {
    title: "minimum above maximum",
    platform: ["minReplicas: 1,", "minReplicas: «CAT050»4,"],
    says: "4 is above maxReplicas, 3",
  },
  { title: "order twice", platform: ["order: 3", "order: «CAT051»2"], says: "2 is also the order of pre" },
  {
    title: "no primary region",
    platform: [
      "regions:\n  north: { name: North, role: primary }",
      "«CAT052»regions:\n  north: { name: North, role: dr }",
    ],
    says: "no region is primary",
  },
  {
    title: "two primary regions",
    platform: ["role: dr", "role: «CAT052»primary"],
    says: "north is the primary region already",
  },
  {
    title: "secret without a source",
    platform: ["github_token: { env: GITHUB_TOKEN }", "«CAT053»github_token: {}"],
    says: "neither env nor reference",
  },
  {
    title: "secret with two sources",
    platform: ["{ env: GITHUB_TOKEN }", "{ env: GITHUB_TOKEN, «CAT053»reference: a/b }"],
    says: "both env and reference",
  },
  {
    title: "reference into the built-in manager",
    platform: ["{ env: GITHUB_TOKEN }", "{ «CAT053»reference: a/b }"],
    says: "add the secretManager that holds it",
  },
  {
    title: "ECS cluster without settings",
    platform: [
      "  int-ecs:\n    environment: int\n    region: north\n    target: ecs\n    delegateSelectors: [d5]\n    ecs: { cluster: int, awsRegion: eu-west-1, connector: aws_int }\n",
      "  «CAT054»int-ecs: { environment: int, region: north, target: ecs, delegateSelectors: [d5] }\n",
    ],
    says: "has target ecs but no ecs settings",
  },
  {
    title: "Kubernetes cluster with ECS settings",
    platform: [
      "region: south, delegateSelectors: [d4] }",
      "region: south, delegateSelectors: [d4], «CAT054»ecs: { cluster: x, awsRegion: y, connector: aws_int } }",
    ],
    says: "ecs settings but target kubernetes",
  },
  {
    title: "window that ends before it begins",
    platform: ['from: "10:00"', 'from: «CAT055»"17:00"'],
    says: "17:00 is not before 16:00",
  },
  {
    title: "window without a day",
    platform: ['  open:\n    Monday: { from: "10:00", to: "16:00" }', "  «CAT055»open: {}"],
    says: "no day is listed",
  },
  {
    title: "two clusters for one place",
    platform: [
      "  prod-south: { environment: prod",
      "  prod-2: { environment: prod, region: south, delegateSelectors: [d] }\n  «CAT056»prod-south: { environment: prod",
    ],
    says: "prod-2 is the cluster for prod, south, kubernetes already",
  },
  {
    title: "approver twice",
    platform: ["[owner, platform]", "[owner, platform, «CAT042»owner]"],
    says: '"owner" is already',
  },
];
