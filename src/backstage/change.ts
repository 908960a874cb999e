/**
 * What the forms do: one entry of the catalog more or less, as texts. The editor and the checks are those of the CLI, so
 * a form refuses what `harness-catalog validate` refuses, with the same messages.
 */
import { join, relative, sep } from "node:path";
import type { CatalogFile } from "../catalog/files";
import type { TemplateLibrary } from "../catalog/library/model";
import { readTemplateLibraryAgain } from "../catalog/library/read";
import { parseCatalog, readCatalogFiles } from "../catalog/load";
import { problem } from "@harness-catalog/problems";
import { applied } from "../proposals/apply";
import { catalogInfo, type GeneratedFile } from "./files";
import { deletionsOf, pipelineUrlOf } from "./outcome";

/** A checked-out repository, or the part of it that holds the catalog. Paths count from its top. */
export interface Checkout {
  readonly files: readonly CatalogFile[];
  readonly library: TemplateLibrary;
}

/** Where a repository keeps its catalog and the templates that the catalog may name. */
export const catalogFolder = "catalog";
export const libraryFolder = "templates/library";

/** A change, before anything is written. Without files there is nothing to change. */
export interface CatalogChange {
  readonly files: readonly GeneratedFile[];
  /** One sentence for the person who asked. */
  readonly summary: string;
  /** Owning team. */
  readonly team: string;
  /** Where the pipeline is or will be; undefined when platform.yaml links no account. */
  readonly pipelineUrl: string | undefined;
}

/** A change that removes, with what goes with the entry, as lines of Markdown. */
export interface CatalogRemoval extends CatalogChange {
  readonly deletes: string;
}

/**
 * Reads catalog and templates of a checked-out repository.
 * @throws CatalogError when a file is missing or unreadable, or a template is none
 */
export function readCheckout(dir: string): Checkout {
  const files = readCatalogFiles(join(dir, catalogFolder)).map(({ path, text }) => ({
    path: relative(dir, path).split(sep).join("/"),
    text,
  }));
  return { files, library: readTemplateLibraryAgain(join(dir, libraryFolder)) };
}

/**
 * Adds an entry. What a form left empty is left out of it. An entry that is there already, exactly like this, changes
 * nothing.
 * @throws CatalogError with every problem of the entry and of the catalog as it would be
 */
export function addition(
  { files, library }: Checkout,
  form: Readonly<Record<string, unknown>>,
): CatalogChange {
  const entry = { name: "", ...withoutEmpty(form) };
  const after = applied(files, { kind: "add", entry });
  const catalog = parseCatalog(after, library);
  const service = catalog.services.find(({ name }) => name === entry.name)!;
  const known = { team: service.team, pipelineUrl: pipelineUrlOf(catalog, service) };
  const [written] = differing(files, after);
  if (written === undefined) {
    const summary = `${service.name} is in the catalog already, exactly like this: no pull request is needed.`;
    return { ...known, files: [], summary };
  }
  const summary = `${service.name} is added to ${written.path}.`;
  return { ...known, files: [written, catalogInfo(catalog, service)], summary };
}

/**
 * Takes an entry out. A service that is not in the catalog changes nothing.
 * @throws CatalogError BST001 when the confirmation is another name, and every problem of the catalog as it would be
 */
export function removal({ files, library }: Checkout, name: string, confirmation: string): CatalogRemoval {
  if (confirmation !== name) {
    const message = `the confirmation is ${JSON.stringify(confirmation)}, the service to remove is ${JSON.stringify(name)}`;
    throw problem("BST001", message, `type ${name} to confirm`);
  }
  const before = parseCatalog(files, library);
  const service = before.services.find((each) => each.name === name);
  if (service === undefined) {
    const summary = `${name} is not in the catalog: no pull request is needed.`;
    return { files: [], summary, team: "", pipelineUrl: undefined, deletes: "" };
  }
  const after = applied(files, { kind: "remove", name });
  parseCatalog(after, library);
  const changed = differing(files, after);
  return {
    files: changed,
    summary: `${name} is taken out of ${changed.map(({ path }) => path).join(", ")}.`,
    team: service.team,
    pipelineUrl: pipelineUrlOf(before, service),
    deletes: deletionsOf(before, service),
  };
}

function differing(before: readonly CatalogFile[], after: readonly CatalogFile[]): GeneratedFile[] {
  return after.filter(({ path, text }) => before.find((file) => file.path === path)?.text !== text);
}

/** Drops what is undefined, null or empty text, and mappings in which nothing is left. */
function withoutEmpty(value: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const kept = Object.entries(value)
    .map(([key, each]) => [key, isMapping(each) ? withoutEmpty(each) : each] as const)
    .filter(([, each]) => each !== undefined && each !== null && each !== "");
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
