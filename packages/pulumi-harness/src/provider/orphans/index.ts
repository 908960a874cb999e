/** Objects of an account that carry a stack's marks and are in no state: the provider's way to Harness, for the CLI. */
import type { Connection } from "../api/settings";
import { explain } from "../rpc/failure";
import { Session } from "../rpc/session";
import { findOrphans } from "./look";
import type { KnownObject, Orphan, Orphans, Owner, Question, Removal } from "./model";
import { assertOwned, tellingObject } from "./owned";
import { removeAll } from "./remove";

export { addressOf, kindOf, placesOf } from "./address";
export { assertReachable } from "./reach";
export { neverRemoved } from "./remove";
export type {
  Connection,
  Kind,
  KnownObject,
  Orphan,
  Orphans,
  Owner,
  Place,
  Question,
  Relative,
  Removal,
  Unseen,
} from "./model";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Deletes orphans with the provider's client, limiter and retries; see removeAll.
 * @throws CatalogError HAR002 as {@link lookForOrphans}
 */
export async function removeOrphans(
  connection: Connection,
  env: Environment,
  owner: Owner,
  orphans: readonly Orphan[],
): Promise<Removal[]> {
  return removeAll(sessionOf(connection, env).ready, owner, orphans);
}

/**
 * Looks for orphans with the provider's client, limiter and retries. Only reads.
 * @param env what the connection leaves open, the call log among it
 * @throws CatalogError HAR002 when account or key are missing or a setting is invalid, HAR006 when nobody answers
 */
export async function lookForOrphans(
  connection: Connection,
  env: Environment,
  question: Question,
): Promise<Orphans> {
  const session = sessionOf(connection, env);
  try {
    return await findOrphans(session.ready, question);
  } catch (error) {
    // The first failure ends the look; calls that wait for another attempt must not keep the process.
    session.cancel();
    throw explain(error, { name: "the look for orphans" });
  }
}

/**
 * Asks of one object of a state whether it is still that state's, before everything is deleted: what carries no marks cannot be
 * asked. Makes one call, none where the state has no identity.
 * @throws CatalogError HAR003 when another state has taken it over, HAR002 and others as {@link lookForOrphans}
 */
export async function assertStateOwns(
  connection: Connection,
  env: Environment,
  objects: readonly KnownObject[],
): Promise<void> {
  const object = tellingObject(objects);
  if (object === undefined) return;
  const session = sessionOf(connection, env);
  try {
    await assertOwned(session.ready, object);
  } catch (error) {
    session.cancel();
    throw explain(error, { name: `the look at ${object.kind}` });
  }
}

function sessionOf(connection: Connection, env: Environment): Session {
  const session = new Session({ ...env });
  session.configure({ ...connection });
  return session;
}
