/** Answers of the API styles, as values or errors (harness API: ResponseDTO, RestResponse, bare `/v1`, bare policy manager). */
import { HarnessError, Unproven } from "./errors";

/**
 * `ng`: account in the query, ResponseDTO. `rest`: the same, RestResponse (delegate tokens). `v1`: account in a header, bare. `pm`: account in the query, bare.
 * `cv`: account in the query as `accountId`, RestResponse after writes and ResponseDTO after reads.
 */
export type ApiStyle = "ng" | "rest" | "v1" | "pm" | "cv";

/** Whether the value of a 2xx answer is what a call must be answered with. The value of an empty answer is undefined. */
export type Proof = (value: unknown, status: number) => boolean;

/**
 * The value inside a 2xx answer, once it is proven to be Harness's word of success. Throws {@link HarnessError} when Harness
 * says that it failed or refused, whatever the HTTP status says, and {@link Unproven} for everything that is no answer of
 * Harness to this call: a page, half a body, no envelope, no object, another object.
 */
export function valueOf(style: ApiStyle, status: number, body: string, proves: Proof): unknown {
  const value = body.trim() === "" ? undefined : unwrapped(style, status, body);
  if (proves(value, status)) return value;
  throw new Unproven(status, body.trim() === "" ? "the answer is empty" : `the answer is ${shapeOf(value)}`);
}

/** The error inside an unsuccessful answer. */
export function errorOf(status: number, body: string): HarnessError {
  const parsed = parse(body);
  if (!isObject(parsed)) {
    return new HarnessError(status, "", `HTTP ${status} without a Harness error body`, "", false);
  }
  const error = parsed as ErrorBody;
  const message =
    error.message ??
    error.responseMessages?.[0]?.message ??
    error.errors?.map((e) => `${e.fieldId ?? ""} ${e.error ?? ""}`).join("; ") ??
    `HTTP ${status}`;
  const code = typeof error.code === "string" ? error.code : (error.name ?? "");
  return new HarnessError(status, String(code), String(message), error.correlationId ?? "");
}

interface ErrorBody {
  readonly message?: string;
  readonly code?: string | number;
  readonly name?: string;
  readonly correlationId?: string;
  readonly responseMessages?: readonly { message?: string; level?: string }[];
  readonly errors?: readonly { fieldId?: string; error?: string }[];
}

interface Envelope extends ErrorBody {
  readonly status?: unknown;
  readonly data?: unknown;
  readonly resource?: unknown;
}

function unwrapped(style: ApiStyle, status: number, body: string): unknown {
  const parsed = parse(body);
  if (parsed === undefined) throw new Unproven(status, "the answer is not JSON");
  const envelope = isObject(parsed) ? (parsed as Envelope) : undefined;
  if (envelope !== undefined && saysFailure(envelope)) throw errorOf(status, body);
  const bare = style === "v1" || style === "pm";
  const value = bare ? parsed : contentOf(style, status, envelope);
  const denied = governanceDenial(value);
  if (denied !== undefined) throw new HarnessError(status, "GOVERNANCE_DENIED", denied);
  return value;
}

/** The content of a ResponseDTO, which says SUCCESS, or of a RestResponse, which says nothing when nothing went wrong. */
function contentOf(style: ApiStyle, status: number, envelope: Envelope | undefined): unknown {
  if (style !== "rest" && envelope?.status === "SUCCESS") return envelope.data;
  if (style !== "ng" && envelope !== undefined && envelope.status === undefined && "resource" in envelope)
    return envelope.resource;
  throw new Unproven(status, "the answer does not say that it is a success of Harness");
}

/** `ERROR` and `FAILURE` are how a ResponseDTO says no; a RestResponse has a message of that level and no content. */
function saysFailure({ status, resource, responseMessages }: Envelope): boolean {
  if (status === "ERROR" || status === "FAILURE") return true;
  const messages: readonly unknown[] = Array.isArray(responseMessages) ? responseMessages : [];
  const isRefused = messages.some((message) => isObject(message) && message["level"] === "ERROR");
  return isRefused && (resource === undefined || resource === null);
}

/** A denied create or update answers 200 with the entity missing and the verdict beside it. */
function governanceDenial(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const verdict = (value["governanceMetadata"] ?? value["governance_metadata"]) as
    { deny?: boolean; id?: string } | null | undefined;
  return verdict?.deny === true ? `denied by policy evaluation ${verdict.id ?? ""}`.trim() : undefined;
}

function shapeOf(value: unknown): string {
  if (value === undefined || value === null) return "a success without content";
  if (Array.isArray(value)) return "a list";
  return isObject(value) ? "about something else" : `of the type ${typeof value}`;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
