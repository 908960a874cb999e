/** The form follows schema and platform. The expectations are written by hand for the base catalog of test/catalog. */
import assert from "node:assert/strict";
import { formPages, sizeOverrides } from "../../src/backstage/form";
import { parseCatalog } from "../../src/catalog/load";
import { serviceSchema } from "../../src/catalog/schema/service";
import { changed, type Change } from "../catalog/base";

interface Field {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly enumNames?: readonly string[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly items?: Field;
  readonly [key: string]: unknown;
}

interface Page {
  readonly title: string;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Field>>;
  readonly dependencies?: {
    readonly archetype: { readonly oneOf: readonly Pick<Page, "properties" | "required">[] };
  };
}

/** Pages for a platform with one service that spells out what it needs. */
function pagesOf(platform?: Change): Page[] {
  const services =
    "services:\n  - { name: ledger, team: payments, size: small, environments: [int], regions: [north] }\n";
  const catalog = parseCatalog(changed(platform === undefined ? {} : { platform, services }));
  return formPages(catalog.platform) as unknown as Page[];
}

describe("the form that adds a service", () => {
  const [service, resources, deployment, team] = pagesOf() as [Page, Page, Page, Page];

  it("has four pages with their required fields", () => {
    assert.deepEqual(
      pagesOf().map(({ title, required }) => [title, ...required]),
      [
        ["Service Information", "serviceName", "archetype"],
        ["Resource Configuration", "size"],
        ["Deployment Configuration", "environments", "regions"],
        ["Team & Ownership", "team"],
      ],
    );
  });

  it("a name has the limits of the catalog, and its rule as help", () => {
    const { pattern, minLength, maxLength, ...name } = service.properties["serviceName"]!;
    assert.deepEqual([pattern, minLength, maxLength], ["^[a-z][a-z0-9]*(-[a-z0-9]+)*$", 2, 47]);
    assert.match(String(name["ui:help"]), /^Must be lower-case letters, digits and single hyphens/);
    assert.equal(name["ui:autofocus"], true);
  });

  it("offers archetypes that have a profile, each with the profiles that fit and what they bring", () => {
    assert.deepEqual(service.properties["archetype"]?.enum, ["api", "scheduler", "job"]);
    assert.equal(service.properties["archetype"]?.default, "api");
    const branches = service.dependencies!.archetype.oneOf.map(({ properties, required }) => [
      properties["archetype"]?.enum,
      properties["profile"]?.enum,
      properties["profile"]?.enumNames,
      properties["profile"]?.default,
      required,
    ]);
    assert.deepEqual(branches, [
      [["api"], ["public-api"], ["public-api: Budget"], "public-api", ["profile"]],
      [["scheduler"], ["scheduled-task"], ["scheduled-task"], "scheduled-task", ["profile"]],
      [["job"], ["batch-job"], ["batch-job"], "batch-job", ["profile"]],
    ]);
  });

  it("offers the sizes of the platform, smallest first, and one more for production that may stay empty", () => {
    const { size, prodSizeOverride } = resources.properties as Record<"size" | "prodSizeOverride", Field>;
    assert.deepEqual(size.enum, ["small", "medium"]);
    assert.deepEqual(size.enumNames?.[0], "small: 100m CPU, 256Mi memory, 1 to 3 replicas");
    assert.equal(size.default, "medium");
    assert.deepEqual(prodSizeOverride.enum, ["small", "medium"]);
    assert.ok(!("default" in prodSizeOverride) && !resources.required.includes("prodSizeOverride"));
  });

  it("takes the smallest size when the platform has no size of the schema's default", () => {
    const pages = pagesOf(["  medium: { cpu: 250m", "  wide: { cpu: 250m"]);
    assert.equal(pages[1]?.properties["size"]?.default, "small");
  });

  it("preselects every environment and region that has a Kubernetes cluster", () => {
    const { environments, regions } = deployment.properties as Record<"environments" | "regions", Field>;
    assert.deepEqual(environments.default, ["int", "pre", "prod"]);
    assert.deepEqual(environments.items?.enumNames, ["int-stable", "pre-stable", "prod"]);
    assert.deepEqual(
      [environments["ui:widget"], environments["uniqueItems"], environments["minItems"]],
      ["checkboxes", true, 1],
    );
    assert.deepEqual(regions.default, ["north", "south"]);
    const withoutSouth = pagesOf([
      ["  prod-south: { environment: prod, region: south, delegateSelectors: [d4] }\n", ""],
      ["  pre-north: { environment: pre, region: north, delegateSelectors: [d2] }\n", ""],
    ]);
    assert.deepEqual(withoutSouth[2]?.properties["regions"]?.default, ["north"]);
    assert.deepEqual(withoutSouth[2]?.properties["environments"]?.default, ["int", "prod"]);
  });

  it("picks the team among groups that are teams of the platform", () => {
    assert.deepEqual(team.properties["team"]?.["ui:options"], {
      allowArbitraryValues: false,
      defaultKind: "Group",
      catalogFilter: { kind: "Group", "metadata.name": ["payments", "platform"] },
    });
  });

  it("one field for the size in each production environment", () => {
    const { platform } = parseCatalog(
      changed({
        platform: [
          "  pre: { label: pre-stable, type: PreProduction",
          "  pre: { label: pre-stable, type: Production",
        ],
      }),
    );
    assert.deepEqual(sizeOverrides(platform), { preSizeOverride: "pre", prodSizeOverride: "prod" });
  });

  it("every pattern of the form refuses and accepts what the catalog does", () => {
    const samples = [
      "cart-service",
      "Cart",
      "c",
      "cart_service",
      "-cart",
      "#team",
      "#Team",
      "a@b.example",
      "a@b",
      "x".repeat(48),
      "",
    ];
    const fields = [
      ["serviceName", "name"],
      ["slackChannel", "slack"],
      ["pagerduty", "pagerduty"],
      ["email", "email"],
    ] as const;
    for (const [name, field] of fields) {
      const form = { ...service.properties, ...team.properties }[name]!;
      const accepts = (text: string) =>
        new RegExp(form.pattern!, "u").test(text) &&
        text.length >= Number(form["minLength"] ?? 0) &&
        text.length <= Number(form["maxLength"] ?? Infinity);
      for (const sample of samples)
        assert.equal(
          accepts(sample),
          serviceSchema.shape[field].safeParse(sample).success,
          `${name}: ${sample}`,
        );
    }
  });
});
