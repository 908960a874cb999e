/** A YAML file of a person that is no catalog: a template, a layer, a stack file. Within bounds, right, and as plain data. */
import type { Document } from "yaml";
import { aliasTargets, parseBounded, type Excess } from "./bounds";

/** What a text holds, or the first thing that is wrong with it. */
export type YamlRead =
  | { readonly document: Document.Parsed; readonly value: unknown; readonly wrong?: undefined }
  | { readonly wrong: Excess };

/** Parses a text to its end: errors of its YAML, and what the library would make no value of, are told at their places. */
export function readYaml(text: string): YamlRead {
  const { document, excess } = parseBounded(text);
  if (excess !== undefined) return { wrong: excess };
  const [error] = document.errors;
  if (error !== undefined) return { wrong: { message: error.message, hint: correct, offset: error.pos[0] } };
  const [broken] = brokenAliases(document);
  if (broken !== undefined) return { wrong: broken };
  const plain = plainValue(document);
  return "wrong" in plain ? plain : { document, ...plain };
}

const correct = "correct the YAML here or just above";

/** Aliases without an anchor above them. */
export function brokenAliases(document: Document.Parsed): Excess[] {
  const broken = [...aliasTargets(document).targets].filter(([, target]) => target === undefined);
  return broken.map(([alias]) => ({
    message: `the alias *${alias.source} has no anchor above it`,
    hint: `write &${alias.source} before the value it stands for`,
    offset: alias.range?.[0] ?? 0,
  }));
}

/** Whatever the library refuses to make a value of, such as a merge of what is no mapping, is a problem of the text. */
export function plainValue(document: Document.Parsed): { value: unknown } | { wrong: Excess } {
  try {
    return { value: document.toJS({ maxAliasCount: -1 }) as unknown };
  } catch (error) {
    const message = `the YAML makes no value: ${(error as Error).message}`;
    return {
      wrong: { message, hint: "write the values out, without anchors, merge keys and tags", offset: 0 },
    };
  }
}
