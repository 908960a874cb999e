/** A catalog in which every field of both schemas is written. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { CatalogFile } from "../../src/catalog/load";
import { packageRoot } from "../../src/paths/packageRoot";
import { changedVersion, shipped, withVersions } from "../templates/library";

type Data = Record<string, unknown>;

/** Both files as data, `services` with its root key. */
export interface CatalogData {
  readonly platform: unknown;
  readonly services: unknown;
}

/** The shipped templates, one of them in two versions. */
export const richLibrary = withVersions("bake", [shipped("bake"), changedVersion("bake", "1.1.0")]);

/** The two files of a catalog, as a person or a machine writes them. */
export function filesOf({ platform, services }: CatalogData): CatalogFile[] {
  const text = (value: unknown) => stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
  return [
    { path: "catalog/platform.yaml", text: text(platform) },
    { path: "catalog/services.yaml", text: text(services) },
  ];
}

const arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012";
const loadBalancer = {
  loadBalancer: "web",
  prodListener: `${arn}:listener/app/web/1/2`,
  prodListenerRuleArn: `${arn}:listener-rule/app/web/1/2/3`,
  stageListener: `${arn}:listener/app/web/1/4`,
  stageListenerRuleArn: `${arn}:listener-rule/app/web/1/4/5`,
};

/** The example's platform, and what it leaves out. */
export function richCatalog(): CatalogData {
  const file = readFileSync(join(packageRoot(), "catalog", "platform.yaml"), "utf8");
  const platform = parse(file) as Record<string, Data>;
  const named = (section: string) => platform[section] as Record<string, Data>;
  platform["organization"] = { ...platform["organization"], name: "Company", description: "All of it" };
  platform["registries"] = ["ghcr.io/company"] as never;
  named("environments")["int"]!["description"] = "Where it begins";
  named("clusters")["pre-euw1"]!["delegate"] = {
    install: true,
    name: "harness-delegate-pre-euw1",
    tags: ["pre"],
    context: "pre",
    tokenGeneration: 2,
    previousTokenGeneration: "2026-11-21",
    image: "harness/delegate:25.12.87402",
    namespace: "delegates",
    managerEndpoint: "https://harness.company.com",
    cpu: "500m",
    memory: "1Gi",
    minReplicas: 2,
    maxReplicas: 3,
  };
  named("clusters")["pre-euw1-ecs"]!["ecs"] = {
    ...(named("clusters")["pre-euw1-ecs"]!["ecs"] as Data),
    taskRole: "arn:aws:iam::111111111111:role/task",
  };
  platform["delegates"] = {
    ...platform["delegates"],
    namespace: "delegates",
    managerEndpoint: "https://harness.company.com",
    cpu: "500m",
    memory: "1Gi",
    minReplicas: 2,
    maxReplicas: 3,
  };
  named("profiles")["public-api"]!["description"] = "For callers outside";
  Object.assign(named("teams")["payments-team"]!, {
    role: "member",
    githubId: 7,
    msTeamsWebhook: "teams_payments",
    sso: { id: "sso", display: "Company", group: "payments", type: "SAML" },
  });
  Object.assign(named("secrets"), {
    teams_payments: { scope: "account", secretManager: "account.vault", reference: "shop/teams" },
    github_token: { env: "GITHUB_TOKEN", rotated: "2026-09-01", rotateAfter: "180d" },
    metrics: { env: "METRICS", expires: "2027-03-01", secretManager: "harnessSecretManager" },
  });
  Object.assign(named("connectors"), {
    github_other: {
      type: "github",
      url: "https://github.com/company/other",
      connectionType: "Repo",
      validationRepo: "other",
      auth: { username: "bot", token: "github_token" },
      delegateSelectors: ["harness-delegate-pre-euw1"],
    },
    prometheus: {
      ...named("connectors")["prometheus"],
      username: "reader",
      password: "metrics",
    },
    dog: {
      type: "datadog",
      url: "https://api.datadoghq.eu",
      apiKey: "metrics",
      applicationKey: "metrics",
      delegateSelectors: ["harness-delegate-pre-euw1"],
    },
  });
  platform["rings"] = [
    { name: "pilot", teams: ["platform-team"], services: ["full"] },
    { name: "fleet" },
  ] as never;
  platform["templates"] = { bake: { version: "1.1.0", previous: "1.0.0", through: "pilot" } };
  platform["exemptions"] = { task: { reason: "Old", prodWithoutPre: false, weakerVerification: true } };
  const { healthSources } = platform["verification"] as { healthSources: Record<string, Data> };
  (healthSources["http"]!["metrics"] as Data[])[0]!["instance"] = "pod";
  Object.assign(platform["verification"]!, { first: "5m", second: "10m", sensitivity: "medium" });
  Object.assign(named("freezes")["year_end"]!, {
    description: "Nobody is there",
    enabled: true,
    environments: "production",
  });
  platform["datadog"] = { url: "https://api.datadoghq.eu", apiKey: "metrics" };
  Object.assign(platform["github"]!, {
    description: "The catalog",
    deletionProtection: true,
    reviews: 1,
    reviewProduction: true,
    checks: ["validate"],
    checksApp: 15368,
    webhook: { url: "https://catalog.company.com/webhooks/github", events: ["push"] },
    labels: { bug: { color: "d73a4a", description: "Does not work" } },
    organizations: ["friends"],
    repositories: {
      other: {
        owner: "company",
        name: "other",
        visibility: "private",
        branch: "main",
        description: "Another one",
        reviews: 1,
        checks: ["test"],
      },
    },
  });
  const places = {
    repository: ["A_A"],
    harness: ["B_B"],
    drift: ["C_C"],
    manifests: ["D_D"],
    plan: ["E_E"],
    owners: ["F_F"],
  };
  Object.assign(platform["github"]!, { secrets: places, variables: places });
  return { platform, services: { services: richServices() } };
}

function richServices(): Data[] {
  const base = { team: "payments-team", regions: ["euw1"], environments: ["int", "pre", "prod"] };
  return [
    {
      ...base,
      name: "full",
      previousName: "before",
      description: "Everything",
      archetype: "api",
      profile: "public-api",
      size: "medium",
      slack: "#team-payments",
      pagerduty: "pd-payments-team",
      email: "full@company.com",
      target: "kubernetes",
      resources: { overrides: { prod: { size: "large" } } },
      components: ["pdb"],
      strategy: { prod: "canary", pre: "blue-green" },
      approvers: ["platform-team-a"],
      changeWindow: { open: { Monday: { from: "11:00", to: "12:00" } } },
      verify: { first: "5m", second: "10m", sensitivity: "high" },
      schedule: { cron: "0 6 * * 1-5", inputSet: "nightly" },
      tags: ["shop"],
      providesApis: ["full-api"],
      consumesApis: ["full-api", "task"],
      image: "ghcr.io/company/full",
      port: 8080,
      healthPath: "/health",
      env: { LOG_LEVEL: "info" },
      inputSets: { nightly: { imageTag: "v1.2.3" }, open: {} },
      prodWithoutPre: false,
    },
    {
      ...base,
      name: "clock",
      archetype: "scheduler",
      profile: "scheduled-task",
      cron: "0 6 * * 1-5",
      env: { LOG_LEVEL: "info" },
    },
    {
      ...base,
      name: "task",
      environments: ["pre", "prod"],
      target: "ecs",
      strategy: { pre: "blue-green", prod: "rolling" },
      loadBalancers: { "pre-euw1-ecs": loadBalancer },
      env: { LOG_LEVEL: "info" },
      verify: { first: "5m" },
    },
  ];
}
