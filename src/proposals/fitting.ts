/** The profile of an entry that names none. */
import { basename } from "node:path";
import { repairPlatform } from "../catalog/check/repair";
import type { CatalogFile } from "../catalog/files";
import { platformFileName } from "../catalog/layout";
import { parseSource } from "@harness-catalog/located-yaml/source";
import { readEntry, type EntryValues } from "../catalog/written";

/**
 * Gives entries a profile for their archetype. The default of the schema is one for APIs: where it is not the archetype's,
 * the first one by name that is takes its place. An entry that names a profile, and one that no profile fits, stay.
 */
export function fitting(files: readonly CatalogFile[]): <Entry extends EntryValues>(entry: Entry) => Entry {
  const file = files.find(({ path }) => basename(path) === platformFileName);
  const profiles = file && repairPlatform(parseSource(file).value)?.value.profiles;
  return (entry) => {
    if (entry["profile"] !== undefined || profiles === undefined) return entry;
    const { archetype, profile } = readEntry(entry);
    if (profiles[profile]?.archetypes.includes(archetype) === true) return entry;
    const [first] = Object.keys(profiles)
      .filter((key) => profiles[key]?.archetypes.includes(archetype))
      .sort();
    return first === undefined ? entry : { ...entry, profile: first };
  };
}
