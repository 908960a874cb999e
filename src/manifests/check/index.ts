/** Everything that rendered manifests are held to before they are written. */
import type { Catalog } from "../../catalog/model";
import { sizeOf } from "../../catalog/effective";
import { CatalogError, type Problem } from "@harness-catalog/problems";
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
 * Checks targets: no stray templates, then kubeconform and the policies, both at once. Of targets whose manifests differ in
 * nothing but the names of service and team, the first one stands for all, because neither schemas nor policies know names.
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
  const manifests = representatives(targets).map(({ rendered, others }) => ({
    rendered,
    others,
    text: rendered.files[manifestsName] ?? "",
    file: shown(rendered.folder, manifestsName),
  }));
  if (manifests.length === 0) return 0;
  const others = new Map(manifests.map((each) => [each.file, each.others]));
  const refuse = (problems: readonly Problem[]): void => {
    if (problems.length > 0) throw new CatalogError(problems.map((each) => withOthers(each, others)));
  };
  refuse(manifests.flatMap(({ text, file, rendered }) => straySyntax(text, file, rendered.planned.target)));
  const objects = manifests.flatMap(({ rendered, file }) => {
    const { service, environment } = rendered.planned.target;
    const size = sizeOf(catalog, service, environment).key;
    return rendered.objects().map(({ line, value }) => ({ file, line, value, size }));
  });
  const [kubeconform, opa] = [await checkers.kubeconform(), await checkers.opa()];
  const found = await Promise.all([
    validateDocuments(kubeconform, manifests),
    judgeObjects(opa, catalog, objects),
  ]);
  refuse(found.flat());
  return objects.length;
}

/** One target of each variant that has manifests, and how many more there are of it. */
function representatives(
  targets: readonly RenderedTarget[],
): { readonly rendered: RenderedTarget; readonly others: number }[] {
  const counts = new Map<string, { rendered: RenderedTarget; others: number }>();
  for (const rendered of targets) {
    if (rendered.files[manifestsName] === undefined) continue;
    const known = counts.get(rendered.variant);
    if (known === undefined) counts.set(rendered.variant, { rendered, others: 0 });
    else known.others += 1;
  }
  return [...counts.values()];
}

function withOthers(problem: Problem, others: ReadonlyMap<string, number>): Problem {
  const count = others.get(problem.place?.file ?? "") ?? 0;
  if (count === 0) return problem;
  return { ...problem, message: `${problem.message}; the same in ${count} more folders` };
}
