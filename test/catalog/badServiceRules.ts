/** Catalogs with one entry of services.yaml that is well formed and breaks a rule. */
import type { BadCatalog } from "./badServices";

const orders = "  - name: orders\n";

export const badServiceRules: readonly BadCatalog[] = [
  {
    title: "name used twice",
    services: ["name: orders", "name: «CAT030»ledger"],
    says: "also the name at catalog/services.yaml:2:11",
  },
  { title: "reserved word", services: ["name: orders", "name: «CAT032»parallel"], says: "Harness reserves" },
  {
    title: "previousName of a service",
    services: [orders, `${orders}    previousName: «CAT034»ledger\n`],
    says: "is a service today, at catalog/services.yaml:2:11",
  },
  {
    title: "previousName twice",
    services: `services:\n  - { name: ab, team: payments, regions: [north], previousName: xy }\n  - { name: cd, team: payments, regions: [north], previousName: «CAT034»xy }\n`,
    says: "also the previousName at catalog/services.yaml:2:65",
  },
  {
    title: "previousName is its own name",
    services: [orders, `${orders}    previousName: «CAT034»orders\n`],
    says: "is a service today",
  },

  {
    title: "profile of another archetype",
    services: [orders, `${orders}    profile: «CAT040»batch-job\n`],
    says: "use public-api",
  },
  {
    title: "default profile of another archetype",
    services:
      "services:\n  - «CAT040»name: nightly\n    team: payments\n    archetype: job\n    regions: [north]\n",
    says: "services[0].profile (the default)",
  },
  {
    title: "environment twice",
    services: ["[int, pre, prod]", "[int, pre, prod, «CAT042»pre]"],
    says: '"pre" is already environments[1]',
  },
  {
    title: "region twice",
    services: ["[north, south]", "[north, south, «CAT042»north]"],
    says: "remove one of the two",
  },
  {
    title: "production without pre",
    services: ["[int, pre, prod]", "[int, «CAT043»prod]"],
    says: "add pre, or let the platform team exempt it: exemptions.orders in platform.yaml",
  },
  {
    title: "no region in an environment",
    services:
      "services:\n  - name: ledger\n    team: payments\n    regions: [south]\n    environments: [«CAT044»int]\n",
    says: '"int" has no kubernetes cluster in south (add region north, or remove the environment',
  },
  {
    title: "no cluster of the target",
    services:
      "services:\n  - { name: ledger, team: payments, target: ecs, regions: [north], environments: [int, «CAT044»pre] }\n",
    says: '"pre" has no ecs cluster in north (remove the environment or add a cluster to platform.yaml)',
  },
  {
    title: "override where it does not run",
    services:
      "services:\n  - name: ledger\n    team: payments\n    regions: [north]\n    environments: [int]\n    resources: { overrides: { «CAT045»prod: { size: small } } }\n",
    says: "only in int (remove it, or add prod to environments)",
  },
  {
    title: "strategy of an environment it does not run in",
    services:
      "services:\n  - { name: ledger, team: payments, regions: [north], environments: [int], strategy: { «CAT045»pre: rolling } }\n",
    says: 'the service does not run in "pre"',
  },
  {
    title: "strategy of a job",
    services:
      "services:\n  - { name: nightly, team: payments, archetype: job, profile: batch-job, regions: [north], strategy: { prod: «CAT046»rolling } }\n",
    says: "a job has no rollout strategy",
  },
  {
    title: "canary of a scheduler",
    services:
      "services:\n  - { name: nightly, team: payments, archetype: scheduler, profile: scheduled-task, regions: [north], strategy: { prod: «CAT046»canary } }\n",
    says: '"canary" is not possible for a scheduler',
  },
  {
    title: "API provided twice",
    services: [orders, `${orders}    providesApis: [«CAT047»ledger-api]\n`],
    says: "already provided at catalog/services.yaml:5:20",
  },
  {
    title: "namespace too long",
    services: ["name: orders", `name: «CAT033»${"o".repeat(47)}`],
    platform: ["label: pre-stable", "label: pre-production"],
    says: "shorten the name by 5",
  },
  {
    title: "one namespace for two services",
    services:
      "services:\n  - { name: shop, team: payments, regions: [north], environments: [int] }\n  - { name: «CAT031»stable-shop, team: payments, regions: [north], environments: [pre] }\n",
    platform: ["label: pre-stable", "label: int"],
    says: "the namespace int-stable-shop-north is also that of shop",
  },
];
