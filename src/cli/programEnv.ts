import { movedFromVariable } from "@harness-catalog/problems/connection";
import type { Io } from "./io";
import { templatesDir } from "./loadedCatalog";
import { flag, text, whole, type ParsedArgs } from "./options";

/** Tells the provider to take over what another state of the same stack has made. */
export const adoptVariable = "HARNESS_CATALOG_ADOPT_ORPHANS";

/** What the program is told through its environment, under plain `pulumi` too. */
export function programEnv(args: ParsedArgs, io: Io, catalog: string): Record<string, string> {
  const allowed = whole(args, "allow-deletions", 1);
  const imports = text(args, "import");
  const templates = templatesDir(io);
  const moved = text(args, "moved-from");
  return {
    HARNESS_CATALOG_DIR: catalog,
    ...(templates === undefined ? {} : { HARNESS_CATALOG_TEMPLATES: templates }),
    ...(allowed === undefined ? {} : { HARNESS_CATALOG_ALLOW_DELETIONS: String(allowed) }),
    ...(imports === undefined ? {} : { HARNESS_CATALOG_IMPORT: imports }),
    ...(flag(args, "adopt-orphans") ? { [adoptVariable]: "true" } : {}),
    ...(moved === undefined ? {} : { [movedFromVariable]: moved }),
  };
}
