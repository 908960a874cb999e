/** Brings the folder of generated files to what the catalog says (R-177…R-189). */
import { join } from "node:path";
import type { Catalog } from "../catalog/model";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { checkTargets, type Checkers } from "./check";
import type { LayerLibrary } from "./layers/read";
import { isUpToDate } from "./outdated";
import type { PlannedTarget } from "./plan";
import { renderTargets, type RenderedTarget } from "./render";
import { ownFolders, readIfThere, type OwnFolder } from "./tree/read";
import { namesIn, removeFolder, writeFolder } from "./tree/write";

/** What to do, and with what. */
export interface Request {
  readonly catalog: Catalog;
  readonly library: LayerLibrary;
  /** Every target of that catalog, planned with that library. */
  readonly planned: readonly PlannedTarget[];
  /** Absolute path of the folder of all generated files. */
  readonly root: string;
  /** What messages call it. */
  readonly shownRoot: string;
  readonly tools: Checkers & { readonly kustomize: () => Promise<string> };
  /** Write nothing; end with a problem for every file that is not as it ought to be. */
  readonly check: boolean;
  /** Check every target, not only those that change. */
  readonly checkAll: boolean;
  /** Folders of the targets to look at; undefined: all. Folders that nobody wants are removed in any case. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** What was done. Folders are named from the root of all generated files. */
export interface Outcome {
  /** All there are. */
  readonly targets: number;
  /** Targets whose files were made anew and compared. */
  readonly rendered: number;
  /** Folders with a file that was written. */
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Objects that kubeconform and the policies looked at. */
  readonly checked: number;
}

/**
 * Generates. Nothing is written before everything has been rendered and checked.
 * @throws CatalogError MAN codes, CMD013 when a file cannot be written
 */
export async function generate(request: Request): Promise<Outcome> {
  const { catalog, library, planned, root, tools, check, checkAll, only } = request;
  const own = new Map(ownFolders(root).map((folder) => [folder.folder, folder]));
  const wanted = new Set(planned.map(({ target }) => target.folder));
  const superfluous = [...own.values()].filter(({ folder }) => !wanted.has(folder));

  const looked = planned.filter(({ target }) => only === undefined || only.has(target.folder));
  // A check does not take the word of the folder that it checks.
  const open = looked.filter((each) => check || !isUpToDate(root, each, own.get(each.target.folder)));
  const toRender = checkAll ? looked : open;
  const rendered = await renderTargets(tools.kustomize, library.root, toRender);
  const differing = rendered.filter((each) => differs(root, each, own.get(each.folder)));
  refuseForeign(request, differing, own);
  const checked = await checkTargets(catalog, tools, checkAll ? rendered : differing, (folder, name) =>
    join(request.shownRoot, folder, name),
  );
  if (check) refuseStale(request, differing, superfluous, own);
  else {
    for (const each of differing) writeFolder(root, each, leftOver(root, each, own.get(each.folder)));
    for (const each of superfluous) removeFolder(root, each);
  }
  return {
    targets: planned.length,
    rendered: rendered.length,
    written: differing.map(({ folder }) => folder),
    removed: superfluous.map(({ folder }) => folder),
    checked,
  };
}

/** Also when a file is there that the target has no more, such as after a move to ECS. */
function differs(root: string, rendered: RenderedTarget, own: OwnFolder | undefined): boolean {
  const { folder, files } = rendered;
  return (
    Object.entries(files).some(([name, text]) => readIfThere(join(root, folder, name)) !== text) ||
    leftOver(root, rendered, own).length > 0
  );
}

/** Files of ours that a folder ought to have no more. */
function leftOver(root: string, { folder, files }: RenderedTarget, own: OwnFolder | undefined): string[] {
  return (own === undefined ? [] : namesIn(own.metadata)).filter(
    (name) => files[name] === undefined && readIfThere(join(root, folder, name)) !== undefined,
  );
}

/** A folder without our metadata.json may hold a file of somebody else under a name of ours. */
function refuseForeign(
  { root, shownRoot }: Request,
  differing: readonly RenderedTarget[],
  own: ReadonlyMap<string, OwnFolder>,
): void {
  const problems = differing
    .filter(({ folder }) => !own.has(folder))
    .flatMap(({ folder, files }) =>
      Object.keys(files)
        .filter((name) => ![undefined, files[name]].includes(readIfThere(join(root, folder, name))))
        .map((name): Problem => {
          const file = join(shownRoot, folder, name);
          return {
            code: "MAN011",
            message: `${file} is there, and no metadata.json says that it is generated`,
            hint: "move it away, or delete it",
            place: { file, line: 1, column: 1 },
          };
        }),
    );
  if (problems.length > 0) throw new CatalogError(problems);
}

function refuseStale(
  { root, shownRoot }: Request,
  differing: readonly RenderedTarget[],
  superfluous: readonly OwnFolder[],
  own: ReadonlyMap<string, OwnFolder>,
): void {
  const hint = "run `npx harness-catalog manifests` and commit what it writes";
  const say = (folder: string, name: string, what: string): Problem => {
    const file = join(shownRoot, folder, name);
    return { code: "MAN010", message: `${file} is ${what}`, hint, place: { file, line: 1, column: 1 } };
  };
  const problems = [
    ...differing.flatMap((each) => [
      ...Object.entries(each.files).flatMap(([name, text]) => {
        const there = readIfThere(join(root, each.folder, name));
        if (there === text) return [];
        return [say(each.folder, name, there === undefined ? "missing" : "not what the catalog leads to")];
      }),
      ...leftOver(root, each, own.get(each.folder)).map((name) => say(each.folder, name, "superfluous")),
    ]),
    ...superfluous.map(({ folder }) =>
      say(folder, "metadata.json", "of a target that the catalog does not have"),
    ),
  ];
  if (problems.length > 0) throw new CatalogError(problems);
}
