/** What can go wrong between a call and its answer. */
import type { Problem } from "../../errors";

/** Harness answered with something else than success. */
export class HarnessError extends Error {
  constructor(
    /** HTTP status; 200 when a governance policy denied the change. */
    readonly status: number,
    /** Harness's error code, or "" where the body carries none. */
    readonly code: string,
    message: string,
    readonly correlationId = "",
    /** Whether the body was a JSON object, so that the answer is one of Harness and not of something in between. */
    readonly fromHarness = true,
  ) {
    super(message);
    this.name = "HarnessError";
  }
}

/** A write that may or may not have happened: the connection broke, the time ran out or the server failed half-way. */
export class AmbiguousWrite extends Error {
  constructor(readonly reason: Error) {
    super(reason.message);
    this.name = "AmbiguousWrite";
  }
}

/** No usable answer within the attempts or the time allowed. */
export class Unreachable extends Error {
  constructor(
    message: string,
    /** Code and cure where a proxy or a certificate is in the way. */
    readonly known?: Pick<Problem, "code" | "hint">,
  ) {
    super(message);
    this.name = "Unreachable";
  }
}

/** The object to update does not exist. */
export class Gone extends Error {
  constructor() {
    super("the object does not exist any more");
    this.name = "Gone";
  }
}

/** What the monitoring service says, with the code of any bad request, of a monitored service that does not exist. */
const noMonitoredService = /^Monitored Source Entity\b.* is not present\.?$/;

const missingCodes = new Set(["RESOURCE_NOT_FOUND_EXCEPTION", "ENTITY_NOT_FOUND", "RESOURCE_NOT_FOUND"]);

/**
 * Whether the object does not exist. Harness says so with 404, with 400 and one of three codes, or, for monitored
 * services (its published server source), with 400 and words. A 404 without a JSON
 * body comes from something between (a wrong endpoint, a proxy) and proves nothing.
 */
export function isNotFound(error: unknown): boolean {
  if (!(error instanceof HarnessError) || !error.fromHarness) return false;
  if (error.status === 404 || (error.status < 500 && missingCodes.has(error.code))) return true;
  return error.status === 400 && noMonitoredService.test(error.message);
}

/** Whether a create was refused because the object exists already: 409, a DUPLICATE code, or the words. */
export function isConflict(error: unknown): boolean {
  if (!(error instanceof HarnessError) || error.status < 400 || error.status >= 500) return false;
  return (
    error.status === 409 ||
    error.code.startsWith("DUPLICATE") ||
    /already (exists?|present|in use|been used)|duplicate/i.test(error.message)
  );
}
