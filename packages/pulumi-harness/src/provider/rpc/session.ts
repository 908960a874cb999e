import type { ResourceSpec } from "../../sdk/spec";
import { setMaxListeners } from "node:events";
import { problem } from "@harness-catalog/problems";
import {
  type AccountPlace,
  movedFrom,
  movedFromVariable,
  otherAccount,
} from "@harness-catalog/problems/connection";
import { openCallLog } from "../api/callLog";
import { Client } from "../api/client";
import { type Clock, systemClock } from "../api/clock";
import { Limiter } from "../api/limiter";
import { type Connection, settingsFrom } from "../api/settings";
import { transportFor, type Transport } from "../api/transport";
import { type Context } from "../handlers/handler";
import { Lists } from "../handlers/lists";
import type { Plain } from "../wire/struct";
import { containsUnknown } from "../wire/unknowns";
import { openWriteLog, type WriteLog } from "./writeLog";

/** Calls that may start at once, within the 5 % that the default rate leaves below Harness's limit. */
const burst = 10;
/** Enough calls in flight to keep 380 a minute going while each answer takes 4 s. */
const concurrency = 32;

/** What a process was told of its account, and at which endpoints that account was before. */
export interface ToldAccount extends AccountPlace {
  readonly moved: readonly string[];
}

/** Everything that outlives one RPC: the configured client, its lists and the switch that cancels it. */
export class Session {
  private context: Context | undefined;
  private key = "";
  private readonly cancelled = new AbortController();
  private readonly desired = new Set<string>();
  private log: WriteLog | undefined;

  constructor(
    private readonly env: NodeJS.ProcessEnv = process.env,
    private readonly clock: Clock = systemClock,
    private readonly send?: Transport,
  ) {
    // Every call and every wait listens, and a whole account may be waited for.
    setMaxListeners(0, this.cancelled.signal);
  }

  /** Where writes are noted before they are sent: in HARNESS_WRITE_JOURNAL, where that is set. */
  get writes(): WriteLog {
    return (this.log ??= openWriteLog(this.env["HARNESS_WRITE_JOURNAL"]));
  }

  /** Remembers that the program asks for an object at this place. */
  desire(spec: ResourceSpec, inputs: Plain): void {
    this.desired.add(placeOf(spec, inputs));
  }

  /** Whether the program has asked for an object at this place in this process. */
  isDesired(spec: ResourceSpec, properties: Plain): boolean {
    return this.desired.has(placeOf(spec, properties));
  }

  /** What this process was told of the account, from outside of any state. */
  get told(): ToldAccount {
    const { HARNESS_ACCOUNT_ID: accountId, HARNESS_ENDPOINT: endpoint } = this.env;
    return { accountId, endpoint, moved: movedFrom(this.env[movedFromVariable]) };
  }

  /**
   * Takes the provider's inputs. In a refresh and a destroy they are those of the state, so what the environment says of
   * account and endpoint has to agree, and its key is the one that is used: a new key never goes to an old host.
   * Makes no call. Throws CMD012 when the state was made elsewhere, HAR002 when a setting is invalid.
   */
  configure(inputs: Plain): void {
    const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !containsUnknown(value)));
    const { told } = this;
    const refusal = otherAccount(known, told, told.moved);
    if (refusal !== undefined) throw refusal;
    try {
      const settings = settingsFrom({ ...known, ...saidIn(this.env) }, this.env);
      this.key = settings.platformApiKey;
      const limiter = new Limiter({ perMinute: settings.perMinute, burst, concurrency }, this.clock);
      const log = openCallLog(settings.callLog);
      const send = this.send ?? transportFor(this.env);
      const client = new Client(settings, limiter, this.clock, log, this.cancelled.signal, send);
      const adoptsOrphans = this.env["HARNESS_CATALOG_ADOPT_ORPHANS"] === "true";
      this.context = { client, lists: new Lists(), adoptsOrphans };
    } catch (error) {
      throw problem("HAR002", error instanceof Error ? error.message : String(error), "correct the setting");
    }
  }

  /** What handlers need for a call. Throws HAR002 when account or key are missing: only now are they needed. */
  get ready(): Context {
    const settings = this.context?.client.settings;
    if (this.context === undefined || settings === undefined) {
      throw new Error("the engine sent a resource before Configure");
    }
    const missing = [
      ...(settings.accountId === "" ? ["harness:accountId (or HARNESS_ACCOUNT_ID)"] : []),
      ...(settings.platformApiKey === "" ? ["harness:platformApiKey (or HARNESS_PLATFORM_API_KEY)"] : []),
    ];
    if (missing.length === 0) return this.context;
    throw problem(
      "HAR002",
      "the Harness provider has no account or no API key",
      `set ${missing.join(" and ")}`,
    );
  }

  /** Texts that must never appear in an error. */
  get secrets(): readonly string[] {
    return this.key === "" ? [] : [this.key];
  }

  /** Ends every call and every wait. */
  cancel(): void {
    this.cancelled.abort();
  }
}

function placeOf({ token, address }: ResourceSpec, properties: Plain): string {
  return JSON.stringify([token, ...address.map((key) => properties[key] ?? null)]);
}

/** Endpoint and key of the environment, which win over inputs; empty ones are unsaid. */
function saidIn(env: NodeJS.ProcessEnv): Connection {
  const { HARNESS_ENDPOINT: endpoint, HARNESS_PLATFORM_API_KEY: platformApiKey } = env;
  return { ...(endpoint ? { endpoint } : {}), ...(platformApiKey ? { platformApiKey } : {}) };
}
