/** What layers can know of a target: the data of the ConfigMap `app-values`. */
import { sizeOf } from "../../catalog/effective";
import type { Catalog } from "../../catalog/model";
import { targetNames } from "../../catalog/names";
import type { Fault } from "../fault";
import type { Target } from "../targets";
import type { Layer } from "./read";

/** Values by name, all of them texts; undefined where the platform does not give one. */
export type Values = Readonly<Record<string, string | undefined>>;

/** What a target is called. Layouts have stand-ins here. */
export interface Naming {
  readonly name: string;
  readonly team: string;
}

/** Every value that a layer may read. */
export function valuesOf(catalog: Catalog, target: Target, { name, team }: Naming): Values {
  const { service, environment, label, region } = target;
  const { domain, class: ingressClass } = catalog.platform.ingress;
  const size = sizeOf(catalog, service, environment);
  return {
    name,
    team,
    environment: label,
    region,
    namespace: targetNames.namespace(label, name, region),
    host: domain === undefined ? undefined : `${name}.${label}.${domain}`,
    ingressClass,
    port: String(service.port),
    healthPath: service.healthPath,
    cpu: size.cpu,
    memory: size.memory,
    minReplicas: String(size.minReplicas),
    maxReplicas: String(size.maxReplicas),
  };
}

/** Where a person gives a value that is optional. */
const sources: Readonly<Record<string, readonly string[]>> = { host: ["ingress", "domain"] };

/** A fault for each value that a layer reads and that is not there. */
export function missingValues(layers: readonly Layer[], values: Values, target: Target): Fault[] {
  return layers.flatMap((layer) =>
    layer.values
      .filter((name) => values[name] === undefined)
      .map((name): Fault => {
        const source = sources[name];
        if (source !== undefined) {
          const key = source.join(".");
          return {
            code: "MAN003",
            message: `${layer.path} reads the value ${name}, which needs ${key} of platform.yaml`,
            hint: `add ${key}`,
            at: { in: "platform", path: source },
          };
        }
        return {
          code: "MAN003",
          message: `${layer.path} reads the value ${name}, which does not exist`,
          hint: `read one of ${Object.keys(values).join(", ")}`,
          at: { in: "service", service: target.service.name, path: [] },
        };
      }),
  );
}
