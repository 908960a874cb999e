/** Catalogs with a platform.yaml that is well formed and breaks a rule. */
import type { BadCatalog } from "./badServices";

export const badPlatformRules: readonly BadCatalog[] = [
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
    title: "unknown environment of a linked account",
    platform: [
      "changeWindow:",
      "links: { accounts: { a: { id: x, environments: [int, «CAT012»prd] } } }\nchangeWindow:",
    ],
    says: 'links.accounts.a.environments[1]: "prd" is not one of int, pre, prod',
  },
  {
    title: "link with a word in braces that nobody fills in",
    platform: [
      "changeWindow:",
      'links: { services: [{ title: Logs, url: «CAT024»"https://x.example.com/{namespace}" }] }\nchangeWindow:',
    ],
    says: "{service}, {team} and {environment} may stand",
  },
  {
    title: "annotation of an environment",
    platform: [
      "changeWindow:",
      'links: { annotations: { grafana/tag: «CAT024»"{environment}" } }\nchangeWindow:',
    ],
    says: "{service} and {team} may stand",
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
