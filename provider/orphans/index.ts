/** Objects of an account that carry a stack's marks and are in no state: the provider's way to Harness, for the CLI. */
import type { Connection } from "../api/settings";
import { Session } from "../rpc/session";
import { findOrphans } from "./look";
import type { Orphans, Question } from "./model";

export { addressOf, kindOf, placesOf } from "./address";
export type { Connection, Kind, KnownObject, Orphan, Orphans, Owner, Place, Question, Unseen } from "./model";

/**
 * Looks for orphans with the provider's client, limiter and retries. Only reads.
 * @param env what the connection leaves open, the call log among it
 * @throws CatalogError HAR002 when account or key are missing or a setting is invalid
 */
export async function lookForOrphans(
  connection: Connection,
  env: Readonly<Record<string, string | undefined>>,
  question: Question,
): Promise<Orphans> {
  const session = new Session({ ...env });
  session.configure({ ...connection });
  return findOrphans(session.ready, question);
}
