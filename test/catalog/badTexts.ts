/** Catalogs with a text that would be more than a text somewhere, or that stands for too much. */
import type { BadCatalog } from "./badServices";
import { basePlatform } from "./base";

const orders = "  - name: orders\n";
const readsSecret = '<+secrets.getValue(\\"account.harness_token\\")>';
const sha = "0123456789012345678901234567890123456789012345678901234567890123";
const arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";

/** A field of the second service. */
const field = (text: string): [string, string] => [orders, `${orders}    ${text}\n`];

const injections: readonly BadCatalog[] = [
  {
    title: "image that reads a secret",
    services: field(`image: «CAT024»"registry.example.com/${readsSecret}"`),
    says: "must be the name of an image in lower case",
  },
  {
    title: "image tag that reads a secret",
    services: field(`inputSets: { prod: { imageTag: «CAT024»"v1.0.0-${readsSecret}" } }`),
    says: "must be a tag that never moves",
  },
  {
    title: "registry that reads a secret",
    platform: ["registry: registry.example.com/shop", `registry: «CAT024»"${readsSecret}.example.com"`],
    says: "must be a registry in lower case",
  },
  {
    title: "load balancer that reads a secret",
    services: field(
      `loadBalancers: { int-ecs: { loadBalancer: «CAT024»"${readsSecret}", prodListener: "${arn}:listener/app/w/1/2", ` +
        `prodListenerRuleArn: "${arn}:listener-rule/app/w/1/2/3", stageListener: "${arn}:listener/app/w/1/4", ` +
        `stageListenerRuleArn: "${arn}:listener-rule/app/w/1/4/5" } }`,
    ),
    says: "must be the name or ARN of a load balancer",
  },
  {
    title: "description that is an expression",
    services: field("description: «CAT024»x <+pipeline.name>"),
    says: 'text without "<+"',
  },
  {
    title: "variable that is a template",
    services: field('env: { A: «CAT024»"{{ .Values.image }}" }'),
    says: 'text without "{{"',
  },
  {
    title: "selector that is an expression",
    platform: ["[d3]", "[«CAT024»<+input>]"],
    says: "one line of text without",
  },
  {
    title: "query that is an expression",
    platform: [
      "changeWindow:",
      'verification:\n  healthSources:\n    up: { type: prometheus, connector: github_shop, metrics: [{ name: a, risk: Errors, query: «CAT024»"up <+x>" }] }\nchangeWindow:',
    ],
    says: "a query without",
  },
  {
    title: "address with a password",
    platform: ["url: https://github.com/shop", "url: «CAT024»https://bot:pw@github.com/shop"],
    says: "without user",
  },
];

const images: readonly BadCatalog[] = [
  ["image with a tag", "reg.example.com/shop/cart:1.4", 'write "reg.example.com/shop/cart"'],
  ["image with capitals", "ghcr.io/Acme/Cart", 'write "ghcr.io/acme/cart"'],
  ["image with a scheme", "https://reg.example.com/cart", 'write "reg.example.com/cart"'],
  ["image with a digest", `reg.example.com/cart@sha256:${sha}`, 'write "reg.example.com/cart"'],
].map(([title, image, says]) => ({
  title: title!,
  services: field(`image: «CAT024»"${image}"`),
  says: says!,
}));

const numbers = Array.from({ length: 122 }, (_, index) => `t${index}`);

export const badTexts: readonly BadCatalog[] = [
  ...injections,
  ...images,
  {
    title: "image of another registry",
    platform: ["registry: registry", "registries: [ghcr.io/acme]\nregistry: registry"],
    services: field("image: «CAT029»ghcr.io/acme-evil/cart"),
    says: "is of no registry that platform.yaml lists, which are registry.example.com/shop, ghcr.io/acme",
  },
  {
    title: "moving tag",
    services: field("inputSets: { prod: { imageTag: «CAT024»latest } }"),
    says: "must be a tag that never moves",
  },
  {
    title: "mark that turns text around",
    services: field("description: a«CAT027»\u202eb # reviewed"),
    says: "U+202E, which turns the direction of the text around",
  },
  { title: "escape in a comment", services: field("# «CAT027»\u001b[2J"), says: "U+001B, with which" },
  { title: "escape of YAML", services: field('description: «CAT027»"a\\e[31m"'), says: "U+001B" },
  { title: "character without width", services: field('description: «CAT027»"a\\u200bb"'), says: "U+200B" },
  { title: "half a character", services: field('description: «CAT027»"\\uD800"'), says: "U+D800" },
  {
    title: "label that every service has",
    services: field("tags: [shop, «CAT028»team]"),
    says: '"team" is a tag that every service has anyway',
  },
  {
    title: "more labels than an object takes",
    services: field(`tags: «CAT025»[${numbers.join(", ")}]`),
    says: "has 122 entries, needs at most 121",
  },
  {
    title: "Sunday as the seventh day of a CronJob",
    services:
      'services:\n  - { name: nightly, team: payments, archetype: scheduler, profile: scheduled-task, regions: [north], cron: «CAT049»"0 6 * * 5,7" }\n',
    says: "it goes from 0 to 6, or SUN to SAT",
  },
  {
    title: "key of JavaScript",
    services: field("env: { «CAT026»__proto__: x }"),
    says: '"__proto__" is no key of a catalog',
  },
  ...["constructor", "toString", "hasOwnProperty"].map((word) => ({
    title: `team called ${word}`,
    services: [
      "team: payments\n    regions: [north, south]",
      `team: «CAT0${word === "constructor" ? "10" : "24"}»${word}\n    regions: [north, south]`,
    ] as const,
    says: `"${word}"`,
  })),
  {
    title: "environment called constructor",
    services: ["[int, pre, prod]", "[int, pre, prod, «CAT012»constructor]"],
    says: '"constructor" is not one of',
  },
  {
    title: "value that means itself",
    services: field("environments: &all [«CAT002»*all]"),
    says: "stands inside the value that it means",
  },
  {
    title: "merge of what is no mapping",
    services: "«CAT002»services:\n  - <<: 5\n    name: ledger\n",
    says: "the YAML makes no value",
  },
  {
    title: "brackets without end",
    services: `services: ${"[".repeat(64)}«CAT002»[${"[".repeat(100_000)}\n`,
    says: "nested more than 64 levels deep",
  },
  {
    title: "dashes without end",
    services: `services:\n  ${"- ".repeat(64)}«CAT002»${"- ".repeat(10_000)}x\n`,
    says: "nested more than 64 levels deep",
  },
  {
    title: "number where the text is wanted",
    services: field("description: «CAT022»1.10"),
    says: '1.10 is a number, expected text (write "1.10" in quotes)',
  },
  {
    title: "list where a word is wanted",
    services: field("archetype: «CAT023»[api]"),
    says: "is a list, expected one of api, listener, streaming, scheduler, job (write one of these",
  },
  {
    title: "size with another unit",
    platform: ["small: { cpu: 100m", "small: { cpu: «CAT024»100M"],
    says: "(correct the value)",
  },
];

const verified = (platform: string): string =>
  platform.replace(
    "changeWindow:",
    "verification:\n  healthSources:\n    up: { type: prometheus, connector: prom, metrics: [{ name: a, risk: Errors, query: up }] }\nchangeWindow:",
  );
const prometheus = (platform: string): string =>
  platform.replace("  aws_int:", '  prom: { type: prometheus, url: "https://prom.example.com" }\n  aws_int:');

/** Two things that would get one name. */
export const badJoints: readonly BadCatalog[] = [
  {
    title: "monitored services that meet",
    platform: verified(prometheus(basePlatform)).replace("label: pre-stable", "label: b-prod"),
    services:
      "services:\n  - { name: aa, team: payments, regions: [north], strategy: { pre: canary, prod: canary } }\n" +
      "  - { name: «CAT031»aa-b, team: payments, regions: [north], strategy: { pre: canary, prod: canary } }\n",
    says: "its monitored service aa_b_prod in prod is also that of aa at catalog/services.yaml:2:13 in b-prod",
  },
  {
    title: "task families that meet",
    platform: basePlatform
      .replace(
        "  int-ecs:",
        "  pre-ecs: { environment: pre, region: north, target: ecs, delegateSelectors: [d5], ecs: { cluster: p, awsRegion: eu-west-1, connector: aws_int } }\n  int-ecs:",
      )
      .replace("label: int-stable", "label: a")
      .replace("label: pre-stable", "label: a-b"),
    services:
      "services:\n  - { name: cc, team: payments, target: ecs, regions: [north], environments: [int, pre] }\n" +
      "  - { name: «CAT031»b-cc, team: payments, target: ecs, regions: [north], environments: [int] }\n",
    says: "its task family a-b-cc-north",
  },
  {
    title: "metrics that meet",
    platform: verified(prometheus(basePlatform)).replace(
      "query: up }",
      "query: up }, { name: b c, risk: Errors, query: up }, { name: «CAT031»b.c, risk: Errors, query: up }",
    ),
    says: 'its identifier b_c is also that of the metric "b c"',
  },
  {
    title: "fields of the form that meet",
    platform: basePlatform.replace(
      "clusters:\n",
      "  prod1: { label: p1, type: Production, order: 4, gate: { type: auto } }\n  «CAT031»prod-1: { label: p2, type: Production, order: 5, gate: { type: auto } }\nclusters:\n",
    ),
    says: "the field prod1SizeOverride",
  },
  {
    title: "tokens of delegates that meet",
    platform: basePlatform
      .replace("sizes:\n", 'delegates: { image: "harness/delegate:25.12.87402" }\nsizes:\n')
      .replace("[d1] }", "[d], delegate: { name: d, tokenGeneration: dev-1 } }")
      .replace(
        "  pre-north: { environment: pre, region: north, delegateSelectors: [d2] }",
        "  «CAT031»pre-north: { environment: pre, region: north, delegateSelectors: [d-dev], delegate: { name: d-dev } }",
      )
      .replace("[d3] }", "[harness-delegate-prod-north] }")
      .replace("[d4] }", "[harness-delegate-prod-south] }")
      .replaceAll("[d5]", "[d]"),
    says: "d is the beginning of d-dev",
  },
];
