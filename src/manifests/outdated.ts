/** Which targets have no files, or files that the catalog has left behind: told by digests, without kustomize. */
import type { PlannedTarget } from "./plan";
import { isIntact, ownFolders, type OwnFolder } from "./tree/read";

/** Services, each once, in the order of the catalog. */
export interface Outdated {
  /** With a target that has no generated folder. */
  readonly missing: readonly string[];
  /** With a folder that was made from other inputs, or whose files are not those that were generated. */
  readonly stale: readonly string[];
}

/** Whether a folder holds what its target leads to, byte by byte, as far as its metadata.json can be believed. */
export function isUpToDate(root: string, { inputs }: PlannedTarget, own: OwnFolder | undefined): boolean {
  return own?.metadata?.inputs === inputs && isIntact(root, own);
}

/**
 * The services whose files are not what the catalog leads to. Reads files, runs nothing.
 * @param root absolute path of the folder of all generated files; one that is not there has none
 */
export function outdatedServices(root: string, planned: readonly PlannedTarget[]): Outdated {
  const own = new Map(ownFolders(root).map((folder) => [folder.folder, folder]));
  const missing = new Set<string>();
  const stale = new Set<string>();
  for (const each of planned) {
    const { service, folder } = each.target;
    if (!own.has(folder)) missing.add(service.name);
    else if (!isUpToDate(root, each, own.get(folder))) stale.add(service.name);
  }
  return { missing: [...missing], stale: [...stale].filter((name) => !missing.has(name)) };
}
