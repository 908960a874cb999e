/** Anchors of an entry that are used elsewhere in its file: they would go with the entry. */
import { isAlias, visit, type Alias, type Node } from "yaml";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { aliasTargets } from "@harness-catalog/located-yaml/bounds";
import type { EntryList, WrittenEntry } from "./entryList";
import { placeAt, type Source } from "@harness-catalog/located-yaml/source";

/**
 * Refuses to take an entry away, or to write it anew, while something outside uses an anchor of it.
 * @param source the file as it is, so that places are those a person sees
 * @throws CatalogError CAT063 for each anchor and each entry that uses it
 */
export function refuseUsedAnchors(source: Source, list: EntryList, entry: WrittenEntry): void {
  const problems = new Map<string, Problem>();
  const own = nodesOf(entry.node);
  for (const [alias, target] of aliasTargets(source.document).targets) {
    if (target === undefined || !own.has(target) || own.has(alias)) continue;
    const user = list.entries.find(({ node }) => nodesOf(node).has(alias))?.name ?? "the file";
    const key = `${user} ${alias.source}`;
    if (!problems.has(key)) problems.set(key, used(source, entry.name, user, alias, target));
  }
  if (problems.size > 0) throw new CatalogError([...problems.values()]);
}

function used(source: Source, name: string, user: string, alias: Alias, anchor: Node): Problem {
  const line = source.lines.linePos(anchor.range?.[0] ?? 0).line;
  return {
    code: "CAT063",
    message: `${user} uses &${alias.source}, which is written in ${name} (line ${line})`,
    hint: `write the values out in ${user} first`,
    place: placeAt(source.path, source.lines, alias.range?.[0] ?? 0),
  };
}

function nodesOf(node: Node): ReadonlySet<Node> {
  const nodes = new Set<Node>();
  visit(node, {
    Node(_key, each) {
      nodes.add(each);
    },
  });
  if (isAlias(node)) nodes.add(node);
  return nodes;
}
