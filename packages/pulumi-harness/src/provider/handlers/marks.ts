/**
 * Change marks, for kinds whose list carries no content (pipelines, templates): the mark kept in state tells from the
 * list alone whether an object must be read again. Pure.
 */

/** When Harness made and last changed an object, as a list's summary says (ms). */
export interface Times {
  readonly created: number;
  readonly updated: number;
}

/**
 * Milliseconds by which the creation time in a summary may come after the server's clock in the answer of the create:
 * the clock has whole seconds and belongs to the edge of the network.
 */
const slack = 10_000;

/** Mark of an object that was read when it had this time of change. */
export function markOfRead(updated: unknown): string | undefined {
  return typeof updated === "number" ? `updated:${updated}` : undefined;
}

/** Mark of an object just made; the answer of a create does not say when, but the server's clock does. */
export function markOfCreate(serverTime: number): string | undefined {
  return serverTime === 0 ? undefined : `created:${serverTime}`;
}

/**
 * Whether the mark proves that nothing changed. After a read: the time of change is the same. After a create: the
 * object was never changed since it was made, and it was made no later than by that create.
 */
export function provesUnchanged(mark: string | undefined, times: Times): boolean {
  const match = /^(updated|created):(\d+)$/.exec(mark ?? "");
  if (match === null) return false;
  const time = Number(match[2]);
  if (match[1] === "updated") return times.updated === time;
  return times.updated === times.created && times.created <= time + slack;
}
