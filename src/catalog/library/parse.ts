/** One file of the template library. */
import { LineCounter } from "yaml";
import { valid } from "semver";
import type { Problem } from "@harness-catalog/problems";
import type { CatalogFile } from "../files";
import { readYaml } from "@harness-catalog/located-yaml/readYaml";
import { templateTypes, type TemplateVersion } from "./model";

type Mapping = Readonly<Record<string, unknown>>;

/**
 * The version a file holds, or what is wrong with it. Folder and file name must say what the document says, so that
 * nobody edits one version in the file of another.
 */
export function parseTemplate(
  { path, text }: CatalogFile,
  folder: string,
  fileName: string,
): TemplateVersion | Problem {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const read = readYaml(text);
  if (read.wrong !== undefined) {
    const { message, hint, offset } = read.wrong;
    return { code: "TPL002", message, hint, place: at(offset) };
  }
  const refuse = (message: string, hint: string, ...keys: string[]): Problem => {
    const node = read.document.getIn(["template", ...keys], true) as
      { range?: readonly number[] } | undefined;
    return { code: "TPL002", message, hint, place: at(node?.range?.[0] ?? 0) };
  };
  const template = mapping(mapping(read.value)["template"]);
  const { identifier, name, description, type, versionLabel, spec } = template;
  if (identifier !== folder)
    return refuse(
      `identifier is ${show(identifier)}, the folder is "${folder}"`,
      "use one name for both",
      "identifier",
    );
  if (typeof versionLabel !== "string" || valid(versionLabel) !== versionLabel)
    return refuse(
      `versionLabel is ${show(versionLabel)}, not a version such as 1.0.0`,
      "write MAJOR.MINOR.PATCH",
      "versionLabel",
    );
  if (fileName !== `${versionLabel}.yaml`)
    return refuse(
      `versionLabel is "${versionLabel}", the file is ${fileName}`,
      `name the file ${versionLabel}.yaml`,
      "versionLabel",
    );
  const known = templateTypes.find((each) => each === type);
  if (known === undefined)
    return refuse(`type is ${show(type)}`, `use one of ${templateTypes.join(", ")}`, "type");
  if (typeof name !== "string") return refuse("the template has no name", "add one", "name");
  if (Object.keys(mapping(spec)).length === 0)
    return refuse("the template has no spec", "write what it stands for under spec", "spec");
  return {
    identifier: folder,
    name,
    description: typeof description === "string" ? description : "",
    type: known,
    label: versionLabel,
    spec: mapping(spec),
    file: path,
  };
}

function mapping(value: unknown): Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

function show(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value);
}
