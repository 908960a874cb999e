/** Byte-stable YAML: the same value gives the same text on every machine and in every run. */
import { stringify } from "yaml";

/** What a document can hold. A member that is `undefined` is left out. */
export type Yaml = string | number | boolean | readonly Yaml[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: Yaml | undefined;
}

/**
 * One document under its root key, in the order the members are given.
 * Strings that a YAML 1.1 reader takes for something else (`yes`, `12:30`) are quoted: Harness reads with one.
 */
export function renderYaml(root: string, content: YamlMap): string {
  return stringify(
    { [root]: content },
    { aliasDuplicateObjects: false, compat: "yaml-1.1", lineWidth: 0, minContentWidth: 0 },
  );
}
