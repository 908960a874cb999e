/** Settings of health sources, as Harness takes them: a JSON text for each kind. */

import { metricId } from "../catalog/names";

/** One metric that is compared between two versions. */
export interface Metric {
  readonly name: string;
  readonly query: string;
  readonly risk: "Errors" | "Performance";
  /** Label that tells pods apart; undefined: the kind's usual one. */
  readonly instance: string | undefined;
}

/** Kind and settings of a health source. */
export interface HealthSourceSettings {
  readonly type: string;
  readonly spec: string;
}

/** Source of the shape: examples of the official provider's monitored service. A higher value is the worse one. */
const riskCategories = { Errors: "Errors", Performance: "Performance_Other" } as const;

/** Queries of a Prometheus. @param connector reference of the Prometheus connector */
export function prometheusSource(connector: string, metrics: readonly Metric[]): HealthSourceSettings {
  return {
    type: "Prometheus",
    spec: JSON.stringify({
      connectorRef: connector,
      metricDefinitions: metrics.map((metric) => definition(metric, "pod")),
    }),
  };
}

/** Metric queries of Datadog. @param connector reference of the Datadog connector */
export function datadogSource(connector: string, metrics: readonly Metric[]): HealthSourceSettings {
  return {
    type: "DatadogMetrics",
    spec: JSON.stringify({
      connectorRef: connector,
      feature: "Datadog Cloud Metrics",
      metricDefinitions: metrics.map((metric) => ({
        ...definition(metric, "pod_name"),
        isCustomCreatedMetric: true,
      })),
    }),
  };
}

function definition({ name, query, risk, instance }: Metric, usualInstance: string) {
  const riskProfile = { riskCategory: riskCategories[risk], thresholdTypes: ["ACT_WHEN_HIGHER"] };
  return {
    identifier: metricId(name),
    metricName: name,
    groupName: risk,
    query,
    isManualQuery: true,
    riskProfile,
    analysis: {
      liveMonitoring: { enabled: false },
      deploymentVerification: { enabled: true, serviceInstanceFieldName: instance ?? usualInstance },
      riskProfile,
    },
  };
}
