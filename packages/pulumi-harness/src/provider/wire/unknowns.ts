/** Values that are not known yet at preview. The engine sends one marker string per type (sdk/go/common/resource/plugin/rpc.go). */

/** Marks the place of a value that is known only after another resource exists. */
export class Unknown {
  toJSON(): string {
    return unknownMarker;
  }
}

/** The one unknown value: all are alike. */
export const unknown = new Unknown();

/** Marker of an unknown string, which stands for an unknown of any type on the way back. */
export const unknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const markers = new Set([
  unknownMarker,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a wire string is a marker. */
export function isUnknownMarker(value: unknown): boolean {
  return typeof value === "string" && markers.has(value);
}

/** Whether a decoded value is or holds an unknown. */
export function containsUnknown(value: unknown): boolean {
  if (value instanceof Unknown) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(containsUnknown);
}

/** Whether the value at a path, or anything the path leads through, is unknown. */
export function isUnknownAt(value: unknown, path: readonly PropertyKey[]): boolean {
  let here = value;
  for (const step of path) {
    if (here instanceof Unknown) return true;
    if (typeof here !== "object" || here === null) return false;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return containsUnknown(here);
}
