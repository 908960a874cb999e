/**
 * What people own of an object that the program manages: told apart from what the program said (`last`), and put back into
 * what it says now. Pure.
 */
import type { Keep, ResourceSpec } from "../../sdk/spec";
import { isEmpty } from "../values";
import type { Plain } from "../wire/struct";
import { withLabels, withoutLabels } from "./keepYaml";
import { tagList, tagMap } from "./tags";

/** Whether people can own anything of such an object. */
export function canBeOwned(spec: ResourceSpec): boolean {
  return Object.keys(spec.keeps).length > 0 || spec.yaml?.root !== undefined;
}

/** The inputs of `object` that people may own in part. */
export function sharedInputs(spec: ResourceSpec, object: Plain): Plain {
  const keys = [...Object.keys(spec.keeps), ...(spec.yaml === undefined ? [] : [spec.yaml.key])];
  return Object.fromEntries(keys.map((key) => [key, object[key]]));
}

/** What Harness has, without what people own. */
export function withoutKept(spec: ResourceSpec, last: Plain, remote: Plain): Plain {
  const left = takeOut(spec.keeps, last, remote);
  const { yaml } = spec;
  const [said, text] = yaml === undefined ? [] : [last[yaml.key], remote[yaml.key]];
  if (yaml?.root === undefined || typeof said !== "string" || typeof text !== "string") return left;
  return { ...left, [yaml.key]: withoutLabels(yaml.root, said, text) };
}

/** What the program wants, with what people own. */
export function withKept(spec: ResourceSpec, last: Plain, next: Plain, remote: Plain): Plain {
  const whole = putBack(spec.keeps, last, next, remote);
  const { yaml } = spec;
  const wanted = yaml === undefined ? undefined : next[yaml.key];
  if (yaml?.root === undefined || typeof wanted !== "string") return whole;
  const said = textIn(last, yaml.key);
  const given = {
    text: textIn(remote, yaml.key),
    tags: tagMap(remote["tags"] as string[] | undefined),
    description: textIn(remote, "description"),
  };
  return { ...whole, [yaml.key]: withLabels(yaml.root, said, wanted, given) };
}

type Keeps = Readonly<Record<string, Keep | undefined>>;

function takeOut(keeps: Keeps, last: Plain, remote: Plain): Plain {
  const entries = Object.entries(remote).map(([key, value]) => {
    const keep = keeps[key];
    return [key, keep === undefined ? value : ownValue(keep, last[key], value)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function ownValue(keep: Keep, last: unknown, remote: unknown): unknown {
  if (keep === "tags") {
    const said = tagMap(last as string[] | undefined);
    return tagList(pickKeys(tagMap(remote as string[]), (key) => key in said));
  }
  if (typeof keep === "string") return isEmpty(last) ? undefined : remote;
  if ("within" in keep) {
    const own = takeOut(keep.within, only(last), only(remote));
    return Array.isArray(remote) ? remote.map((item: unknown, i) => (i === 0 ? own : item)) : own;
  }
  const said = byKey(keep.itemsBy, last);
  return items(remote)
    .filter((item) => said.has(item[keep.itemsBy]))
    .map((item) => withTexts(keep, item, (texts) => overlap(texts, textsOf(keep, said, item))));
}

function putBack(keeps: Keeps, last: Plain, next: Plain, remote: Plain): Plain {
  const entries = Object.entries(keeps).map(([key, keep]) => {
    const value = keep === undefined ? next[key] : wholeValue(keep, last[key], next[key], remote[key]);
    return [key, value] as const;
  });
  return { ...next, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}

function wholeValue(keep: Keep, last: unknown, next: unknown, remote: unknown): unknown {
  if (remote === undefined || keep === "sentElsewhere") return next;
  if (keep === "tags") {
    const said = { ...tagMap(last as string[] | undefined), ...tagMap(next as string[] | undefined) };
    const foreign = tagList(pickKeys(tagMap(remote as string[]), (key) => !(key in said)));
    return foreign.length === 0 ? next : [...((next ?? []) as string[]), ...foreign];
  }
  if (keep === "members") return isEmpty(next) ? remote : next;
  if (keep === "unlessGiven") return isEmpty(next) && isEmpty(last) ? remote : next;
  if ("within" in keep) {
    if (isEmpty(next)) return next;
    const whole = putBack(keep.within, only(last), only(next), only(remote));
    return Array.isArray(next) ? next.map((item: unknown, i) => (i === 0 ? whole : item)) : whole;
  }
  return wholeList(keep, last, next, remote);
}

function wholeList(keep: Items, last: unknown, next: unknown, remote: unknown): unknown {
  const [said, wanted, there] = [last, next, remote].map((value) => byKey(keep.itemsBy, value)) as Three;
  const foreign = items(remote).filter((item) => {
    const key = item[keep.itemsBy];
    return !said.has(key) && !wanted.has(key);
  });
  const own = items(next).map((item) =>
    withTexts(keep, item, (texts) => {
      const before = new Set([...textsOf(keep, said, item), ...texts]);
      return [...texts, ...textsOf(keep, there, item).filter((text) => !before.has(text))];
    }),
  );
  return foreign.length === 0 && own.length === 0 ? next : [...own, ...foreign];
}

type Items = Extract<Keep, { itemsBy: string }>;
type ByKey = ReadonlyMap<unknown, Plain>;
type Three = [ByKey, ByKey, ByKey];

function items(value: unknown): Plain[] {
  return Array.isArray(value) ? (value as Plain[]) : [];
}

function byKey(key: string, value: unknown): ByKey {
  return new Map(items(value).map((item) => [item[key], item]));
}

/** The object itself, or the first of a list. */
function only(value: unknown): Plain {
  return ((Array.isArray(value) ? (value as unknown[])[0] : value) ?? {}) as Plain;
}

/** An item with its list of texts changed; without texts it means all of them, and stays. */
function withTexts({ texts }: Items, item: Plain, change: (texts: readonly string[]) => string[]): Plain {
  const value = texts === undefined ? undefined : item[texts];
  return texts === undefined || isEmpty(value) ? item : { ...item, [texts]: change(value as string[]) };
}

function textsOf({ itemsBy, texts }: Items, all: ByKey, { [itemsBy]: key }: Plain): readonly string[] {
  return texts === undefined ? [] : ((all.get(key)?.[texts] ?? []) as string[]);
}

/** What of the texts was said. Where none was, the program means all of them, and every text is a change. */
function overlap(texts: readonly string[], said: readonly string[]): string[] {
  return said.length === 0 ? [...texts] : texts.filter((text) => said.includes(text));
}

function pickKeys(map: Readonly<Record<string, string>>, wanted: (key: string) => boolean) {
  return Object.fromEntries(Object.entries(map).filter(([key]) => wanted(key)));
}

function textIn(object: Plain, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}
