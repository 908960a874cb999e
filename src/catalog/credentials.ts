/** How old credentials are, and which of them somebody has to renew. Pure: the instant is given. */
import { compareText } from "@harness-catalog/problems/suggest";
import { durationSeconds } from "./check/duration";
import type { Platform, Secret } from "./model";

/**
 * `expired`: past `expires`, nothing accepts it any more. `due`: it expires within the notice, or its rotation is that
 * near or overdue. `fresh`: neither.
 */
export type CredentialState = "fresh" | "due" | "expired";

/** One secret of platform.yaml that says how long it is good for. */
export interface CredentialAge {
  readonly secret: string;
  readonly state: CredentialState;
  /** What ends on `on`: the credential itself, or the time it may go without rotation. */
  readonly because: "expires" | "rotation";
  /** Day that it expires or is to be rotated on, `2027-03-01`, UTC. */
  readonly on: string;
  /** Whole days until then, rounded down; negative when the day is past. */
  readonly days: number;
}

/** How many days before its day a credential counts as due, unless a command says otherwise. */
export const noticeDays = 30;

const day = 86_400_000;

/**
 * Ages of all secrets that say when they expire or were rotated; of one that says both, what is more urgent. The most
 * urgent first.
 * @param at milliseconds since 1970
 * @param within days before the day from which a credential is due
 */
export function credentialAges(
  secrets: Platform["secrets"],
  at: number,
  within: number = noticeDays,
): CredentialAge[] {
  return Object.entries(secrets)
    .flatMap(([name, secret]) =>
      endsOf(secret)
        .map((ends) => ageOf(name, ends, at, within))
        .sort(byUrgency)
        .slice(0, 1),
    )
    .sort(byUrgency);
}

/** What a person should know and do; undefined while there is nothing to do. */
export function credentialNotice({ secret, state, because, on, days }: CredentialAge): string | undefined {
  if (state === "fresh") return undefined;
  const cure = because === "expires" ? "renew it and write the new day" : "rotate it and write the day";
  const past = days < 0 ? `${plural(-days)} ago` : days === 0 ? "today" : `in ${plural(days)}`;
  const verb = state === "expired" ? "expired" : because === "expires" ? "expires" : "is to be rotated";
  return `secret ${secret} ${verb} on ${on}, ${past}: ${cure}`;
}

interface Ends {
  readonly because: CredentialAge["because"];
  readonly instant: number;
}

function endsOf({ expires, rotated, rotateAfter }: Secret): Ends[] {
  const ends: Ends[] = [];
  if (expires !== undefined) ends.push({ because: "expires", instant: midnight(expires) });
  if (rotated !== undefined && rotateAfter !== undefined)
    ends.push({ because: "rotation", instant: midnight(rotated) + durationSeconds(rotateAfter) * 1000 });
  return ends;
}

function ageOf(secret: string, { because, instant }: Ends, at: number, within: number): CredentialAge {
  const days = Math.floor(instant / day) - Math.floor(at / day);
  const state = at >= instant && because === "expires" ? "expired" : days < within ? "due" : "fresh";
  return { secret, state, because, on: new Date(instant).toISOString().slice(0, 10), days };
}

const urgency: readonly CredentialState[] = ["expired", "due", "fresh"];

function byUrgency(a: CredentialAge, b: CredentialAge): number {
  return (
    urgency.indexOf(a.state) - urgency.indexOf(b.state) || a.days - b.days || compareText(a.secret, b.secret)
  );
}

function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function plural(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}
