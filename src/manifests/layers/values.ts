/** What layers can know of a target: the data of the ConfigMap `app-values`. */
import type { Catalog } from "../../catalog/model";
import { targetNames } from "../../catalog/names";
import type { Fault } from "../fault";
import type { Target } from "../targets";
import type { Layer } from "./read";

/** Values by name, all of them texts; undefined where the platform does not give one. */
export type Values = Readonly<Record<string, string | undefined>>;

/** What tells targets of one kind from each other. Layouts have stand-ins here. */
export interface Naming {
  readonly name: string;
  readonly team: string;
  /** Label of the environment. */
  readonly environment: string;
  readonly region: string;
  readonly cpu: string;
  readonly memory: string;
  readonly minReplicas: string;
  readonly maxReplicas: string;
}

/** Every value that a layer may read. */
export function valuesOf(catalog: Catalog, { service }: Target, naming: Naming): Values {
  const { name, environment, region } = naming;
  const { domain, class: ingressClass } = catalog.platform.ingress;
  return {
    ...naming,
    namespace: targetNames.namespace(environment, name, region),
    host: domain === undefined ? undefined : `${name}.${environment}.${domain}`,
    ingressClass,
    port: String(service.port),
    healthPath: service.healthPath,
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
