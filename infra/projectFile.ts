/** `Pulumi.yaml` and `Pulumi.<stack>.yaml`, as files that a person writes. */
import { join } from "node:path";
import { readYaml } from "@harness-catalog/located-yaml/readYaml";
import { problem, type CatalogError, type Place } from "@harness-catalog/problems";
import { isMissing, mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";

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
  const read = readYaml(text);
  if (read.wrong !== undefined) {
    const before = text.slice(0, read.wrong.offset).split("\n");
    const place = { file: name, line: before.length, column: before.at(-1)!.length + 1 };
    throw malformed(name, `is no YAML: ${read.wrong.message}`, place);
  }
  const content = read.value ?? null;
  if (content === null) return {};
  if (typeof content !== "object" || Array.isArray(content))
    throw malformed(name, "holds no mapping at its top", startOf(name));
  return content as Record<string, unknown>;
}

/** CMD011 about a file of the project. */
export function malformed(name: string, what: string, place: Place): CatalogError {
  return problem("CMD011", `${name} ${what}`, `correct ${name}, or restore it from Git`, place);
}

/** The first character of a file. */
export function startOf(file: string): Place {
  return { file, line: 1, column: 1 };
}
