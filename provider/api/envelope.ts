/** Answers of the API styles, as values or errors (harness API: ResponseDTO, RestResponse, bare `/v1`, bare policy manager). */
import { HarnessError } from "./errors";

/**
 * `ng`: account in the query, ResponseDTO (delegate tokens: RestResponse). `v1`: account in a header, bare. `pm`: account in the query, bare.
 * `cv`: account in the query as `accountId`, RestResponse after writes and ResponseDTO after reads.
 */
export type ApiStyle = "ng" | "v1" | "pm" | "cv";

/** The entity inside a successful answer, or undefined when the body is empty. Throws {@link HarnessError} on a denial. */
export function entityOf(style: ApiStyle, status: number, body: string): unknown {
  if (body === "") return undefined;
  const parsed = parse(body);
  if (parsed === undefined) {
    throw new HarnessError(status, "", "the answer is not JSON", "", false);
  }
  if (style === "cv") {
    const { data, resource } = parsed as { data?: unknown; resource?: unknown };
    return data ?? resource ?? undefined;
  }
  if (style !== "ng") return parsed;
  const { data, resource } = parsed as { data?: unknown; resource?: unknown };
  const denied = governanceDenial(data);
  if (denied !== undefined) throw new HarnessError(status, "GOVERNANCE_DENIED", denied);
  return data ?? resource ?? undefined;
}

/** The error inside an unsuccessful answer. */
export function errorOf(status: number, body: string): HarnessError {
  const parsed = parse(body);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return new HarnessError(status, "", `HTTP ${status} without a Harness error body`, "", false);
  }
  const error = parsed as ErrorBody;
  const message =
    error.message ??
    error.responseMessages?.[0]?.message ??
    error.errors?.map((e) => `${e.fieldId ?? ""} ${e.error ?? ""}`).join("; ") ??
    `HTTP ${status}`;
  const code = typeof error.code === "string" ? error.code : (error.name ?? "");
  return new HarnessError(status, code, String(message), error.correlationId ?? "");
}

interface ErrorBody {
  readonly message?: string;
  readonly code?: string | number;
  readonly name?: string;
  readonly correlationId?: string;
  readonly responseMessages?: readonly { message?: string }[];
  readonly errors?: readonly { fieldId?: string; error?: string }[];
}

/** A denied create or update answers 200 with the entity missing and the verdict beside it. */
function governanceDenial(data: unknown): string | undefined {
  const verdict = (data as { governanceMetadata?: { deny?: boolean; id?: string } } | null)
    ?.governanceMetadata;
  return verdict?.deny === true ? `denied by policy evaluation ${verdict.id ?? ""}`.trim() : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
