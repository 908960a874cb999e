/** The provider's own notes in the state of a resource. Pure. */
import type { Wire } from "./wire/struct";

/**
 * Key of the notes. It is the one the Terraform bridge keeps its notes under, so the upstream plugin can take the state
 * over, and the engine never shows or compares it.
 */
const notesKey = "__meta";

/** What the provider notes of a resource. */
export interface Notes {
  /** Proves from a list alone that nothing has changed; see handlers/marks.ts. */
  readonly changeMark?: string;
  /** Name of the write that led to this state; see rpc/writeLog.ts. */
  readonly write?: string;
  /**
   * Set by whoever recovers from a killed run: nothing of this state is to be believed before it is read. `lost` also
   * says that the state never knew the object, so that it may be somebody else's.
   */
  readonly unread?: "lost" | "kept";
  /** Inputs of the writes of that run, which it may have left in the object. */
  readonly said?: readonly Wire[];
}

/** The notes in a state; none when they are damaged. */
export function notesIn(state: Wire): Notes {
  try {
    const text = state[notesKey];
    const { changeMark, write, unread, said } = JSON.parse(typeof text === "string" ? text : "{}") as Notes;
    return {
      ...(typeof changeMark === "string" ? { changeMark } : {}),
      ...(typeof write === "string" ? { write } : {}),
      ...(unread === "lost" || unread === "kept" ? { unread } : {}),
      ...(Array.isArray(said) ? { said } : {}),
    };
  } catch {
    return {};
  }
}

/** The property that keeps notes; none when there is nothing to note. */
export function noted(notes: Notes): Wire {
  return Object.keys(notes).length === 0 ? {} : { [notesKey]: JSON.stringify(notes) };
}
