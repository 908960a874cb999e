/** Which HTTP status a problem gets. */
import type { ErrorCode } from "@harness-catalog/problems";

const exact: Readonly<Partial<Record<ErrorCode, number>>> = {
  CAT030: 409,
  CAT035: 404,
  PRO001: 503,
  PRO002: 409,
  PRO003: 502,
  PRO004: 503,
  PRO005: 503,
  PRO006: 503,
  PRO008: 500,
  SRV001: 401,
  SRV002: 403,
  SRV003: 404,
  SRV004: 405,
  SRV005: 400,
  SRV006: 413,
  SRV007: 415,
  SRV008: 422,
  SRV009: 429,
  SRV010: 412,
  SRV011: 401,
  SRV012: 410,
  SRV013: 409,
  SRV014: 400,
  SRV015: 422,
  SRV016: 500,
  SRV020: 404,
  SRV021: 503,
};

/** 422 for whatever is wrong with catalog values, 502 for what GitHub answers, 500 for all that is no fault of a request. */
export function statusOf(code: ErrorCode): number {
  return exact[code] ?? (code.startsWith("CAT") ? 422 : code.startsWith("GIT") ? 502 : 500);
}
