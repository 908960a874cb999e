/** Where a run was told the account is: the environment first, then the stack file, then a running sandbox. Pure. */
import { problem, type CatalogError } from "@harness-catalog/problems";

type Environment = Readonly<Record<string, string | undefined>>;

/** Harness's own address, for those who name none. */
export const defaultEndpoint = "https://app.harness.io/gateway";

/** Account and endpoint of a run. */
export interface ToldPlace {
  readonly accountId: string | undefined;
  readonly endpoint: string;
}

/**
 * Settles account and endpoint. Empty text counts as unsaid: it is how CI hands over what nobody has set.
 * @param config value of `harness:accountId` or `harness:endpoint` in the stack file
 * @param sandbox the local sandbox; it answers only where no account is named
 */
export function toldPlace(
  env: Environment,
  config: (key: "accountId" | "endpoint") => string | undefined,
  sandbox?: { readonly account: string; readonly url: string },
): ToldPlace {
  const named = env["HARNESS_ACCOUNT_ID"] || config("accountId") || undefined;
  const local = named === undefined ? sandbox : undefined;
  return {
    accountId: named ?? local?.account,
    endpoint: env["HARNESS_ENDPOINT"] || config("endpoint") || local?.url || defaultEndpoint,
  };
}

/** A run that cannot reach an account: CMD010. @param missing what nobody has told */
export function missingConnection(stack: string, missing: "account id" | "API key"): CatalogError {
  return problem(
    "CMD010",
    `stack "${stack}" has no Harness ${missing}`,
    "start a sandbox with `npx harness-catalog sandbox start`, or set HARNESS_ACCOUNT_ID, HARNESS_ENDPOINT and " +
      "HARNESS_PLATFORM_API_KEY, or `pulumi config set [--secret] harness:accountId|endpoint|platformApiKey`",
  );
}
