/** Which writes a state proves to have ended as it says. Pure. */
import { notesOf, type StateResource } from "./deploymentState";
import type { WriteEntry } from "./journal";

/**
 * The writes whose end the state does not know. A create or an update is proven by its name, which the provider puts
 * into the state it answers with; a delete by the absence of what was there before.
 */
export function unproven(
  writes: readonly WriteEntry[],
  resources: readonly StateResource[],
): readonly WriteEntry[] {
  const names = new Set(writes.map(({ write }) => write));
  const states = new Map<string, unknown[]>();
  for (const resource of resources)
    states.set(resource.urn, [...(states.get(resource.urn) ?? []), notesOf(resource).write]);
  return writes.filter(({ op, urn, write }) => {
    const known = states.get(urn) ?? [];
    return op === "delete"
      ? !known.every((name) => typeof name === "string" && names.has(name))
      : !known.includes(write);
  });
}
