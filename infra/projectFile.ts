/** `Pulumi.yaml` and `Pulumi.<stack>.yaml`, as files that a person writes. */
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { problem, type CatalogError, type Place } from "../errors";
import { isMissing, mostYamlBytes, readTextFile } from "../paths/plainFile";

/**
 * The mapping in a file of the project.
 * @param root folder of Pulumi.yaml
 * @returns an empty one where the file is empty, undefined where there is none
 * @throws CatalogError CMD011 at the line, for what cannot be read, is no YAML, or no mapping
 */
export function readProjectFile(root: string, name: string): Record<string, unknown> | undefined {
  const path = join(root, name);
  let text: string;
  try {
    text = readTextFile(path, mostYamlBytes);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw malformed(name, `cannot be read: ${(error as Error).message}`, startOf(name));
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const { line, col } = lines.linePos(wrong.pos[0]);
    const what = wrong.message.split("\n")[0]!.replace(/ at line \d+.*$/, "");
    throw malformed(name, `is no YAML: ${what}`, { file: name, line, column: col });
  }
  const content = mappingOf(() => document.toJS() as unknown, name);
  if (content === null) return {};
  if (typeof content !== "object" || Array.isArray(content))
    throw malformed(name, "holds no mapping at its top", startOf(name));
  return content as Record<string, unknown>;
}

/** Aliases that would unfold without end are refused by the library, with an error of its own. */
function mappingOf(read: () => unknown, name: string): unknown {
  try {
    return read() ?? null;
  } catch (error) {
    throw malformed(name, `is no YAML: ${(error as Error).message}`, startOf(name));
  }
}

/** CMD011 about a file of the project. */
export function malformed(name: string, what: string, place: Place): CatalogError {
  return problem("CMD011", `${name} ${what}`, `correct ${name}, or restore it from Git`, place);
}

/** The first character of a file. */
export function startOf(file: string): Place {
  return { file, line: 1, column: 1 };
}
