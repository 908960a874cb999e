/**
 * Freeze windows. Source: developer.harness.io, "Freeze deployments", and harness-core, `FreezeTimeUtils`: a window
 * repeats daily, weekly, monthly or yearly (every `value` of them) until `until`, else for five years; its times are
 * those of its zone. Here a window is closed from its first instant on; Harness counts from the millisecond after.
 */
import { isMap, listAt, mapAt, textAt, type Node } from "../trigger/documents";
import { parseDuration } from "./time/duration";
import { instantIn, later, parseLocalTime, type LocalTime } from "./time/zone";

/** What a stage deploys, as far as a freeze asks for it. */
export interface FreezeSubject {
  readonly org: string;
  readonly project: string;
  readonly service: string;
  readonly environment: string;
  readonly environmentType: string;
}

/** A freeze that forbids a deployment, and when it ends. */
export interface ActiveFreeze {
  readonly identifier: string;
  readonly end: number;
}

/** The freeze that forbids a deployment at an instant, the one that lasts longest; undefined when none does. */
export function activeFreeze(
  freezes: readonly Node[],
  subject: FreezeSubject,
  at: number,
): ActiveFreeze | undefined {
  const active = freezes
    .filter((freeze) => textAt(freeze, "status") === "Enabled" && concerns(freeze, subject))
    .flatMap((freeze) =>
      listAt(freeze, "windows").flatMap((window) => {
        const end = endOfActive(window, at);
        return end === undefined ? [] : [{ identifier: textAt(freeze, "identifier"), end }];
      }),
    );
  return active.sort((a, b) => b.end - a.end)[0];
}

/** A freeze holds for what any of its rules names; a rule names what all its entities name. */
function concerns(freeze: Node, subject: FreezeSubject): boolean {
  return listAt(freeze, "entityConfigs").some((rule) =>
    listAt(rule, "entities").every((entity) => names(entity, subject)),
  );
}

/** Entities of a kind not known here count: a freeze is rather taken too seriously. */
function names(entity: Node, subject: FreezeSubject): boolean {
  const own: Readonly<Record<string, string>> = {
    Org: subject.org,
    Project: subject.project,
    Service: subject.service,
    Environment: subject.environment,
    EnvType: subject.environmentType,
  };
  const value = own[textAt(entity, "type")];
  const filter = textAt(entity, "filterType");
  if (value === undefined || filter === "All") return true;
  const listed = list(entity["entityRefs"]).includes(value);
  return filter === "NotEquals" ? !listed : listed;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

const units: Readonly<Record<string, readonly ["day" | "month" | "year", number]>> = {
  Daily: ["day", 1],
  Weekly: ["day", 7],
  Monthly: ["month", 1],
  Yearly: ["year", 1],
};

function endOfActive(window: Node, at: number): number | undefined {
  const zone = textAt(window, "timeZone");
  const start = parseLocalTime(textAt(window, "startTime"));
  if (start === undefined) return undefined;
  const unit = isMap(window["recurrence"]) ? units[textAt(window, "recurrence", "type")] : undefined;
  const spec = mapAt(window, "recurrence", "spec");
  const until = unit === undefined ? Infinity : untilOf(zone, start, textAt(spec, "until"));
  const every = Number(textAt(spec, "value")) || 1;
  for (let round = 0; ; round++) {
    const shift = (local: LocalTime): LocalTime =>
      unit === undefined ? local : later(local, unit[0], unit[1] * every * round);
    const span = spanOf(window, zone, shift);
    if (span === undefined || span.start > at || span.start >= until) return undefined;
    const end = Math.min(span.end, until);
    if (at < end) return end;
    if (unit === undefined) return undefined;
  }
}

function untilOf(zone: string, start: LocalTime, until: string): number {
  const last = parseLocalTime(until) ?? later(start, "year", 5);
  return instantIn(zone, last) ?? -Infinity;
}

function spanOf(window: Node, zone: string, shift: (local: LocalTime) => LocalTime) {
  const first = parseLocalTime(textAt(window, "startTime"));
  const start = first && instantIn(zone, shift(first));
  if (start === undefined) return undefined;
  const last = parseLocalTime(textAt(window, "endTime"));
  const end = last ? instantIn(zone, shift(last)) : start + (parseDuration(textAt(window, "duration")) ?? 0);
  return end === undefined ? undefined : { start, end };
}
