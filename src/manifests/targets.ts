/** What is generated: one folder a service, environment and region. */
import { clusterOf, effectiveRegions, orderedEnvironments } from "../catalog/effective";
import type { Catalog, Cluster, Service } from "../catalog/model";

/** A service at one of its places. */
export interface Target {
  readonly service: Service;
  /** Catalog key of the environment: `int`. */
  readonly environment: string;
  /** What paths and namespaces call it: `int-stable`. */
  readonly label: string;
  readonly region: string;
  readonly cluster: Cluster & { readonly key: string };
  /** Below the folder of all generated files: `payment-service/int-stable/euw1`, as the Harness service reads it. */
  readonly folder: string;
}

/** Every target of the catalog, by service, promotion order and region; the account that hosts it plays no part. */
export function targetsOf(catalog: Catalog): Target[] {
  return catalog.services.flatMap((service) =>
    orderedEnvironments(catalog.platform, service.environments).flatMap((environment) =>
      effectiveRegions(catalog, service, environment).flatMap((region) => {
        const label = catalog.platform.environments[environment]?.label;
        const cluster = clusterOf(catalog, environment, region, service.target);
        if (label === undefined || cluster === undefined) return [];
        const folder = `${service.name}/${label}/${region}`;
        return [{ service, environment, label, region, cluster, folder }];
      }),
    ),
  );
}
