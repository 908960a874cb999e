/** The GitHub repository of the catalog, as the connector of platform.yaml names it. */
import type { Platform } from "../catalog/model";
import type { CatalogRepository } from "./templates/softwareTemplate";

/** Where the catalog is kept. The connector is a GitHub connector; the checks of the catalog see to that. */
export function repositoryOf({ repository, connectors }: Platform): CatalogRepository {
  const connector = connectors[repository.connector];
  if (connector?.type !== "github") throw new Error(`${repository.connector} is no GitHub connector`);
  const address = new URL(connector.url);
  const owner = address.pathname.split("/").filter((part) => part !== "")[0] ?? "";
  return {
    host: address.host,
    owner,
    name: repository.name,
    branch: repository.branch,
    generated: repository.manifests,
  };
}
