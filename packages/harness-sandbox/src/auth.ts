import { timingSafeEqual } from "node:crypto";
import { query, type Call } from "./call";
import { Refusal } from "./refusal";

/** Paths that name the account in the header `Harness-Account`; all others use a query parameter. */
const headerPrefix = "/v1/";
/** The monitoring service calls the query parameter `accountId`, all others `accountIdentifier`. */
const monitoringPrefix = "/cv/";
/** Policy management takes calls without an account: the key belongs to one. */
const optionalPrefix = "/pm/";

/**
 * Checks the API key and the account a call is for. There is no fallback user.
 * @throws Refusal 401 for a missing or unknown key and for another account, 400 where the account must be named.
 */
export function authenticate(call: Call, apiKey: string): void {
  const given = call.header("x-api-key");
  if (given === undefined || given === "") throw unauthorized("Token is missing: send the header x-api-key");
  if (!sameText(given, apiKey)) throw unauthorized("Token is not valid");
  const account = accountOf(call);
  if (account !== undefined && account !== call.account.id) {
    throw unauthorized(`Token is not valid for account [${account}]`);
  }
}

function accountOf(call: Call): string | undefined {
  if (call.path.startsWith(headerPrefix)) return call.header("harness-account") || undefined;
  const parameter = call.path.startsWith(monitoringPrefix) ? "accountId" : "accountIdentifier";
  const account = query(call, parameter);
  if (account === undefined && !call.path.startsWith(optionalPrefix)) {
    throw new Refusal(400, "INVALID_REQUEST", `query param ${parameter} must not be null`);
  }
  return account;
}

function unauthorized(message: string): Refusal {
  return new Refusal(401, "INVALID_TOKEN", message);
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
