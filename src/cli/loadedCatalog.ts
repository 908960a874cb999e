import { resolve } from "node:path";
import { loadCatalog } from "../catalog/load";
import type { Catalog } from "../catalog/model";
import { planCatalog, type Plan } from "../plan";
import { catalogDir } from "./catalogDir";
import type { Io } from "./io";
import { text, type ParsedArgs } from "./options";
import { stackName } from "./stackName";

/** Folder of the template library: HARNESS_CATALOG_TEMPLATES, else undefined for the one of this repository. Absolute. */
export function templatesDir(io: Io): string | undefined {
  const named = io.env["HARNESS_CATALOG_TEMPLATES"];
  return named === undefined || named === "" ? undefined : resolve(io.cwd, named);
}

/** The catalog that a command works on. @throws CatalogError with every problem at once */
export function loadedCatalog(args: ParsedArgs, io: Io): Catalog {
  return loadCatalog(catalogDir(args, io), templatesDir(io));
}

/** What the catalog leads to in an account that hosts all of it, for commands that need no account. */
export function wholePlan(catalog: Catalog, args: ParsedArgs): Plan {
  return planCatalog(catalog, {
    account: text(args, "account") ?? "sandbox",
    environments: Object.keys(catalog.platform.environments),
    stack: stackName(args),
  });
}
