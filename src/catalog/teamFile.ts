/** The file of one team: its entries need not name the team, because the file does. */
import { isMapping, valueAt } from "./check/values";
import type { Source } from "@harness-catalog/located-yaml/source";

/** An entry as data, with the team of its file where it names none. What is no mapping stays as it is. */
export function entryWithTeam(entry: unknown, team: string | undefined): unknown {
  return team === undefined || !isMapping(entry) || "team" in entry ? entry : { ...entry, team };
}

/** The source with the file's team in every entry that names none. The text and its places stay as they are. */
export function withTeam(source: Source, team: string | undefined): Source {
  const list = valueAt(source.value, ["services"]);
  if (team === undefined || !isMapping(source.value) || !Array.isArray(list)) return source;
  const services = list.map((entry) => entryWithTeam(entry, team));
  return { ...source, value: { ...source.value, services } };
}
