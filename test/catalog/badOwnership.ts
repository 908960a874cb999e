/** Catalogs in which an entry takes more than its owners may give it. */
import type { BadCatalog } from "./badServices";

const connectors = "connectors:\n";
const orders = "  - name: orders\n    team: payments\n";

export const badOwnership: readonly BadCatalog[] = [
  {
    title: "an entry that lets itself into production",
    services: ["[int, pre, prod]", "[int, prod]\n    «CAT081»prodWithoutPre: true"],
    says: "exemptions: { orders: { prodWithoutPre: true, reason: … } } into platform.yaml",
  },
  {
    title: "a shorter verification than the platform's",
    services: [orders, `${orders}    verify: { second: «CAT081»5m }\n`],
    says: '"5m" is weaker than the platform\'s 10m',
  },
  {
    title: "a less sensitive verification than the platform's",
    services: [orders, `${orders}    verify: { first: 30m, sensitivity: «CAT081»low }\n`],
    says: "exemptions.orders in platform.yaml with weakerVerification",
  },
  {
    title: "an exemption for nobody",
    platform: [
      connectors,
      `exemptions: { «CAT082»order: { reason: It has none, prodWithoutPre: true } }\n${connectors}`,
    ],
    says: 'did you mean "orders"',
  },
  {
    title: "an exemption from nothing",
    platform: [connectors, `exemptions: { «CAT082»orders: { reason: It has none } }\n${connectors}`],
    says: "exempts from nothing",
  },
  {
    title: "an exemption without a reason",
    platform: [connectors, `exemptions: { orders: «CAT021»{ prodWithoutPre: true } }\n${connectors}`],
    says: "reason",
  },
];

/** What an exemption lets through: changes of both files. */
export const exempted: Readonly<Record<string, Omit<BadCatalog, "title" | "says">>> = {
  "production without pre": {
    services: ["[int, pre, prod]", "[int, prod]"],
    platform: [
      connectors,
      `exemptions: { orders: { reason: Was there first, prodWithoutPre: true } }\n${connectors}`,
    ],
  },
  "a weaker verification": {
    services: [orders, `${orders}    verify: { first: 5m, second: 5m, sensitivity: low }\n`],
    platform: [
      connectors,
      `exemptions: { orders: { reason: Few requests, weakerVerification: true } }\n${connectors}`,
    ],
  },
  "a stronger verification, which needs none": {
    services: [orders, `${orders}    verify: { first: 30m, sensitivity: high }\n`],
  },
};
