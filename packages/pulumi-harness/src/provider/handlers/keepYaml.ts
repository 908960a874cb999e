/** Tags and description inside a YAML body, where the console writes them too. Pure. */
import type { Document } from "yaml";
import { parseDocument } from "yaml";
import { parseYaml } from "../values";

/** What an object says of itself in its YAML body and beside it. */
export interface Given {
  readonly text: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly description: string;
}

interface Labels {
  readonly tags: Readonly<Record<string, unknown>>;
  readonly description: unknown;
}

/** The text Harness has, without the tags and the description the program has not said. */
export function withoutLabels(root: string, said: string, text: string): string {
  const [own, there] = [labelsOf(root, said), labelsOf(root, text)];
  const foreign = Object.keys(there.tags).filter((key) => !(key in own.tags));
  const described = isNothing(own.description) && !isNothing(there.description);
  if (foreign.length === 0 && !described) return text;
  return edited(text, (document) => {
    for (const key of foreign) document.deleteIn([root, "tags", key]);
    if (described) document.deleteIn([root, "description"]);
  });
}

/** The text the program wants, with the tags and the description people have given. `said` is its last one. */
export function withLabels(root: string, said: string, wanted: string, given: Given): string {
  const [before, now, there] = [said, wanted, given.text].map((text) => labelsOf(root, text)) as Three;
  const foreign = Object.entries({ ...given.tags, ...there.tags }).filter(
    ([key]) => !(key in before.tags) && !(key in now.tags),
  );
  const description = isNothing(there.description) ? given.description : there.description;
  const described = [before, now].every((labels) => isNothing(labels.description)) && !isNothing(description);
  if (foreign.length === 0 && !described) return wanted;
  return edited(wanted, (document) => {
    for (const [key, value] of foreign) document.setIn([root, "tags", key], value);
    if (described) document.setIn([root, "description"], description);
  });
}

type Three = [Labels, Labels, Labels];

function labelsOf(root: string, text: string): Labels {
  const body = (parseYaml(text) as Record<string, Partial<Labels> | null> | null | undefined)?.[root];
  const tags = body?.tags;
  return {
    tags: typeof tags === "object" && tags !== null ? tags : {},
    description: body?.description,
  };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/** A text that cannot be edited stays as it is. */
function edited(text: string, change: (document: Document) => void): string {
  const document = parseDocument(text, { logLevel: "silent" });
  if (document.errors.length > 0) return text;
  change(document);
  return document.toString({ lineWidth: 0 });
}
