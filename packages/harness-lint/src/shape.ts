/**
 * Shapes: which keys a mapping may hold, as data, so that a misspelt key is seen where the published schema accepts any.
 * A key in no list is unknown, not wrong.
 */
import type { Finding, Json, Path } from "./model";
import { listWords } from "@harness-catalog/problems/suggest";
import { isMapping, text } from "./values";
import { misspelledKey, unchecked } from "./vocabulary";

/** `any` accepts everything; a list shape holds for each element; a function delays or chooses by the mapping itself. */
export type Shape = "any" | KeyShape | { readonly each: Shape } | ((value: Json) => Shape);

/** A mapping, by its keys. */
export interface KeyShape {
  readonly keys: Readonly<Record<string, Shape>>;
  /** Keys that belong to another place, and what is known of them: they are `wrong` here, or do nothing (`house`). */
  readonly elsewhere: ReadonlyMap<string, "wrong" | "house">;
}

/** A mapping of the given words, all of any shape, and of the given keys with theirs. */
export function keys(
  words: string,
  inner: Readonly<Record<string, Shape>> = {},
  elsewhere: KeyShape["elsewhere"] = new Map(),
): KeyShape {
  const open = words.split(" ").filter((word) => word !== "");
  return {
    keys: { ...Object.fromEntries(open.map((word) => [word, "any" as const])), ...inner },
    elsewhere,
  };
}

/** Keys that do not belong where a shape is, and what follows. */
export function misplaced(words: string, weight: "wrong" | "house"): KeyShape["elsewhere"] {
  return new Map(words.split(" ").map((word) => [word, weight]));
}

/** A shape that depends on one text of the mapping, made once for each text. */
export function byText(member: string, shapeOf: (chosen: string | undefined) => Shape): Shape {
  const made = new Map<string | undefined, Shape>();
  return (value) => {
    const chosen = text(value[member]);
    const known = made.get(chosen);
    if (known !== undefined) return known;
    const shape = shapeOf(chosen);
    if (made.size < mostShapes) made.set(chosen, shape);
    return shape;
  };
}

/** Documents may hold any text; no more of them are remembered than there are types. */
const mostShapes = 1000;

/** A list of a shape. */
export function each(shape: Shape): Shape {
  return { each: shape };
}

/** The shape that a member of the mapping, usually `type`, chooses. */
export function choose(
  member: string,
  shapes: Readonly<Record<string, Shape>>,
  otherwise: Shape = "any",
): Shape {
  return (value) => shapes[text(value[member]) ?? ""] ?? otherwise;
}

/** The keys of a value that its shape does not have. What is no mapping or list (an expression) has none. */
export function strangeKeys(value: unknown, shape: Shape, path: Path): Finding[] {
  if (shape === "any") return [];
  if (typeof shape === "function") return isMapping(value) ? strangeKeys(value, shape(value), path) : [];
  if ("each" in shape) {
    return Array.isArray(value)
      ? value.flatMap((item, index) => strangeKeys(item, shape.each, [...path, index]))
      : [];
  }
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    if (known !== undefined) return strangeKeys(inner, known, [...path, key]);
    return [strangeKey(key, shape, path)];
  });
}

function strangeKey(key: string, { keys: known, elsewhere }: KeyShape, path: Path): Finding {
  const place = { path: [...path, key], at: "key" as const };
  const around = String(path.findLast((step) => typeof step === "string"));
  const message = `there is no key "${key}" in ${around}`;
  const meant = misspelledKey(key, Object.keys(known));
  if (meant !== undefined) return { ...place, message, hint: `did you mean "${meant}"?` };
  const weight = elsewhere.get(key);
  if (weight === undefined) return { ...place, ...unchecked(`the key "${key}" in ${around}`) };
  return { ...place, weight, message, hint: `use one of ${listWords(Object.keys(known))}` };
}
