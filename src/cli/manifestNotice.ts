/** Says when what pipelines deploy is not what the catalog says: cheaply, and never as a reason to stop. */
import { resolve } from "node:path";
import type { Catalog } from "../catalog/model";
import { listWords } from "@harness-catalog/problems/suggest";
import { readLayers } from "../manifests/layers/read";
import { outdatedServices } from "../manifests/outdated";
import { planTargets } from "../manifests/plan";
import { counted } from "./counted";
import type { Io } from "./io";
import { layersDir } from "./layersDir";

/** Where the generated files are looked for, and which of them concern a stack. */
export interface ManifestQuestion {
  readonly catalog: Catalog;
  /** Catalog keys of the environments that the stack hosts; undefined: all. */
  readonly environments: readonly string[] | undefined;
}

const renew = "renew them with npx harness-catalog manifests, and commit what it writes";

/**
 * Services of a stack whose generated files are missing, or were made from another catalog or by hand; undefined when there
 * are none. Compares digests, runs no tool. What stands in the way of a look is told in the same place, and nothing is thrown.
 */
export function manifestNotice(io: Io, { catalog, environments }: ManifestQuestion): string | undefined {
  try {
    const folder = catalog.platform.repository.manifests;
    const planned = planTargets(catalog, readLayers(layersDir(io)), []).filter(
      ({ target }) => environments?.includes(target.environment) ?? true,
    );
    const { missing, stale } = outdatedServices(resolve(io.cwd, folder), planned);
    const told = [...said(missing, "missing"), ...said(stale, "stale")];
    if (told.length === 0) return undefined;
    return `${told.join("; ")}: pipelines deploy what is in ${folder}/ on their branch; ${renew}`;
  } catch (error) {
    const why = (error as Error).message.split("\n")[0];
    return `whether the generated manifests are those of this catalog cannot be told: ${why}; npx harness-catalog manifests says all`;
  }
}

function said(services: readonly string[], what: string): string[] {
  const count = counted(services.length, "service");
  return services.length === 0 ? [] : [`manifests of ${count} are ${what}: ${listWords(services)}`];
}
