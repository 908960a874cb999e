/** Protobuf structs as plain objects: the wire form keeps secrets and markers, the plain form is what handlers see. */
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isSecret } from "./secrets";
import { isUnknownMarker, unknown, Unknown } from "./unknowns";

/** Properties as the engine sends them, secrets wrapped and unknowns marked. */
export type Wire = Readonly<Record<string, unknown>>;

/** Properties with secrets unwrapped and unknowns as {@link Unknown}; absent and null are the same. */
export type Plain = Readonly<Record<string, unknown>>;

/** Reads a struct; an absent one is empty. */
export function fromStruct(struct: Struct | undefined): Wire {
  return struct === undefined ? {} : struct.toJavaScript();
}

/** Writes a struct; undefined values are left out at every level. */
export function toStruct(wire: Wire): Struct {
  return Struct.fromJavaScript(clean(wire) as Record<string, JavaScriptValue>);
}

/** The plain form of wire properties. */
export function plain(wire: Wire): Plain {
  return plainValue(wire) as Plain;
}

/** The plain form of one wire value. */
export function plainValue(value: unknown): unknown {
  if (isUnknownMarker(value)) return unknown;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  if (isSecret(value)) return plainValue(value.value);
  const entries = Object.entries(value).map(([key, item]) => [key, plainValue(item)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function clean(value: unknown): unknown {
  if (value === undefined) return null;
  if (value instanceof Unknown) return value.toJSON();
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, clean(item)]));
}
