/** Catalogs with one wrong reference or value in services.yaml. `says` is part of the printed problem. */
import type { Change } from "./base";

export interface BadCatalog {
  readonly title: string;
  readonly services?: Change;
  readonly platform?: Change;
  readonly says: string;
}

const orders = "  - name: orders\n";

export const badServices: readonly BadCatalog[] = [
  {
    title: "unknown team",
    services: ["team: payments\n    regions: [north]", "team: «CAT010»payment\n    regions: [north]"],
    says: 'services[0].team: "payment" is not one of payments, platform (did you mean "payments"?)',
  },
  {
    title: "unknown region",
    services: ["[north, south]", "[north, «CAT011»east]"],
    says: 'services[1].regions[1]: "east" is not one of north, south (use one of these or add it under "regions"',
  },
  {
    title: "unknown environment",
    services: ["[int, pre, prod]", "[int, pre, «CAT012»prd]"],
    says: '"prd" is not one of int, pre, prod (did you mean "prod"?)',
  },
  {
    title: "unknown profile",
    services: [orders, `${orders}    profile: «CAT013»public-apis\n`],
    says: '"public-api"?',
  },
  { title: "unknown size", services: [orders, `${orders}    size: «CAT014»large\n`], says: "small, medium" },
  { title: "unknown component", services: ["[pdb]", "[pdb, «CAT015»mtls]"], says: 'components[1]: "mtls"' },
  {
    title: "override of an unknown environment",
    services: ["        prod: { size: small }", "        «CAT012»live: { size: small }"],
    says: "resources.overrides.live",
  },
  {
    title: "override with an unknown size",
    services: ["{ size: small }", "{ size: «CAT014»smal }"],
    says: '"small"?',
  },
  {
    title: "strategy of an unknown environment",
    services: ["{ prod: canary }", "{ «CAT012»production: canary }"],
    says: "strategy.production",
  },
  {
    title: "unknown API",
    services: ["consumesApis: [ledger-api]", "consumesApis: [«CAT018»ledgerapi]"],
    says: '"ledger-api"?',
  },

  {
    title: "unknown key",
    services: [orders, `${orders}    «CAT020»profil: public-api\n`],
    says: 'did you mean "profile"?',
  },
  {
    title: "unknown key that is like none",
    services: [orders, `${orders}    «CAT020»xyzzy: 1\n`],
    says: "or use one of name,",
  },
  {
    title: "unknown key beside services",
    services: ["services:\n", "«CAT020»service: []\nservices:\n"],
    says: '"services"?',
  },
  {
    title: "misspelled required key",
    services: [
      "    team: payments\n    regions: [north]\n",
      "    «CAT020»teem: payments\n    regions: [north]\n",
    ],
    says: '"team"?',
  },
  {
    title: "missing required key",
    services: "services:\n  - «CAT021»name: ledger\n    regions: [north]\n",
    says: '"team" is missing (add "team: …")',
  },
  {
    title: "number for text",
    services: [orders, `${orders}    description: «CAT022»42\n`],
    says: 'write "42" in quotes',
  },
  {
    title: "text for a list",
    services: ["regions: [north]", "regions: «CAT022»north"],
    says: "write [north]",
  },
  {
    title: "unquoted channel",
    services: [orders, `${orders}    «CAT022»slack: #payments\n`],
    says: "is empty, expected text",
  },
  {
    title: "text for an entry",
    services: [orders, `  - «CAT022»just-a-name\n\n${orders}`],
    says: "services[1]",
  },
  {
    title: "text for true or false",
    services: [orders, `${orders}    prodWithoutPre: «CAT022»yes\n`],
    says: '"yes" is text',
  },
  { title: "nothing under services", services: "«CAT022»services:\n", says: "is empty, expected a list" },
  {
    title: "a list at the top",
    services: "«CAT022»- name: ledger\n",
    says: "is a list, expected a mapping of keys",
  },
  {
    title: "unknown archetype",
    services: [orders, `${orders}    archetype: «CAT023»apii\n`],
    says: 'did you mean "api"?',
  },
  {
    title: "unknown strategy",
    services: ["{ prod: canary }", "{ prod: «CAT023»bluegreen }"],
    says: '"blue-green"?',
  },
  {
    title: "unknown target",
    services: [orders, `${orders}    target: «CAT023»k8s\n`],
    says: "kubernetes, ecs",
  },
  {
    title: "name with capitals",
    services: ["name: orders", "name: «CAT024»Orders_API"],
    says: 'write "orders-api"',
  },
  {
    title: "name that ends in a hyphen",
    services: ["name: orders", "name: «CAT024»orders-"],
    says: "not ending in a hyphen",
  },
  {
    title: "channel without #",
    services: [orders, `${orders}    slack: «CAT024»payments\n`],
    says: 'write "#payments"',
  },
  {
    title: "e-mail without @",
    services: [orders, `${orders}    email: «CAT024»payments\n`],
    says: "an e-mail address such as",
  },
  {
    title: "name too long",
    services: ["name: orders", `name: «CAT025»${"o".repeat(48)}`],
    says: "at most 47",
  },
  {
    title: "name too short",
    services: ["name: orders", "name: «CAT025»o"],
    says: "has 1 character, needs at least 2",
  },
  {
    title: "no environment",
    services: ["environments: [int, pre, prod]", "environments: «CAT025»[]"],
    says: "has 0 entries, needs at least 1",
  },
  {
    title: "key with capitals",
    services: ["{ prod: canary }", "{ «CAT026»Prod: canary }"],
    says: 'write "prod"',
  },
];
