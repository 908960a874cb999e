/** Catalogs that are well formed and say something about delivery that cannot be: rings, windows, approvals, schedules. */
import type { BadCatalog } from "./badServices";

const orders = "    consumesApis: [ledger-api]\n";
const arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
const after = "changeWindow:\n";

export const badDelivery: readonly BadCatalog[] = [
  {
    title: "clock of an API",
    services: [orders, `${orders}    «CAT049»cron: "0 6 * * *"\n`],
    says: "only a scheduler runs by the clock, the archetype is api",
  },
  {
    title: "clock that is none",
    services:
      'services:\n  - { name: nightly, team: payments, archetype: scheduler, profile: scheduled-task, regions: [north], cron: «CAT049»"at six" }\n',
    says: '"at six" is no cron expression of five fields',
  },
  {
    title: "variable that is set anyway",
    services: [orders, `${orders}    env: { «CAT026»PORT: "1" }\n`],
    says: "PORT, which are set anyway",
  },
  {
    title: "variable with a Harness expression",
    services: [orders, `${orders}    env: { TAG: «CAT024»"<+pipeline.variables.imageTag>" }\n`],
    says: "neither templates nor Harness expressions work in manifests",
  },
  {
    title: "variable with a template",
    services: [orders, `${orders}    env: { TAG: «CAT024»"a{{b" }\n`],
    says: "neither templates nor Harness expressions work in manifests",
  },
  {
    title: "port of root",
    services: [orders, `${orders}    port: «CAT025»80\n`],
    says: "80",
  },
  {
    title: "health path without slash",
    services: [orders, `${orders}    healthPath: «CAT024»health\n`],
    says: "a path such as /health",
  },
  {
    title: "manifests outside of the repository",
    platform: ["name: shop }\nregistry", "name: shop, manifests: «CAT024»../generated }\nregistry"],
    says: "a folder inside the repository",
  },
  {
    title: "domain that is none",
    platform: [
      "registry: registry",
      "ingress: { domain: «CAT024»https://shop.example.com }\nregistry: registry",
    ],
    says: "a DNS domain such as apps.example.com",
  },
  {
    title: "load balancer of an unknown cluster",
    services: [
      orders,
      `${orders}    loadBalancers: { «CAT019»prod-west: { loadBalancer: web, prodListener: "${arn}:listener/app/w/1/2", prodListenerRuleArn: "${arn}:listener-rule/app/w/1/2/3", stageListener: "${arn}:listener/app/w/1/4", stageListenerRuleArn: "${arn}:listener-rule/app/w/1/4/5" } }\n`,
    ],
    says: '"prod-west" is not one of int-north',
  },
  {
    title: "blue-green on ECS without load balancer",
    services:
      "services:\n  - { name: ledger, team: payments, target: ecs, regions: [north], environments: [int], strategy: { int: «CAT048»blue-green } }\n",
    says: "add loadBalancers.int-ecs",
  },
  {
    title: "blue-green of a listener",
    services:
      "services:\n  - { name: ledger, team: payments, archetype: listener, profile: events, regions: [north], strategy: { prod: «CAT046»blue-green } }\n",
    platform: ["  batch-job:", "  events: { archetypes: [listener] }\n  batch-job:"],
    says: "nobody calls a listener",
  },
  {
    title: "schedule that is no cron expression",
    services: [
      orders,
      `${orders}    inputSets: { nightly: { imageTag: v1.2.3 } }\n    schedule: { cron: «CAT049»"every day", inputSet: nightly }\n`,
    ],
    says: "no cron expression of five fields",
  },
  {
    title: "schedule with an unknown input set",
    services: [
      orders,
      `${orders}    inputSets: { nightly: { imageTag: v1.2.3 } }\n    schedule: { cron: "0 6 * * *", inputSet: «CAT049»nightli }\n`,
    ],
    says: 'did you mean "nightly"',
  },
  {
    title: "schedule that leaves the tag open",
    services: [
      orders,
      `${orders}    inputSets: { nightly: {} }\n    schedule: { cron: "0 6 * * *", inputSet: «CAT049»nightly }\n`,
    ],
    says: "add inputSets.nightly.imageTag",
  },
  {
    title: "unknown approver of a service",
    services: [orders, `${orders}    approvers: [«CAT010»risk]\n`],
    says: '"risk" is not one of payments, platform',
  },
  {
    title: "too many approvals",
    services: [orders, `${orders}    approvers: «CAT059»[risk, legal]\n`],
    platform: ["teams:\n", "teams:\n  risk: { display: Risk }\n  legal: { display: Legal }\n"],
    says: "production would need 4 approvals",
  },
  {
    title: "window without anybody for emergencies",
    platform: [
      [", role: platform }", " }"],
      [after, "«CAT059»changeWindow:\n"],
    ],
    says: "no team has role platform",
  },
  {
    title: "window of a service on a closed day",
    services: [
      orders,
      `${orders}    changeWindow: { open: { «CAT080»Tuesday: { from: "10:00", to: "11:00" } } }\n`,
    ],
    says: "closed on Tuesday",
  },
  {
    title: "window of a service that opens earlier",
    services: [
      orders,
      `${orders}    changeWindow: { open: { Monday: «CAT080»{ from: "09:59", to: "11:00" } } }\n`,
    ],
    says: "09:59 to 11:00 is not within the platform's 10:00 to 16:00",
  },
  {
    title: "window of a service that ends before it begins",
    services: [
      orders,
      `${orders}    changeWindow: { open: { Monday: { from: «CAT055»"12:00", to: "11:00" } } }\n`,
    ],
    says: "12:00 is not before 11:00",
  },

  {
    title: "freeze too short",
    platform: [
      after,
      `freezes: { yearEnd: { start: "2026-12-20 10:00 AM", duration: «CAT025»20m } }\n${after}`,
    ],
    says: '"20m" is shorter than 30m',
  },
  {
    title: "freeze in no time zone",
    platform: [
      after,
      `freezes: { yearEnd: { start: "2026-12-20 10:00 AM", duration: 3d, timeZone: «CAT024»Mars/Phobos } }\n${after}`,
    ],
    says: "is no time zone",
  },
  {
    title: "health source of the wrong connector",
    platform: [
      after,
      `verification: { healthSources: { errors: { type: prometheus, connector: «CAT057»github_shop, metrics: [{ name: errors, query: up, risk: Errors }] } } }\n${after}`,
    ],
    says: "needs prometheus",
  },
  {
    title: "version of an unknown template",
    platform: [after, `templates: { «CAT070»bakes: { version: 1.0.0 } }\n${after}`],
    says: 'did you mean "bake"',
  },
  {
    title: "unknown version",
    platform: [after, `templates: { bake: { version: «CAT071»9.9.9 } }\n${after}`],
    says: "add templates/library/bake/9.9.9.yaml",
  },
  {
    title: "unknown ring",
    platform: [
      after,
      `rings: [{ name: pilot, teams: [payments] }, { name: fleet }]\ntemplates: { bake: { version: 1.0.0, through: «CAT073»pilots } }\n${after}`,
    ],
    says: 'did you mean "pilot"',
  },
  {
    title: "rings left without a version",
    platform: [
      after,
      `rings: [{ name: pilot, teams: [payments] }, { name: fleet }]\ntemplates: { bake: «CAT073»{ version: 1.0.0, through: pilot } }\n${after}`,
    ],
    says: "add previous",
  },
  {
    title: "previous version that is the version",
    platform: [after, `templates: { bake: { version: 1.0.0, previous: «CAT073»1.0.0 } }\n${after}`],
    says: "is the version itself",
  },
  {
    title: "last ring that names somebody",
    platform: [after, `rings: [«CAT073»{ name: pilot, teams: [payments] }]\n${after}`],
    says: "the others would be in none",
  },
  {
    title: "ring for everybody before the last",
    platform: [after, `rings: [«CAT073»{ name: all }, { name: fleet }]\n${after}`],
    says: "leaves nobody",
  },
  {
    title: "ring name twice",
    platform: [after, `rings: [{ name: a, teams: [payments] }, { name: «CAT073»a }]\n${after}`],
    says: "the name of an earlier ring",
  },
  {
    title: "ring of an unknown service",
    platform: [after, `rings: [{ name: a, services: [«CAT073»ordrs] }, { name: fleet }]\n${after}`],
    says: 'did you mean "orders"',
  },
  {
    title: "ring of an unknown team",
    platform: [after, `rings: [{ name: a, teams: [«CAT010»risk] }, { name: fleet }]\n${after}`],
    says: "is not one of payments, platform",
  },
];
