/** A proposal as texts: the catalog files it would leave behind. Pure; nothing is written or sent. */
import type { CatalogFile } from "../catalog/files";
import { entriesOf } from "../catalog/entryList";
import { parseCatalog } from "../catalog/load";
import type { Catalog } from "../catalog/model";
import { parsedForEdit, readEntry } from "../catalog/written";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { added, applied } from "./apply";
import { branchOf, digestOf, serviceOf, titleOf, type Changes } from "./change";

/** The catalog that a proposal starts from. */
export interface BaseCatalog {
  /** Commit of the base branch. */
  readonly commit: string;
  /** Paths count from the top of the repository. */
  readonly files: readonly CatalogFile[];
  readonly catalog: Catalog;
}

/** A catalog file that a proposal changes. */
export interface ChangedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A proposal before anything is sent. Without `files` the catalog says so already. */
export interface Draft {
  readonly changes: Changes;
  readonly digest: string;
  readonly branch: string;
  readonly title: string;
  readonly services: readonly string[];
  readonly files: readonly ChangedFile[];
  /** The whole catalog afterwards, checked. */
  readonly catalog: Catalog;
}

/** Which change a problem is about. */
export interface Subject {
  /** Index of the change. */
  readonly change: number;
  /** Leads to the value from the top of the entry. */
  readonly path: readonly (string | number)[];
}

/** Problems of a draft, with what they are about where that is one of the changes. */
export class DraftError extends CatalogError {
  constructor(
    readonly findings: readonly { readonly problem: Problem; readonly about: Subject | undefined }[],
  ) {
    super(findings.map((finding) => finding.problem));
    this.name = "DraftError";
  }
}

/**
 * Applies changes to a catalog and checks the whole of it.
 *
 * @throws DraftError CAT030 when a service to add exists with other values, CAT035 when one to change or remove does
 * not exist, and every problem of the catalog afterwards, with its place in the file as it would be
 */
export function draftOf(base: BaseCatalog, changes: Changes): Draft {
  checkShapes(changes);
  const digest = digestOf(changes);
  const files = filesAfter(base.files, changes);
  const catalog = checkedCatalog(files, base, changes);
  const before = new Map(base.files.map(({ path, text }) => [path, text]));
  return {
    changes,
    digest,
    branch: branchOf(changes, digest),
    title: titleOf(changes),
    services: changes.map(serviceOf).sort(),
    files: files
      .map(({ path, text }) => ({ path, before: before.get(path) ?? "", after: text }))
      .filter(({ before, after }) => before !== after),
    catalog,
  };
}

/** New entries go in all at once: the parsing of a large catalog is what takes the time. */
function filesAfter(files: readonly CatalogFile[], changes: Changes): readonly CatalogFile[] {
  const entries = changes.flatMap((change) => (change.kind === "add" ? [change.entry] : []));
  if (entries.length === changes.length) return added(files, entries, about);
  return changes.reduce((texts, change, index) => about(index, () => applied(texts, change)), files);
}

/** All mistakes of all entries at once. */
function checkShapes(changes: Changes): void {
  const findings = changes.flatMap((change, index) => {
    if (change.kind === "remove") return [];
    return problemsOf(() => readEntry(change.entry)).map((each) => ({
      problem: each,
      about: { change: index, path: each.path ?? [] },
    }));
  });
  if (findings.length > 0) throw new DraftError(findings);
}

function about<T>(change: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new DraftError(
      error.problems.map((each) => ({ problem: each, about: { change, path: ["name"] } })),
    );
  }
}

function checkedCatalog(files: readonly CatalogFile[], base: BaseCatalog, changes: Changes): Catalog {
  try {
    return parseCatalog(files, base.catalog.library);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    throw new DraftError(
      error.problems.map((each) => ({ problem: each, about: subjectOf(each, files, changes) })),
    );
  }
}

/** Leads from a place in the file as it would be back to the change that put it there. */
function subjectOf(
  { place, path = [] }: Problem,
  files: readonly CatalogFile[],
  changes: Changes,
): Subject | undefined {
  const file = files.find(({ path: name }) => name === place?.file);
  const [list, index, ...rest] = path;
  if (file === undefined || list !== "services" || typeof index !== "number") return undefined;
  const { entries } = entriesOf(parsedForEdit(file.text, file.path));
  const change = changes.findIndex((each) => serviceOf(each) === entries[index]?.name);
  return change < 0 ? undefined : { change, path: rest };
}

function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof CatalogError) return error.problems;
    throw error;
  }
}
