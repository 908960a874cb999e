/** Whether the record of a stack and a run speak of the same account, and the one refusal where they do not. Pure. */
import { problem, type CatalogError } from ".";

/** Where an account is reached; what nobody has said is absent, or empty as CI hands it over. */
export interface AccountPlace {
  readonly accountId?: string | undefined;
  readonly endpoint?: string | undefined;
}

/** Variable that names earlier endpoints of the same account, comma-separated; `--moved-from` sets it. */
export const movedFromVariable = "HARNESS_CATALOG_MOVED_FROM";

/** The endpoints that a value of {@link movedFromVariable} names. */
export function movedFrom(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((endpoint) => endpoint.trim())
    .filter((endpoint) => endpoint !== "");
}

/**
 * Whether two endpoints are one: case of scheme and host, the default port, a trailing slash, credentials, query and
 * fragment count for nothing (RFC 3986, 6.2).
 */
export function isSameEndpoint(one: string, other: string): boolean {
  return shownEndpoint(one) === shownEndpoint(other);
}

/** An endpoint as it is compared and shown: never with credentials. Text that is no URL stays as it is. */
export function shownEndpoint(endpoint: string): string {
  if (!URL.canParse(endpoint)) return endpoint.replace(/\/+$/, "");
  const { protocol, host, pathname } = new URL(endpoint);
  return `${protocol}//${host.replace(/\.(?=:|$)/, "")}${pathname.replace(/\/+$/, "")}`;
}

/**
 * The refusal of a run that was told of another account or endpoint than its stack was applied to. A key must never
 * reach a host it was not given for, and an object must never be looked for in the wrong account.
 * @param last where the stack was applied to, by its state
 * @param told what this run was told
 * @param moved earlier endpoints of the same account
 * @returns CMD012; undefined when they agree, or one of them says nothing
 */
export function otherAccount(
  last: AccountPlace,
  told: AccountPlace,
  moved: readonly string[] = [],
): CatalogError | undefined {
  if (last.accountId && told.accountId && last.accountId !== told.accountId) {
    return problem(
      "CMD012",
      `this stack was applied to account "${last.accountId}", not "${told.accountId}"`,
      `use one stack per account: --stack <other>, or set HARNESS_ACCOUNT_ID (harness:accountId) to ${last.accountId}`,
    );
  }
  const [before, now] = [last.endpoint, told.endpoint];
  if (!before || !now || isSameEndpoint(before, now)) return undefined;
  if (moved.some((endpoint) => isSameEndpoint(endpoint, before))) return undefined;
  return problem(
    "CMD012",
    `this stack was applied to ${shownEndpoint(before)}, not ${shownEndpoint(now)}`,
    `set HARNESS_ENDPOINT (harness:endpoint) to ${shownEndpoint(before)}, or use another stack; where the same account ` +
      `has a new address, add --moved-from ${shownEndpoint(before)} (plain pulumi: ${movedFromVariable})`,
  );
}
