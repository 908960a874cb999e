/** How an object is known again, and where objects can be. Pure. */
import { type Kind, specs } from "../../sdk/spec";
import type { Plain } from "../wire/struct";
import type { KnownObject, Place } from "./model";

/** One text for an object in its account: its kind and what locates it. */
export function addressOf({ kind, properties }: KnownObject): string {
  return [kind, ...specs[kind].address.map((key) => textOf(properties[key]))].join("/");
}

/** The kind of a type token; undefined for what is no Harness object. */
export function kindOf(token: string): Kind | undefined {
  return (Object.keys(specs) as Kind[]).find((kind) => specs[kind].token === token);
}

/** The account, and every organization and project that objects are in, each once. */
export function placesOf(objects: readonly Plain[]): Place[] {
  const places = new Map<string, Place>();
  const add = (place: Place) => places.set(JSON.stringify(place), place);
  add({});
  for (const { orgId, projectId } of objects) {
    if (typeof orgId !== "string") continue;
    add({ orgId });
    if (typeof projectId === "string") add({ orgId, projectId });
  }
  return [...places.values()];
}

/** Whether a kind can be in such a place, by the forms of its import ids. */
export function isPossible(kind: Kind, { orgId, projectId }: Place): boolean {
  const needs = (form: string, key: string) => form.split("/").includes(key);
  return specs[kind].importId.forms.some(
    (form) =>
      needs(form, "orgId") === (orgId !== undefined) &&
      needs(form, "projectId") === (projectId !== undefined),
  );
}

/** The scope among the properties of an object. */
export function placeOf({ orgId, projectId }: Plain): Place {
  return {
    ...(typeof orgId === "string" ? { orgId } : {}),
    ...(typeof projectId === "string" ? { projectId } : {}),
  };
}

/** Text of a property; an absent one is empty. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
