/** Monitored services, health sources and freezes of a plan. */
import assert from "node:assert/strict";
import { catalogOf, documentOf, objectsOf, planOf, smallPlatform, type Json } from "./support";

const platform = smallPlatform({
  connectors: {
    ...(smallPlatform()["connectors"] as Json),
    prom: {
      type: "prometheus",
      url: "https://prometheus.example.com/",
      username: "bot",
      password: "prom_password",
    },
    dog: {
      type: "datadog",
      url: "https://app.datadoghq.com/api/",
      apiKey: "dog_key",
      applicationKey: "dog_app",
    },
  },
  secrets: {
    github_token: { env: "GITHUB_TOKEN" },
    prom_password: { env: "PROM" },
    dog_key: { env: "DOG_KEY" },
    dog_app: { env: "DOG_APP" },
  },
  verification: {
    sensitivity: "high",
    healthSources: {
      http: {
        type: "prometheus",
        connector: "prom",
        archetypes: ["api"],
        metrics: [{ name: "errors", query: 'rate(e{s="{service}",e="{environment}"}[1m])', risk: "Errors" }],
      },
      queue: {
        type: "datadog",
        connector: "dog",
        archetypes: ["listener"],
        metrics: [
          { name: "lag", query: "avg:lag{service:{service}}", risk: "Performance", instance: "host" },
        ],
      },
    },
  },
});

const planned = (...services: Json[]) => planOf(catalogOf(platform, services));

describe("a verified service", () => {
  it("has a monitored service for each environment with a canary or blue-green, and no others", () => {
    const names = (service: Json) =>
      objectsOf(planned({ name: "svc", ...service }), "monitoredService").map(({ name }) => name);
    assert.deepEqual(names({}), ["svc_live"]);
    assert.deepEqual(names({ strategy: { test: "blue-green" } }), ["svc_test", "svc_live"]);
    assert.deepEqual(names({ strategy: { live: "rolling" } }), []);
    assert.deepEqual(names({ archetype: "scheduler" }), []);
    assert.deepEqual(names({ archetype: "job" }), []);
    assert.deepEqual(names({ archetype: "streaming" }), [], "no health source for its archetype");
  });

  it("is asked about by its own names, after what it refers to", () => {
    const [object] = objectsOf(planned({ name: "svc" }), "monitoredService");
    const { request, identifier } = object!.inputs;
    assert.equal(identifier, "svc_live");
    assert.deepEqual([request?.serviceRef, request?.environmentRef], ["svc", "live"]);
    const [source, ...others] = request?.healthSources ?? [];
    assert.equal(source?.type, "Prometheus");
    assert.equal(others.length, 0);
    const spec = JSON.parse(source?.spec ?? "") as { connectorRef: string; metricDefinitions: Json[] };
    assert.equal(spec.connectorRef, "prom");
    assert.equal(spec.metricDefinitions[0]?.["query"], 'rate(e{s="svc",e="live"}[1m])');
    assert.deepEqual(spec.metricDefinitions[0]?.["analysis"], {
      liveMonitoring: { enabled: false },
      deploymentVerification: { enabled: true, serviceInstanceFieldName: "pod" },
      riskProfile: { riskCategory: "Errors", thresholdTypes: ["ACT_WHEN_HIGHER"] },
    });
    assert.deepEqual(object!.dependsOn, ["service/svc", "environment/live", "prometheusConnector/prom"]);
  });

  it("by Datadog has Datadog's settings", () => {
    const [object] = objectsOf(planned({ name: "svc", archetype: "listener" }), "monitoredService");
    const [source] = object!.inputs.request?.healthSources ?? [];
    assert.equal(source?.type, "DatadogMetrics");
    assert.match(source?.spec ?? "", /"query":"avg:lag\{service:svc\}".*"serviceInstanceFieldName":"host"/);
  });

  it("is told when nothing would be compared", () => {
    const { notices } = planned({ name: "svc", archetype: "streaming" });
    assert.deepEqual(
      notices.filter(({ subject }) => subject === "svc"),
      [
        {
          subject: "svc",
          message: "canary in live is not verified: no health source for archetype streaming",
        },
      ],
    );
  });

  it("gives its sensitivity and durations to the stage, or the platform's", () => {
    const variables = (service: Json) => {
      const { stages } = documentOf(
        objectsOf(planned({ name: "svc", environments: ["live"], ...service }), "pipeline")[0]!,
      ) as {
        stages: {
          stage: { template: { templateInputs: { type: string; variables?: { value: string }[] } } };
        }[];
      };
      const deploy = stages.find(({ stage }) => stage.template.templateInputs.type === "Deployment");
      return deploy?.stage.template.templateInputs.variables?.map(({ value }) => value);
    };
    assert.deepEqual(variables({}), ["5m", "10m", "HIGH"]);
    assert.deepEqual(variables({ verify: { first: "15m", sensitivity: "low" } }), ["15m", "10m", "LOW"]);
  });
});

describe("connectors of metrics", () => {
  it("hold references to secrets, and come after them", () => {
    const plan = planned({ name: "svc" });
    const [prometheus] = objectsOf(plan, "prometheusConnector");
    const [datadog] = objectsOf(plan, "datadogConnector");
    assert.deepEqual(
      [prometheus?.inputs["userName"], prometheus?.inputs["passwordRef"]],
      ["bot", "prom_password"],
    );
    assert.deepEqual(prometheus?.dependsOn, ["secretText/prom_password"]);
    assert.deepEqual(
      [datadog?.inputs["apiKeyRef"], datadog?.inputs["applicationKeyRef"]],
      ["dog_key", "dog_app"],
    );
    assert.deepEqual(datadog?.dependsOn, ["secretText/dog_key", "secretText/dog_app"]);
  });
});

describe("a freeze", () => {
  const freezes = { year_end: { start: "2026-12-20 10:00 AM", duration: "15d", recurrence: "Yearly" } };

  it("is a document of the project, enabled unless said otherwise, for production", () => {
    const of = (changes: Json) => {
      const all = { year_end: { ...freezes.year_end, ...changes } };
      return documentOf(
        objectsOf(planOf(catalogOf(smallPlatform({ freezes: all }), [])), "manualFreeze")[0]!,
      );
    };
    const document = of({});
    assert.equal(document["status"], "Enabled");
    assert.equal(of({ enabled: false })["status"], "Disabled");
    assert.deepEqual(document["windows"], [
      { timeZone: "UTC", startTime: "2026-12-20 10:00 AM", duration: "15d", recurrence: { type: "Yearly" } },
    ]);
    const entities = (changes: Json) =>
      (of(changes)["entityConfigs"] as { entities: Json[] }[])[0]?.entities[1];
    assert.deepEqual(entities({}), { type: "EnvType", filterType: "Equals", entityRefs: ["Production"] });
    assert.deepEqual(entities({ environments: "all" }), { type: "EnvType", filterType: "All" });
  });
});
