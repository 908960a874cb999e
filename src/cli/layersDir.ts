import { resolve } from "node:path";
import type { Io } from "./io";

/** Folder of the kustomize layers: HARNESS_CATALOG_LAYERS, else undefined for those of this repository. Absolute. */
export function layersDir(io: Io): string | undefined {
  const named = io.env["HARNESS_CATALOG_LAYERS"];
  return named === undefined || named === "" ? undefined : resolve(io.cwd, named);
}
