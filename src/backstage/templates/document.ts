/** YAML files for Backstage: byte-stable, with a line that says where they come from. */
import { stringify } from "yaml";
import type { Yaml, YamlMap } from "../../documents/yaml";

/** Backstage reads `${{ … }}` itself; to this code it is text. */
export type { Yaml, YamlMap };

const origin = "# Generated from catalog/ by harness-catalog; a change here is overwritten.\n";

/** One file of one or several entities. Members that are undefined are left out. */
export function renderEntities(entities: readonly YamlMap[]): string {
  const documents = entities.map((entity) =>
    stringify(entity, { aliasDuplicateObjects: false, lineWidth: 0, minContentWidth: 0 }),
  );
  return origin + documents.join("---\n");
}
