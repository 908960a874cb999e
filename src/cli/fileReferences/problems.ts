/** Missing files in words, each once for what names it, with the line of the template. */
import { resolve } from "node:path";
import type { Catalog } from "../../catalog/model";
import type { Place, Problem } from "@harness-catalog/problems";
import { listWords } from "@harness-catalog/problems/suggest";
import { fileNamesOf } from "../../manifests/fileNames";
import { targetsOf } from "../../manifests/targets";
import { readPlainFile } from "@harness-catalog/files/plainFile";
import type { Io } from "../io";
import type { FileReference, TemplateLink } from "./model";

/** A file that a stage names and that is not there. */
export interface Missing {
  readonly reference: FileReference;
  /** From the top of the repository, with its expressions filled in. */
  readonly path: string;
  /** Identifiers. */
  readonly pipeline: string;
  readonly stage: string;
}

/** One problem for each step and path, however many stages have it. */
export function problemsOf(io: Io, catalog: Catalog, missing: readonly Missing[]): Problem[] {
  const groups = new Map<string, Missing[]>();
  for (const each of missing) {
    const { by, file, template } = each.reference;
    const key = JSON.stringify([template, by, template === undefined ? [each.pipeline, file] : file]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => problemOf(io, catalog, group));
}

function problemOf(io: Io, catalog: Catalog, group: readonly Missing[]): Problem {
  const [first] = group as [Missing, ...Missing[]];
  const { file, by, template } = first.reference;
  const places = [...new Set(group.map(({ pipeline, stage }) => `${pipeline}/${stage}`))];
  const place = template === undefined ? undefined : placeIn(io, catalog, template, file);
  return {
    code: "MAN012",
    message:
      `${by} names "${file}": ${first.path} is in no generated folder ` +
      `(${places.length === 1 ? "stage" : `${places.length} stages, such as`} ${places[0]})`,
    hint: `name a file that is generated (${listWords(namesNear(catalog, first.path))}), or correct the path`,
    ...(place === undefined ? {} : { place }),
  };
}

/** The files of the target that the path is nearest to; those that there can be where it is in none. */
function namesNear(catalog: Catalog, path: string): string[] {
  const targets = targetsOf(catalog);
  const root = catalog.platform.repository.manifests;
  const near = targets.filter(({ folder }) => path.startsWith(`${root}/${folder}/`));
  const service = targets.filter(({ service: { name } }) => path.startsWith(`${root}/${name}/`));
  const chosen = near.length > 0 ? near : service.length > 0 ? service : targets;
  return [...new Set(chosen.flatMap(fileNamesOf))];
}

/** Where a template names a file: the line that holds the text; its first line where that cannot be found. */
function placeIn(
  io: Io,
  { library }: Catalog,
  { identifier, version }: TemplateLink,
  text: string,
): Place | undefined {
  const file = library.get(identifier)?.find(({ label }) => label === version)?.file;
  if (file === undefined) return undefined;
  const lines = linesOf(resolve(io.cwd, file));
  const index = lines.findIndex((line) => line.includes(text));
  const at = index < 0 ? undefined : { line: index + 1, column: lines[index]!.indexOf(text) + 1 };
  return { file, ...(at ?? { line: 1, column: 1 }) };
}

function linesOf(path: string): string[] {
  try {
    return readPlainFile(path).toString("utf8").split("\n");
  } catch {
    return [];
  }
}
