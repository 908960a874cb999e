import { type Case, inProject, otherTags, tags } from "./case";

/** Settings of a health source; the order of the keys is not that of the answer. */
export const healthSpec = JSON.stringify({
  metricDefinitions: [
    { identifier: "errors", metricName: "errors", groupName: "http", query: "rate(errors[1m])" },
  ],
  feature: "apm",
  connectorRef: "account.prom1",
});

/** A monitored service with one health source and a change source of each sort. */
export const request = {
  name: "svc1 in env1",
  type: "Application",
  description: "one",
  serviceRef: "svc1",
  environmentRef: "env1",
  tags,
  healthSources: [{ name: "Errors", identifier: "errors", type: "Prometheus", spec: healthSpec }],
  changeSources: [
    {
      name: "Alerts",
      identifier: "alerts",
      type: "PagerDuty",
      enabled: true,
      spec: JSON.stringify({ pagerDutyServiceId: "P1" }),
      category: "Alert",
    },
  ],
};

export const casesMonitoring = {
  monitoredService: {
    parents: ["organization", "project", "environment", "service", "secretText", "prometheusConnector"],
    inputs: { identifier: "ms1", ...inProject, request },
    importId: "org1/prj1/ms1",
    update: { request: { ...request, description: "two" } },
    replace: { request: { ...request, serviceRef: "svc2" } },
    bad: { request: { ...request, tags: ["bare"] } },
    badProperty: "request.tags[0]",
    foreign: { request: { ...request, tags: otherTags } },
  },
} satisfies Readonly<Record<string, Case>>;
