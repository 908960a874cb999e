/** Where something of a checked catalog is written, for problems that show only later. */
import type { Place } from "@harness-catalog/problems";
import type { CatalogFile } from "./files";
import { rolesIn } from "./layout";
import { locate, type Path } from "@harness-catalog/located-yaml/locate";
import { parseSource } from "@harness-catalog/located-yaml/source";
import { isMapping, valueAt } from "./check/values";

/** A value of platform.yaml, or of the entry of a service. */
export type CatalogPath =
  | { readonly in: "platform"; readonly path: Path }
  | { readonly in: "service"; readonly service: string; readonly path: Path };

/** The place of a value, or of its closest ancestor that is written; undefined when no file holds it. */
export function placeOf(files: readonly CatalogFile[], at: CatalogPath): Place | undefined {
  const roleOf = rolesIn(files.map(({ path }) => path));
  for (const file of files) {
    const isPlatform = roleOf(file.path) === "platform";
    if (isPlatform !== (at.in === "platform")) continue;
    const source = parseSource(file);
    if (at.in === "platform") return locate(source, at.path).place;
    const entries = valueAt(source.value, ["services"]);
    const index = Array.isArray(entries)
      ? entries.findIndex((entry) => isMapping(entry) && entry["name"] === at.service)
      : -1;
    if (index >= 0) return locate(source, ["services", index, ...at.path]).place;
  }
  return undefined;
}
