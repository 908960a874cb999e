/** Edits of the example catalog: those that lose something, and those that do not. */
import { edited, withoutServices, type Edit, type Replacement } from "./catalogEdits";

const services = (from: string | RegExp, to: string): Replacement => ["services.yaml", from, to];
const platform = (from: string | RegExp, to: string): Replacement => ["platform.yaml", from, to];
const line = (start: string) => platform(new RegExp(`^ *${start}.*\\n`), "");

/** A team under another key, wherever it stands. */
const team = (from: string, to: string): Replacement[] => [
  platform(new RegExp(`^ {2}${from}:$`), `  ${to}:`),
  services(new RegExp(`team: ${from}$`), `team: ${to}`),
];

const noRegion: Replacement[] = [
  line("euw2: \\{ name"),
  line("int-euw2:"),
  line("prod-euw2:"),
  services("regions: [euw1, euw2]", "regions: [euw1]"),
];

const noInt: Replacement[] = [
  platform(/^ {2}int:\n(?: {4}.*\n)+/, ""),
  line("int-euw1:"),
  line("int-euw2:"),
  platform("environments: [int, pre, prod]", "environments: [pre, prod]"),
  services("environments: [int, pre, prod]", "environments: [pre, prod]"),
  services("strategy: { int: rolling, pre", "strategy: { pre"),
];

export const losing: readonly Edit[] = [
  [
    "another project",
    [platform("identifier: platform,", "identifier: platform2,")],
    /1 of 1 project \(100 %\) (deleted|replaced): platform with everything/,
  ],
  [
    "another organization",
    [platform("identifier: default,", "identifier: other,")],
    /5 of 5 services \(100 %\) replaced: account-api, account-service, backend/,
  ],
  [
    "another organization and project",
    [
      platform("identifier: default,", "identifier: other,"),
      platform("identifier: platform,", "identifier: shop,"),
    ],
    /1 of 1 project \(100 %\) (deleted|replaced): platform with everything/,
  ],
  [
    "a project that is managed no longer",
    [platform("description: Services of the catalog, manage: true", "manage: false")],
    /1 of 1 project \(100 %\) deleted/,
  ],
  [
    "another label of int",
    [platform("label: int-stable", "label: int-main")],
    /environments \(33 %\) deleted: int_stable with/,
  ],
  [
    "another label of pre",
    [platform("label: pre-stable", "label: staging")],
    /environments \(33 %\) deleted: pre_stable with/,
  ],
  [
    "another label of prod",
    [platform("label: prod\n", "label: production\n")],
    /environments \(33 %\) deleted: prod with/,
  ],
  [
    "other labels of two environments",
    [platform("label: int-stable", "label: a"), platform("label: pre-stable", "label: b")],
    /environments \(67 %\) deleted: int_stable, pre_stable with/,
  ],
  [
    "a cluster less",
    [line("int-euw2:")],
    /infrastructures \(14 %\) deleted: int_stable_euw2_k8s with the record/,
  ],
  [
    "a cluster of production less",
    [line("prod-euw2:")],
    /infrastructures \(14 %\) deleted: prod_euw2_k8s with/,
  ],
  [
    "a region less",
    noRegion,
    /infrastructures \(29 %\) (deleted|replaced): int_stable_euw2_k8s, prod_euw2_k8s/,
  ],
  [
    "another key of a region",
    [platform("euw2", "west2"), services("euw2", "west2")],
    /infrastructures \(29 %\) (deleted|replaced): int_stable_euw2_k8s, prod_euw2_k8s/,
  ],
  [
    "another key of the primary region",
    [platform("euw1", "w1"), services("euw1", "w1")],
    /5 of 7 infrastructures/,
  ],
  [
    "an environment less",
    noInt,
    /environments \(33 %\) deleted: int_stable with.*infrastructures \(29 %\) deleted: int_stable_euw1_k8s, int_stable_euw2_k8s/,
  ],
  [
    "another name of a secret",
    [platform("github_app_key", "app_key")],
    /secrets \(33 %\) deleted: github_app_key with the value/,
  ],
  [
    "another scope of a secret",
    [platform("webhook of payments-team, scope: account", "webhook of payments-team, scope: project")],
    /1 of 3 secrets \(33 %\) replaced: slack_payments_team/,
  ],
  [
    "another vault of a secret",
    [platform("env: GITHUB_APP_PRIVATE_KEY", "env: GITHUB_APP_PRIVATE_KEY, secretManager: vault")],
    /1 of 3 secrets \(33 %\) replaced/,
  ],
  [
    "a secret less",
    [line("pagerduty_payments_team:"), line("pagerdutyKey:")],
    /secrets \(33 %\) deleted: pagerduty_payments_team/,
  ],
  [
    "another key of a team",
    team("payments-team", "pay-team"),
    /user groups \(33 %\) deleted: payments_team with the members/,
  ],
  [
    "another key of the team that approves production",
    [
      ...team("platform-team", "core-team"),
      platform("approvers: [owner, platform-team]", "approvers: [owner, core-team]"),
      platform("teams: [platform-team]", "teams: [core-team]"),
    ],
    /user groups \(33 %\) deleted: platform_team with/,
  ],
  [
    "another connector of production",
    [platform("aws_prod", "aws_live")],
    /connectors \(11 %\) deleted: aws_prod what refers/,
  ],
  [
    "no change window",
    [platform(/^changeWindow:\n(?: .*\n)+/, "")],
    /3 of 3 pipelines \(100 %\) deleted: hotfix_prod_euw1_ecs, hotfix_prod_euw1_k8s, hotfix_prod_euw2_k8s/,
  ],
  [
    "two services under other names",
    [
      services("name: account-service", "name: account-store"),
      services("name: backend", "name: back"),
      services("consumesApis: [backend]", "consumesApis: [back]"),
    ],
    /2 of 5 services \(40 %\) deleted: account-service, backend with/,
  ],
]
  .map(([title, replacements, loses]): Edit => ({
    title: title as string,
    apply: edited(...(replacements as Replacement[])),
    loses: loses as RegExp,
  }))
  .concat([
    {
      title: "two services less",
      apply: withoutServices("backend", "frontend"),
      loses: /services \(40 %\) deleted: backend, frontend/,
    },
    {
      title: "four services less",
      apply: withoutServices("account-service", "backend", "frontend", "payment-service"),
      loses: /4 of 5 services \(80 %\)/,
    },
    {
      title: "a file that was moved with one service in it",
      apply: (texts) => {
        const { "services.yaml": text = "", ...rest } = withoutServices(
          "account-service",
          "backend",
          "frontend",
          "payment-service",
        )(texts);
        return { ...rest, "api-services.yaml": text };
      },
      loses: /4 of 5 services \(80 %\)/,
    },
  ]);

export const harmless: readonly Edit[] = [
  ["a description", [services("description: Account API", "description: The account API")]],
  ["a size", [services("size: small", "size: large")]],
  ["a label", [services("tags: [payments]", "tags: [payments, pci]")]],
  ["no label", [services(/^ {4}tags: .*\n/, "")]],
  ["a component more", [services("components: [pdb]", "components: [pdb, mtls]")]],
  ["no component", [services(/^ {4}components: .*\n/, "")]],
  ["another strategy", [services("prod: canary", "prod: rolling")]],
  ["no input set", [services(/^ {4}inputSets:\n {6}prod: .*\n/, "")]],
  ["another input set", [services("      prod: {}", "      prod: {}\n      night: {}")]],
  ["a region less of the services", [services("regions: [euw1, euw2]", "regions: [euw1]")]],
  ["an environment less of some services", [services("environments: [pre, prod]", "environments: [pre]")]],
  ["another channel", [services('slack: "#team-platform-a"', 'slack: "#accounts"')]],
  ["another owner of a service", [services("team: payments-team", "team: platform-team-a")]],
  [
    "a service under another name that keeps its identity",
    [services("name: account-service", "name: account-store\n    previousName: account-service")],
  ],
  ["a team more", [platform("teams:\n", "teams:\n  shop-team: { display: Shop }\n")]],
  ["another display name of a team", [platform("display: Payments Team", "display: Payments")]],
  ["a secret more", [platform(/^secrets:\n/, "secrets:\n  extra: { env: EXTRA_VALUE }\n")]],
  [
    "a connector more",
    [
      platform(
        "connectors:\n",
        "connectors:\n  aws_more: { type: aws, region: eu-west-1, delegateSelectors: [int] }\n",
      ),
    ],
  ],
  ["another name of a connector outside of production", [platform("aws_pre", "aws_staging")]],
  ["a longer bake", [platform("duration: 1h", "duration: 2h")]],
  ["another change window", [platform('to: "14:00"', 'to: "15:00"')]],
  ["no freeze", [platform(/^freezes:\n(?: .*\n)+/, "")]],
  [
    "another description of the project",
    [platform("description: Services of", "description: All services of")],
  ],
  ["another registry", [platform("registry: europe-docker", "registry: us-docker")]],
  ["another metric", [platform("risk: Performance", "risk: Errors")]],
  ["other delegates of a cluster", [platform("[harness-delegate-int-euw2]", "[int, euw2]")]],
  ["no rings", [platform(/^rings:\n(?: .*\n)+/, "")]],
]
  .map(([title, replacements]): Edit => ({
    title: title as string,
    apply: edited(...(replacements as Replacement[])),
  }))
  .concat([{ title: "one service of five less", apply: withoutServices("account-service") }]);
