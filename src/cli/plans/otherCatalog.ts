/** Reads the catalog that a plan is compared with. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadCatalog, parseCatalog, readCatalogFiles } from "../../catalog/load";
import { readTemplateLibrary } from "../../catalog/library/read";
import type { Catalog } from "../../catalog/model";
import { CatalogError } from "@harness-catalog/problems";

/** A template with several versions, of which platform.yaml says none: each that came later was added by the other side. */
const undecided = "CAT072";

/**
 * The catalog of a folder, with the templates that lie beside it: they belong to it. Where none do, the library of the newer
 * side stands in for its own. A version that only the newer side has is left out then, because the older platform.yaml cannot
 * say a word about it.
 * @param templates folder of the newer side's library; undefined: that of this repository
 * @throws CatalogError for whatever else is wrong with the catalog
 */
export function otherCatalog(dir: string, templates: string | undefined): Catalog {
  const beside = join(dir, "..", "templates", "library");
  if (existsSync(beside)) return loadCatalog(dir, beside);
  try {
    return loadCatalog(dir, templates);
  } catch (error) {
    if (!(error instanceof CatalogError) || error.problems.some(({ code }) => code !== undecided))
      throw error;
    const added = new Set(error.problems.map(({ message }) => /(\w+) has the versions/.exec(message)?.[1]));
    const library = [...readTemplateLibrary(templates)].map(
      ([name, versions]) => [name, added.has(name) ? versions.slice(0, 1) : versions] as const,
    );
    return parseCatalog(readCatalogFiles(dir), new Map(library));
  }
}
