/** The catalog of this repository, as texts. */
import type { CatalogFile } from "../../src/catalog/load";
import { readCatalogFiles } from "../../src/catalog/load";
import { join } from "node:path";

export const exampleDir = join(process.cwd(), "catalog");

/** `platform.yaml` and `services.yaml`, in this order. */
export function exampleFiles(): readonly [platform: CatalogFile, services: CatalogFile] {
  const [platform, services] = readCatalogFiles(exampleDir);
  return [platform!, services!];
}
