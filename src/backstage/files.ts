/** Every file that Backstage reads from this repository, made from the catalog. Pure. */
import type { Catalog, Service } from "../catalog/model";
import { addServiceTemplate } from "./templates/addService";
import { renderEntities } from "./templates/document";
import { locationEntity } from "./templates/entities";
import { removeServiceTemplate } from "./templates/removeService";
import { serviceEntities } from "./component";
import { textField } from "./fields";
import { formPages, sizeOverrides } from "./form";
import { repositoryOf } from "./repository";
import { platformEntities, platformTeam, systemName } from "./system";

/** A generated file. `path` counts from the top of the repository. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const templates = "backstage/templates";
const platformFile = "backstage/entities/platform.yaml";

/** All files, by path: the two forms, the platform, one per service, and the one that leads to all of them. */
export function backstageFiles(catalog: Catalog): GeneratedFile[] {
  const { platform, services } = catalog;
  const repository = repositoryOf(platform);
  const owner = platformTeam(platform);
  const add = addServiceTemplate({
    repository,
    owner,
    pages: formPages(platform),
    sizeOverrides: sizeOverrides(platform),
  });
  const remove = removeServiceTemplate({ repository, owner, serviceName: textField("", "name") });
  const targets = [
    `./${platformFile}`,
    `./${templates}/kubernetes-service.yaml`,
    `./${templates}/remove-service.yaml`,
    `./${repository.generated}/*/catalog-info.yaml`,
  ];
  return [
    { path: platformFile, text: renderEntities(platformEntities(platform)) },
    { path: `${templates}/kubernetes-service.yaml`, text: renderEntities([add]) },
    { path: `${templates}/remove-service.yaml`, text: renderEntities([remove]) },
    { path: "catalog-info.yaml", text: renderEntities([locationEntity(systemName(platform), targets)]) },
    ...services.map((service) => catalogInfo(catalog, service)),
  ];
}

/** Whether this room writes a file of the folders it writes to; manifests lie beside the pages of services. */
export function isBackstageFile({ repository }: Catalog["platform"], path: string): boolean {
  if (path.startsWith("backstage/")) return true;
  const parts = path.split("/");
  const depth = repository.manifests.split("/").length;
  return parts.length === depth + 2 && parts.at(-1) === "catalog-info.yaml";
}

/** The file of one service, `generated/<service>/catalog-info.yaml`. */
export function catalogInfo(catalog: Catalog, service: Service): GeneratedFile {
  return {
    path: `${catalog.platform.repository.manifests}/${service.name}/catalog-info.yaml`,
    text: renderEntities(serviceEntities(catalog, service)),
  };
}
