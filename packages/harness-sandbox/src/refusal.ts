/** The account says no: what the client gets to see. Anything else that is thrown is a bug and becomes a 500. */
export class Refusal extends Error {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Harness' error code; clients of `/ng/api` decide by it whether an object is gone. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
  }
}

/** The request is wrong in itself or breaks a rule. */
export function invalid(message: string): Refusal {
  return new Refusal(400, "INVALID_REQUEST", message);
}

/** The object is not there. The official client takes 404 with exactly this code as "removed". */
export function notFound(message: string): Refusal {
  return new Refusal(404, "RESOURCE_NOT_FOUND_EXCEPTION", message);
}

/** The identifier is taken. */
export function duplicate(message: string): Refusal {
  return new Refusal(400, "DUPLICATE_FIELD", message);
}

/** The object is used by others and force delete was not asked for. */
export function stillReferenced(message: string): Refusal {
  return new Refusal(400, "ENTITY_REFERENCE_EXCEPTION", message);
}
