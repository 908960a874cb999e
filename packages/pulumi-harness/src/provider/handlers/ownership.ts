/** Whether an object that is there already was made by this very stack. Pure. */
import type { ResourceSpec } from "../../sdk/spec";
import { difference } from "../diff";
import { parseYaml, sameValue } from "../values";
import type { Plain } from "../wire/struct";
import { tagMap } from "./tags";

/** The two marks that every owned object carries. */
export const stackMarks = ["managed_by", "catalog_stack"] as const;

/** The mark that tells two states of one stack's name apart; a stack that is older than it has none. */
export const stateMark = "catalog_state";

/** The marks that together name the owner of an object. */
export const ownerMarks = [...stackMarks, stateMark] as const;

/** Values of the marks an object carries. */
export type Marks = Readonly<Partial<Record<(typeof ownerMarks)[number], string>>>;

/**
 * Whose an object is: this stack's by its very state, one of the same stack's name and another state, or not this
 * stack's at all.
 */
export type Kinship = "own" | "other state" | "foreign";

/** Compares marks. The first two must be there; a state's must be the same or be missing on both sides. */
export function kinshipOf(wanted: Marks, found: Marks): Kinship {
  if (!stackMarks.every((mark) => wanted[mark] !== undefined && wanted[mark] === found[mark]))
    return "foreign";
  return wanted[stateMark] === found[stateMark] ? "own" : "other state";
}

/** Whose an existing object is; of kinds without marks it is ours where its identity is equal. */
export function ownerOf(spec: ResourceSpec, desired: Plain, remote: Plain): Kinship {
  const { ownership } = spec;
  if (ownership.by !== "identity") return kinshipOf(marksOf(spec, desired), marksOf(spec, remote));
  const isEqualIdentity = ownership.keys.every(
    (key) => desired[key] === undefined || sameValue(spec, key, desired[key], remote[key]),
  );
  return isEqualIdentity ? "own" : "foreign";
}

/** Whether an existing object was made by this very state of this stack. */
export function isOurs(spec: ResourceSpec, desired: Plain, remote: Plain): boolean {
  return ownerOf(spec, desired, remote) === "own";
}

/**
 * What an existing object is about and cannot be made to be about something else: inputs, or members of inputs, that no
 * update can change, such as the service of a monitored service. Only where the object says them.
 */
export function fixedDifferences(spec: ResourceSpec, desired: Plain, remote: Plain): string[] {
  const { changes } = difference(spec, { inputs: remote, state: {} }, desired);
  return changes
    .filter(({ key, replace }) => replace && remote[key] !== undefined && desired[key] !== undefined)
    .flatMap(({ key }) => {
      const [before, after] = [remote[key] as Plain, desired[key] as Plain];
      const members = (spec.fixed[key] ?? []).filter(
        (member) => !sameValue(spec, member, before[member], after[member]),
      );
      const told = (path: string, now: unknown, then: unknown) =>
        `${path} is ${JSON.stringify(now)}, not ${JSON.stringify(then)}`;
      return members.length === 0
        ? [told(key, before, after)]
        : members.map((member) => told(`${key}.${member}`, before[member], after[member]));
    });
}

/** The marks of an object, wherever its kind keeps them. */
export function marksOf(spec: ResourceSpec, object: Plain): Marks {
  const tags = labelsOf(spec, object);
  const marks = ownerMarks.map((mark) => [mark, tags[mark]] as const);
  return Object.fromEntries(marks.filter(([, value]) => value !== undefined && value !== ""));
}

/** All tags of an object, or the header comments that stand for them; none of a kind that can hold no mark. */
export function labelsOf(spec: ResourceSpec, object: Plain): Readonly<Record<string, string>> {
  const { ownership } = spec;
  if (ownership.by === "identity") return {};
  return ownership.by === "comment"
    ? headerComments(object[ownership.key])
    : { ...yamlTags(spec, object), ...tagMap(tagsOf(ownership.within, object)) };
}

/** Whether a read shows everything the program wants: not where a value is secret. */
export function isReadable(spec: ResourceSpec, desired: Plain): boolean {
  return !spec.secret.some((key) => desired[key] !== undefined);
}

/**
 * Whether an answer is about the object that was asked for: it has an id, and nothing that locates the object differs. Where
 * Harness makes the identifier, what the object is known by must be there too.
 */
export function isSameObject(spec: ResourceSpec, asked: Plain, answered: Plain): boolean {
  const { ownership } = spec;
  const isNamed = typeof answered[spec.id] === "string" && answered[spec.id] !== "";
  const known = ownership.by === "identity" && asked[spec.id] === undefined ? ownership.keys : [];
  const isKnown = known.every((key) => asked[key] === undefined || answered[key] !== undefined);
  const locating = [...spec.importId.forms.flatMap((form) => form.split("/")), spec.id, ...known];
  const agrees = (key: string) =>
    asked[key] === undefined ||
    answered[key] === undefined ||
    typeof asked[key] === "object" ||
    sameValue(spec, key, asked[key], answered[key]);
  return isNamed && isKnown && locating.every(agrees);
}

/** Whether an update would change nothing that can be read. */
export function isEqual(spec: ResourceSpec, desired: Plain, remote: Plain): boolean {
  const hidden = [...spec.local, ...spec.secret];
  const { changes } = difference(spec, { inputs: remote, state: {} }, desired);
  return changes.every(({ key }) => hidden.includes(key));
}

/** The `tags` input, or the member `tags` of the input named. */
function tagsOf(within: string | undefined, object: Plain): string[] | undefined {
  const holder = within === undefined ? object : (object[within] as Plain | undefined);
  return holder?.["tags"] as string[] | undefined;
}

/** `tags` below the single root of the YAML body. */
function yamlTags(spec: ResourceSpec, object: Plain): Record<string, string> {
  const { yaml } = spec;
  const text = yaml === undefined ? undefined : object[yaml.key];
  if (yaml?.root === undefined || typeof text !== "string") return {};
  const root = (parseYaml(text) as Record<string, { tags?: unknown } | null> | undefined)?.[yaml.root];
  return typeof root?.tags === "object" && root.tags !== null ? (root.tags as Record<string, string>) : {};
}

/** `# key: value` lines before the first line that is no comment. */
function headerComments(text: unknown): Record<string, string> {
  const found: Record<string, string> = {};
  for (const line of typeof text === "string" ? text.split("\n") : []) {
    if (line.trim() === "") continue;
    if (!line.startsWith("#")) break;
    const match = /^#\s*([\w-]+):\s*(.*?)\s*$/.exec(line);
    if (match?.[1] !== undefined) found[match[1]] = match[2] ?? "";
  }
  return found;
}
