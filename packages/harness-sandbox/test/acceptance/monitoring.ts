import { del, get, post, put } from "../requests";
import type { AcceptanceCase } from "./acceptanceCase";
import { inProject } from "./place";

const id = "AccMonitored_kQvZr";
const place = inProject(id);
const base = "/cv/api/monitored-service";
const one = `${base}/${id}?${place.query}`;

/** Neither the service nor the environment nor the connector exists. */
function body(name: string, changeSources: readonly object[]): object {
  const spec = {
    connectorRef: "somewhere",
    feature: "logs",
    queries: [{ name: "errors", query: "*", indexes: ["main"], serviceInstanceIdentifier: "pod" }],
  };
  return {
    ...place.fields,
    identifier: id,
    name,
    type: "Application",
    description: "description",
    serviceRef: "some_service",
    environmentRef: "some_environment",
    tags: { foo: "bar", bar: "foo" },
    sources: { healthSources: [{ name: "n", identifier: "i", type: "DatadogLog", spec }], changeSources },
  };
}

function monitoredCase(test: string, changeSources: readonly object[]): AcceptanceCase {
  const step = (name: string, send: typeof post, path: string) => ({
    apply: [send(path, body(name, changeSources))],
    reads: { "data.monitoredService.identifier": id, "data.monitoredService.name": name },
  });
  return {
    test,
    given: place.given,
    steps: [step(id, post, base), step(`${id}_updated`, put, `${base}/${id}`)],
    read: get(one),
    remove: del(one),
    gone: 400,
    goneCode: "INVALID_REQUEST",
  };
}

const change = {
  name: "deployments",
  identifier: "harness_cd_next_gen",
  type: "HarnessCDNextGen",
  enabled: true,
  spec: {},
  category: "Deployment",
};

export const monitoringCases: readonly AcceptanceCase[] = [
  monitoredCase("TestAccResourceMonitoredService", [change]),
  monitoredCase("TestMonitoredServiceWithoutChangeSource", []),
];
