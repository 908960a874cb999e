/** A small catalog that tests change in one place, and the notation for what they expect. */
import assert from "node:assert/strict";
import { parseCatalog, type CatalogFile } from "../../src/catalog/load";
import { CatalogError, type Problem } from "@harness-catalog/problems";

export const basePlatform = `organization: { identifier: default, manage: false }
project: { identifier: shop, manage: true }
repository: { connector: github_shop, name: shop }
registry: registry.example.com/shop
regions:
  north: { name: North, role: primary }
  south: { name: South, role: dr }
environments:
  int:
    label: int-stable
    type: PreProduction
    order: 1
    gate: { type: auto }
  pre: { label: pre-stable, type: PreProduction, order: 2, gate: { type: bake, duration: 1h } }
  prod:
    label: prod
    type: Production
    order: 3
    gate: { type: approval, timeout: 7d, approvers: [owner, platform] }
clusters:
  int-north: { environment: int, region: north, delegateSelectors: [d1] }
  pre-north: { environment: pre, region: north, delegateSelectors: [d2] }
  prod-north: { environment: prod, region: north, delegateSelectors: [d3] }
  prod-south: { environment: prod, region: south, delegateSelectors: [d4] }
  int-ecs:
    environment: int
    region: north
    target: ecs
    delegateSelectors: [d5]
    ecs: { cluster: int, awsRegion: eu-west-1, connector: aws_int }
sizes:
  small: { cpu: 100m, memory: 256Mi, minReplicas: 1, maxReplicas: 3 }
  medium: { cpu: 250m, memory: 512Mi, minReplicas: 2, maxReplicas: 6 }
components:
  pdb: { description: Budget }
profiles:
  public-api: { archetypes: [api], components: [pdb] }
  batch-job: { archetypes: [job] }
  scheduled-task: { archetypes: [scheduler] }
teams:
  payments: { display: Payments, slack: "#payments", slackWebhook: slack_payments }
  platform: { display: Platform, role: platform }
connectors:
  github_shop:
    type: github
    url: https://github.com/shop
    connectionType: Account
    auth: { username: bot, token: github_token }
  aws_int: { type: aws, region: eu-west-1, delegateSelectors: [d5] }
secrets:
  github_token: { env: GITHUB_TOKEN }
  slack_payments: { env: SLACK_PAYMENTS }
changeWindow:
  open:
    Monday: { from: "10:00", to: "16:00" }
`;

export const baseServices = `services:
  - name: ledger
    team: payments
    regions: [north]
    providesApis: [ledger-api]

  - name: orders
    team: payments
    regions: [north, south]
    environments: [int, pre, prod]
    components: [pdb]
    consumesApis: [ledger-api]
    strategy: { prod: canary }
    resources:
      overrides:
        prod: { size: small }
`;

type Replacement = readonly [piece: string, replacement: string];

/** A whole text, or the base text with one piece or several replaced. */
export type Change = string | Replacement | readonly Replacement[];

/** Both files of the base catalog after changes. */
export function changed({ services, platform }: { services?: Change; platform?: Change }): CatalogFile[] {
  return [
    { path: "catalog/platform.yaml", text: apply(basePlatform, platform) },
    { path: "catalog/services.yaml", text: apply(baseServices, services) },
  ];
}

function apply(base: string, change: Change | undefined): string {
  if (change === undefined) return base;
  if (typeof change === "string") return change;
  const replacements = (typeof change[0] === "string" ? [change] : change) as readonly Replacement[];
  return replacements.reduce((text, [piece, replacement]) => {
    assert.ok(text.includes(piece), `the text holds no ${JSON.stringify(piece)}`);
    return text.replace(piece, () => replacement);
  }, base);
}

/**
 * Takes the marks `«CAT012»` out of texts. Each stands directly before the place where that problem is expected,
 * so a fixture carries its own expectation: `environments: [int, «CAT012»prd]`.
 */
export function readMarks(files: readonly CatalogFile[]): { files: CatalogFile[]; expected: string[] } {
  const expected: string[] = [];
  const clean = files.map(({ path, text }) => {
    let rest = text;
    for (let mark = /«([A-Z]+\d+)»/.exec(rest); mark !== null; mark = /«([A-Z]+\d+)»/.exec(rest)) {
      const above = rest.slice(0, mark.index).split("\n");
      expected.push(`${mark[1]} ${path}:${above.length}:${above.at(-1)!.length + 1}`);
      rest = rest.replace(mark[0], "");
    }
    return { path, text: rest };
  });
  return { files: clean, expected };
}

/** Every problem of a catalog; empty when it is sound. */
export function problemsOf(files: readonly CatalogFile[]): readonly Problem[] {
  return problemsIn(() => parseCatalog(files));
}

/** The problems that a call throws; empty when it returns. */
export function problemsIn(call: () => unknown): readonly Problem[] {
  try {
    call();
    return [];
  } catch (error) {
    if (error instanceof CatalogError) return error.problems;
    throw error;
  }
}

/** `CAT012 catalog/services.yaml:4:17` */
export function codeAndPlace({ code, place }: Problem): string {
  return place === undefined ? code : `${code} ${place.file}:${place.line}:${place.column}`;
}
