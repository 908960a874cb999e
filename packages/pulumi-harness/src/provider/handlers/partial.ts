import type { Found } from "./handler";

/** A write of several calls that failed after the first: the object exists, but not as desired. */
export class PartialWrite extends Error {
  constructor(
    /** What exists now, as far as it is known. */
    readonly found: Found,
    readonly reason: Error,
  ) {
    super(reason.message);
    this.name = "PartialWrite";
  }
}
