/** Layouts: what kustomize is run on. Targets that differ only in what has stand-ins share one. */
import type { Catalog } from "../../catalog/model";
import type { Layer } from "../layers/read";
import { valuesOf, type Naming } from "../layers/values";
import type { Target } from "../targets";

/** Input of one run of kustomize, as JSON, which is YAML as well. Equal texts are the same layout. */
export interface Layout {
  /** Paths of layers in it begin with {@link layersMark}. */
  readonly kustomization: string;
  /** The ConfigMap `app-values`. */
  readonly values: string;
}

/** Stands for the folder of all layers, whose path depends on where kustomize runs. */
export const layersMark = "LAYERS/";

/** What kustomize is to build for a target under the given names and sizes. */
export function layoutOf(catalog: Catalog, target: Target, layers: readonly Layer[], naming: Naming): Layout {
  const values = valuesOf(catalog, target, naming);
  const [base, ...components] = layers;
  const patches = patchesOf(target);
  const kustomization = {
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    namespace: values["namespace"],
    resources: [`${layersMark}${base?.path}`, "values.yaml"],
    components: components.map(({ path }) => `${layersMark}${path}`),
    labels: [
      { pairs: { "app.kubernetes.io/name": naming.name }, includeSelectors: true },
      {
        pairs: {
          "app.kubernetes.io/component": target.service.archetype,
          "app.kubernetes.io/managed-by": "harness-catalog",
          "harness-catalog/environment": naming.environment,
          "harness-catalog/region": naming.region,
          "harness-catalog/team": naming.team,
        },
        includeTemplates: true,
      },
    ],
    ...(patches.length === 0 ? {} : { patches }),
    // As the layers list them: an order by name would make the output depend on the names.
    sortOptions: { order: "fifo" },
  };
  const configMap = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "app-values", annotations: { "config.kubernetes.io/local-config": "true" } },
    data: values,
  };
  return { kustomization: JSON.stringify(kustomization), values: JSON.stringify(configMap) };
}

/** Where the pods of an archetype are described, and by what. */
const workloads = {
  api: { apiVersion: "apps/v1", kind: "Deployment", wrap: (spec: object) => ({ template: { spec } }) },
  listener: { apiVersion: "apps/v1", kind: "Deployment", wrap: (spec: object) => ({ template: { spec } }) },
  streaming: { apiVersion: "apps/v1", kind: "Deployment", wrap: (spec: object) => ({ template: { spec } }) },
  scheduler: {
    apiVersion: "batch/v1",
    kind: "CronJob",
    wrap: (spec: object) => ({ jobTemplate: { spec: { template: { spec } } } }),
  },
  job: { apiVersion: "batch/v1", kind: "Job", wrap: (spec: object) => ({ template: { spec } }) },
} as const;

/** What a service says of its workload that is no value of a layer: its variables and its clock. */
function patchesOf({ service }: Target): object[] {
  const { apiVersion, kind, wrap } = workloads[service.archetype];
  const patch = (spec: object) => ({
    target: { kind },
    patch: JSON.stringify({ apiVersion, kind, metadata: { name: "app" }, spec }),
  });
  const env = Object.entries(service.env).sort(([a], [b]) => (a < b ? -1 : 1));
  const container = { name: "app", env: env.map(([name, value]) => ({ name, value })) };
  return [
    ...(env.length === 0 ? [] : [patch(wrap({ containers: [container] }))]),
    ...(service.cron === undefined ? [] : [patch({ schedule: service.cron })]),
  ];
}
