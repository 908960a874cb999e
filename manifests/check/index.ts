/** Everything that rendered manifests are held to before they are written. */
import type { Catalog } from "../../catalog/model";
import { CatalogError } from "../../errors";
import { manifestsName, type RenderedTarget } from "../render";
import { straySyntax } from "./braces";
import { validateDocuments } from "./kubeconform";
import { judgeObjects } from "./policies";

/** Paths of the programs; asked for only when there is something to check. */
export interface Checkers {
  readonly kubeconform: () => Promise<string>;
  readonly opa: () => Promise<string>;
}

/**
 * Checks targets: no stray templates, then kubeconform and the policies, both at once.
 * @param shown what messages call a file of a folder
 * @returns how many objects were looked at
 * @throws CatalogError MAN020 to MAN023, POL002, with every problem of the step that fails
 */
export async function checkTargets(
  catalog: Catalog,
  checkers: Checkers,
  targets: readonly RenderedTarget[],
  shown: (folder: string, name: string) => string,
): Promise<number> {
  const manifests = targets.flatMap((rendered) => {
    const text = rendered.files[manifestsName];
    return text === undefined ? [] : [{ rendered, text, file: shown(rendered.folder, manifestsName) }];
  });
  if (manifests.length === 0) return 0;
  const stray = manifests.flatMap(({ text, file, rendered }) =>
    straySyntax(text, file, rendered.planned.target),
  );
  if (stray.length > 0) throw new CatalogError(stray);
  const objects = manifests.flatMap(({ rendered, file }) => {
    const { service, environment } = rendered.planned.target;
    const size = service.resources?.overrides[environment]?.size ?? service.size;
    return rendered.objects().map(({ line, value }) => ({ file, line, value, size }));
  });
  const [kubeconform, opa] = [await checkers.kubeconform(), await checkers.opa()];
  const found = await Promise.all([
    validateDocuments(kubeconform, manifests),
    judgeObjects(opa, catalog, objects),
  ]);
  const problems = found.flat();
  if (problems.length > 0) throw new CatalogError(problems);
  return objects.length;
}
