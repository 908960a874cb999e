/** Edits of the example catalog: those that lose something, and those that do not. */

type Name = "services.yaml" | "platform.yaml";

/** The texts of a catalog. */
export type Texts = Readonly<Record<string, string>>;

/** One edit. */
export interface Edit {
  readonly title: string;
  readonly apply: (texts: Texts) => Texts;
  /** What the refusal names, where it is refused. */
  readonly loses?: RegExp;
}

type Replacement = readonly [file: Name, from: string | RegExp, to: string];

/** Replaces texts; fails where there is nothing to replace, so that no edit is without effect. */
export function edited(...replacements: readonly Replacement[]): Edit["apply"] {
  return (texts) =>
    replacements.reduce<Texts>((before, [file, from, to]) => {
      const text = before[file] ?? "";
      const after = text.replaceAll(typeof from === "string" ? from : new RegExp(from, "gm"), to);
      if (after === text) throw new Error(`${String(from)} is not in ${file}`);
      return { ...before, [file]: after };
    }, texts);
}

/** The services without some of them. */
export function withoutServices(...names: readonly string[]): Edit["apply"] {
  return (texts) => {
    const parts = (texts["services.yaml"] ?? "").split(/(?=^ {2}- name: |^# end catalog)/m);
    const left = parts.filter((part) => !names.some((name) => part.startsWith(`  - name: ${name}\n`)));
    return { ...texts, "services.yaml": left.join("") };
  };
}

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
    /project platform \(with everything/,
  ],
  [
    "another organization",
    [platform("identifier: default,", "identifier: other,")],
    /services account-api, account-service, backend, frontend, payment-service \(with/,
  ],
  [
    "another organization and project",
    [
      platform("identifier: default,", "identifier: other,"),
      platform("identifier: platform,", "identifier: shop,"),
    ],
    /project platform \(with everything/,
  ],
  [
    "a project that is managed no longer",
    [platform("description: Services of the catalog, manage: true", "manage: false")],
    /1 of 1 project \(100 %\) would be deleted/,
  ],
  ["another label of int", [platform("label: int-stable", "label: int-main")], /environment int_stable \(/],
  ["another label of pre", [platform("label: pre-stable", "label: staging")], /environment pre_stable \(/],
  ["another label of prod", [platform("label: prod\n", "label: production\n")], /environment prod \(/],
  [
    "other labels of two environments",
    [platform("label: int-stable", "label: a"), platform("label: pre-stable", "label: b")],
    /environments int_stable, pre_stable \(/,
  ],
  ["a cluster less", [line("int-euw2:")], /infrastructure int_stable_euw2_k8s \(with the record/],
  ["a cluster of production less", [line("prod-euw2:")], /infrastructure prod_euw2_k8s/],
  ["a region less", noRegion, /infrastructures int_stable_euw2_k8s, prod_euw2_k8s/],
  [
    "another key of a region",
    [platform("euw2", "west2"), services("euw2", "west2")],
    /infrastructures int_stable_euw2_k8s, prod_euw2_k8s/,
  ],
  [
    "another key of the primary region",
    [platform("euw1", "w1"), services("euw1", "w1")],
    /5 of 7 infrastructures/,
  ],
  [
    "an environment less",
    noInt,
    /environment int_stable.*infrastructures int_stable_euw1_k8s, int_stable_euw2_k8s/,
  ],
  [
    "another name of a secret",
    [platform("github_app_key", "app_key")],
    /secret github_app_key \(with its value\)/,
  ],
  [
    "another scope of a secret",
    [platform("webhook of payments-team, scope: account", "webhook of payments-team, scope: project")],
    /1 of 3 secrets \(33 %\) would be replaced.*secret slack_payments_team/,
  ],
  [
    "another vault of a secret",
    [platform("env: GITHUB_APP_PRIVATE_KEY", "env: GITHUB_APP_PRIVATE_KEY, secretManager: vault")],
    /1 of 3 secrets \(33 %\) would be replaced/,
  ],
  [
    "a secret less",
    [line("pagerduty_payments_team:"), line("pagerdutyKey:")],
    /secret pagerduty_payments_team/,
  ],
  [
    "another key of a team",
    team("payments-team", "pay-team"),
    /user group payments_team \(with its members\)/,
  ],
  [
    "another key of the team that approves production",
    [
      ...team("platform-team", "core-team"),
      platform("approvers: [owner, platform-team]", "approvers: [owner, core-team]"),
      platform("teams: [platform-team]", "teams: [core-team]"),
    ],
    /user group platform_team/,
  ],
  ["another connector of production", [platform("aws_prod", "aws_live")], /connector aws_prod \(whatever/],
  [
    "no change window",
    [platform(/^changeWindow:\n(?: .*\n)+/, "")],
    /pipelines hotfix_prod_euw1_ecs, hotfix_prod_euw1_k8s, hotfix_prod_euw2_k8s/,
  ],
  [
    "two services under other names",
    [
      services("name: account-service", "name: account-store"),
      services("name: backend", "name: back"),
      services("consumesApis: [backend]", "consumesApis: [back]"),
    ],
    /2 of 5 services \(40 %\) would be deleted.*services account-service, backend/,
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
      loses: /services backend, frontend/,
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
