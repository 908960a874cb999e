/** What can go wrong between a call and its answer. */
import type { Problem } from "@harness-catalog/problems";

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

/**
 * A 2xx answer that does not prove the success of the call: it comes from something between, is incomplete, or is about
 * something else.
 */
export class Unproven extends HarnessError {
  constructor(status: number, message: string) {
    super(status, "", message, "", false);
    this.name = "Unproven";
  }
}

/**
 * A list that says there is more and does not say what: a server, or a cache before it, that ignores the number of the page.
 * Harness's word about single objects holds all the same, so whoever can does without the list.
 */
export class EndlessList extends HarnessError {
  constructor(pages: number) {
    super(
      200,
      "ENDLESS_LIST",
      `its list does not end: page ${pages} says that there is more and holds nothing new`,
    );
    this.name = "EndlessList";
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

/** What it says of a place without any, instead of an empty page. */
const noMonitoredServices = /^There are no Monitored Services for the environments\b/;

/** Whether a list was refused because there is nothing in it: a bad request of the monitoring service (its published source). */
export function isEmptyList(error: unknown): boolean {
  return (
    error instanceof HarnessError &&
    error.fromHarness &&
    error.status === 400 &&
    noMonitoredServices.test(error.message)
  );
}

/** How Harness's services say that something does not exist (official client: `helpers/errors.go`; published `ErrorCode`). */
const missingCodes = new Set(["RESOURCE_NOT_FOUND_EXCEPTION", "ENTITY_NOT_FOUND", "RESOURCE_NOT_FOUND"]);

/** The policy manager's error is named and not coded; that this is its name is a guess from the framework of its error shape. */
const missingName = /^not_?found$/i;

/** "Project with identifier [x] not found", for an object within it: what is missing is not the object. */
const missingPlace = /^(?:the )?(account|org|organi[sz]ation|project)\b/i;

/**
 * Whether what was asked for does not exist, in Harness's own words: 404 or 400 with one of its codes or, for monitored
 * services (its published server source), 400 and words. Any other 404, JSON or not, comes from something between (a
 * wrong endpoint, a gateway, a proxy) and proves nothing.
 */
export function isNotFound(error: unknown): error is HarnessError {
  if (!(error instanceof HarnessError) || !error.fromHarness) return false;
  const { status, code, message } = error;
  if (status !== 404 && status !== 400) return false;
  if (missingCodes.has(code)) return true;
  return status === 404 ? missingName.test(code) : noMonitoredService.test(message);
}

/**
 * The place a "not found" is about, where it is not about the object itself: its account, its organization (`org…`) or its
 * project. `kind` is the object's own.
 */
export function missingPlaceOf(error: HarnessError, kind: string): string | undefined {
  const place = missingPlace.exec(error.message)?.[1]?.toLowerCase();
  return place === undefined || kind.toLowerCase().startsWith(place) ? undefined : place;
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
