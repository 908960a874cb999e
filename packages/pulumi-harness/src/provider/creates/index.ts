/** What an account has in the places of objects that a plan would create: the provider's way to Harness, for the CLI. */
import { explain } from "../rpc/failure";
import { Session } from "../rpc/session";
import type { Connection } from "../api/settings";
import { findingsOf } from "./look";
import type { Create, Finding } from "./model";

export type { Create, Finding } from "./model";

/**
 * Looks with the provider's client, limiter and retries. Only reads.
 * @param env what the connection leaves open, the call log among it
 * @param stack for the cure of what is refused
 * @throws CatalogError HAR002 when account or key are missing or a setting is invalid, HAR001 when the key is refused, HAR006
 * when nobody answers
 */
export async function lookForCreates(
  connection: Connection,
  env: Readonly<Record<string, string | undefined>>,
  stack: string,
  creates: readonly Create[],
): Promise<ReadonlyMap<Create, Finding>> {
  const session = new Session({ ...env });
  session.configure({ ...connection });
  try {
    return await findingsOf(session.ready, stack, creates);
  } catch (error) {
    // The first failure ends the look; calls that wait for another attempt must not keep the process.
    session.cancel();
    throw explain(error, { name: "the look at the account" });
  }
}
