import type { ResourceSpec } from "@pulumi/harness/spec";
import { problem } from "../../errors";
import { openCallLog } from "../api/callLog";
import { Client } from "../api/client";
import { type Clock, systemClock } from "../api/clock";
import { Limiter } from "../api/limiter";
import { settingsFrom } from "../api/settings";
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
  ) {}

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

  /** Takes the provider's inputs. Makes no call. Throws HAR002 when a setting is invalid. */
  configure(inputs: Plain): void {
    const known = Object.fromEntries(Object.entries(inputs).filter(([, value]) => !containsUnknown(value)));
    try {
      const settings = settingsFrom(known, this.env);
      this.key = settings.platformApiKey;
      const limiter = new Limiter({ perMinute: settings.perMinute, burst, concurrency }, this.clock);
      const log = openCallLog(settings.callLog);
      const send = this.send ?? transportFor(this.env);
      const client = new Client(settings, limiter, this.clock, log, this.cancelled.signal, send);
      this.context = { client, lists: new Lists() };
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
