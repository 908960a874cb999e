import assert from "node:assert/strict";
import { parse } from "yaml";
import { catalogInfo } from "../../src/backstage/files";
import { parseCatalog } from "../../src/catalog/load";
import { changed, type Change } from "../catalog/base";

interface Component {
  readonly metadata: {
    readonly annotations: Readonly<Record<string, string>>;
    readonly tags: readonly string[];
    readonly links: readonly { readonly title: string; readonly url: string }[];
  };
  readonly spec: Readonly<Record<string, unknown>>;
}

function component(name: string, changes: { services?: Change; platform?: Change } = {}): Component {
  const catalog = parseCatalog(changed(changes));
  const service = catalog.services.find((each) => each.name === name)!;
  return parse(catalogInfo(catalog, service).text.split("---\n")[0]!) as Component;
}

const linked = (accounts: string): readonly [string, string] => [
  "changeWindow:",
  `links: { accounts: ${accounts} }\nchangeWindow:`,
];

describe("the page of a service in Backstage", () => {
  const base = "https://app.harness.io/ng/account/a1/cd/orgs/default/projects/shop";

  it("without links in platform.yaml there are only those that need none", () => {
    const { metadata } = component("orders");
    assert.deepEqual(metadata.links, [
      { url: "https://github.com/shop/shop/tree/main/generated/orders", title: "Manifests", icon: "github" },
    ]);
    assert.deepEqual(metadata.annotations, {
      "backstage.io/kubernetes-label-selector": "app.kubernetes.io/name=orders",
      "github.com/project-slug": "shop/shop",
    });
  });

  it("starts the pipeline by itself and with each input set", () => {
    const { metadata } = component("orders", {
      platform: linked("{ all: { id: a1, environments: [int, pre, prod] } }"),
      services: [
        "    components: [pdb]\n",
        "    components: [pdb]\n    inputSets: { prod: {}, again: { imageTag: v1.0.0 } }\n",
      ],
    });
    assert.deepEqual(
      metadata.links.slice(0, 5).map(({ title, url }) => [title, url.replace(base, "")]),
      [
        ["Deploy in Harness", "/pipelines/orders_cd/pipeline-studio/?runPipeline=true"],
        [
          "Deploy in Harness with again",
          "/pipelines/orders_cd/pipeline-studio/?runPipeline=true&inputSetType=INPUT_SET&inputSetLabel=again&inputSetValue=orders_again",
        ],
        [
          "Deploy in Harness with prod",
          "/pipelines/orders_cd/pipeline-studio/?runPipeline=true&inputSetType=INPUT_SET&inputSetLabel=prod&inputSetValue=orders_prod",
        ],
        ["Runs in Harness", "/pipelines/orders_cd/executions"],
        ["Versions by environment", "/services/orders/"],
      ],
    );
  });

  it("has the annotations of the Harness plugin, a line for each account that hosts an environment of it", () => {
    const accounts =
      "{ live: { id: b2, environments: [prod] }, early: { id: a1, environments: [int, pre] }, other: { id: c3, environments: [pre] } }";
    const exemption = "exemptions: { orders: { reason: Was there first, prodWithoutPre: true } }\n";
    const platform = [linked(accounts), ["sizes:\n", `${exemption}sizes:\n`]] as const;
    const { metadata } = component("orders", {
      platform,
      services: ["[int, pre, prod]", "[int, prod]"],
    });
    assert.equal(
      metadata.annotations["harness.io/pipelines"],
      `early: ${base}/pipelines/orders_cd/pipeline-studio\nlive: ${base.replace("a1", "b2")}/pipelines/orders_cd/pipeline-studio\n`,
    );
    assert.equal(
      metadata.annotations["harness.io/services"],
      `early: ${base}/services/orders/\nlive: ${base.replace("a1", "b2")}/services/orders/\n`,
    );
    assert.equal(metadata.annotations["harness.io/project-url"], `${base}/pipelines`);
    assert.deepEqual(
      metadata.links.map(({ title }) => title).filter((title) => title.startsWith("Deploy")),
      ["Deploy in Harness (early)", "Deploy in Harness (live)"],
    );
  });

  it("links follow the host, the organization and the project; a rename of the service keeps its pipeline (R-308)", () => {
    const { metadata } = component("purchases", {
      platform: [
        [
          "organization: { identifier: default",
          "console: https://harness.example.com/ng\norganization: { identifier: acme",
        ],
        ["project: { identifier: shop", "project: { identifier: store"],
        ["changeWindow:", "links: { accounts: { all: { id: a1, environments: [int] } } }\nchangeWindow:"],
      ],
      services: ["name: orders", "name: purchases\n    previousName: orders"],
    });
    assert.equal(
      metadata.links[0]?.url,
      "https://harness.example.com/ng/account/a1/cd/orgs/acme/projects/store/pipelines/orders_cd/pipeline-studio/?runPipeline=true",
    );
  });

  it("fills in its own links, once for each environment where they name one", () => {
    const links =
      'links: { services: [{ title: "Logs {environment}", url: "https://l.example.com/{team}/{service}/{environment}" }, { title: Metrics, url: "https://m.example.com/{service}" }], annotations: { grafana/tag: "t-{service}" } }';
    const { metadata } = component("orders", { platform: ["changeWindow:", `${links}\nchangeWindow:`] });
    assert.deepEqual(
      metadata.links.slice(1).map(({ title, url }) => `${title} ${url}`),
      [
        "Logs int-stable https://l.example.com/payments/orders/int-stable",
        "Logs pre-stable https://l.example.com/payments/orders/pre-stable",
        "Logs prod https://l.example.com/payments/orders/prod",
        "Metrics https://m.example.com/orders",
      ],
    );
    assert.equal(metadata.annotations["grafana/tag"], "t-orders");
  });

  it("a service that names another team's PagerDuty service gets that team's id", () => {
    const platform: Change = [
      [
        "slackWebhook: slack_payments }",
        "slackWebhook: slack_payments, pagerduty: pd-pay, pagerdutyServiceId: PPAY }",
      ],
      ["role: platform }", "role: platform, pagerduty: pd-plat, pagerdutyServiceId: PPLAT }"],
    ];
    const idOf = (changes: Parameters<typeof component>[1]) =>
      component("ledger", changes).metadata.annotations["pagerduty.com/service-id"];
    assert.equal(idOf({ platform }), "PPAY");
    assert.equal(
      idOf({ platform, services: ["    providesApis", "    pagerduty: pd-plat\n    providesApis"] }),
      "PPLAT",
    );
    assert.equal(
      idOf({ platform, services: ["    providesApis", "    pagerduty: elsewhere\n    providesApis"] }),
      undefined,
    );
  });

  it("calls what it consumes by API, or by service where there is no API of that name", () => {
    const { spec, metadata } = component("orders", {
      services: [
        "consumesApis: [ledger-api]",
        "consumesApis: [ledger-api, ledger]\n    tags: [api, checkout]",
      ],
    });
    assert.deepEqual(spec, {
      type: "service",
      lifecycle: "production",
      owner: "group:default/payments",
      system: "shop",
      consumesApis: ["ledger-api"],
      dependsOn: ["component:default/ledger"],
    });
    assert.deepEqual(metadata.tags, ["api", "kubernetes", "checkout"]);
  });
});
