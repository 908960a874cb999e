import type { Io } from "../io";
import { readConnection } from "../sandbox/connection";

/**
 * The environment by which the provider finds the local sandbox, for stacks that name no account. The key then never
 * becomes an input of a resource, and so stands in no state and no log.
 */
export function sandboxEnv(io: Io, root: string, stackAccount: unknown): Record<string, string> {
  const connection = readConnection(root);
  const named =
    stackAccount !== undefined ||
    io.env["HARNESS_ACCOUNT_ID"] !== undefined ||
    io.env["HARNESS_PLATFORM_API_KEY"] !== undefined;
  if (connection === undefined || named) return {};
  return {
    HARNESS_ACCOUNT_ID: connection.account,
    HARNESS_ENDPOINT: connection.url,
    HARNESS_PLATFORM_API_KEY: connection.apiKey,
  };
}
