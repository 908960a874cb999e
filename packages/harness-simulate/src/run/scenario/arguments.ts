/** The parts of a scenario that stand on the command line, such as `approve_1=ann@example.com,bob@example.com@+2h`. */
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { problem, type CatalogError, type Place } from "@harness-catalog/problems";
import { errorKinds, type ErrorKind } from "../failure";
import { parseDuration } from "../time/duration";
import { parseInstant } from "../time/instant";
import type { Approval, Failing, Origin, Rejection, Variable, When } from "./model";

/**
 * Reads `STEP_OR_GROUP=person[,person][@+2h]`, or `@2026-01-05T11:00Z`.
 * @throws CatalogError SIM007, SIM008, SIM009
 */
export function parseApproval(text: string, origin: Origin): Approval {
  const { target, rest } = halves(text, origin);
  const { word, when } = timed(rest, origin);
  const people = word
    .split(",")
    .map((person) => person.trim())
    .filter((person) => person !== "");
  if (target !== "" && people.length > 0) return { target, people, when, inputs: {}, origin };
  throw unreadable(origin, "write STEP=PERSON, such as approve_1=ann@example.com@+2h, or all");
}

/** Reads `STEP[=person][@+1h]`. @throws CatalogError SIM007, SIM008, SIM009 */
export function parseRejection(text: string, origin: Origin): Rejection {
  const outer = timed(text, origin);
  const { target, rest } = halves(outer.word, origin);
  if (target === "") throw unreadable(origin, "write STEP@+1h, such as approve_1@+1h");
  return { target, person: rest === "" ? undefined : rest, when: outer.when, origin };
}

/** Reads `STEP_OR_STAGE[=ERROR]`. @throws CatalogError SIM007 */
export function parseFailing(text: string, origin: Origin): Failing {
  const { target, rest } = halves(text, origin);
  if (target === "") throw unreadable(origin, "write the step that fails, such as prod_euw1.rolling");
  return { target, error: rest === "" ? undefined : errorKind(rest, origin), times: undefined, origin };
}

/** Reads `NAME=VALUE`. @throws CatalogError SIM007 */
export function parseVariable(text: string, origin: Origin): Variable {
  const { target, rest } = halves(text, origin);
  if (target !== "" && text.includes("=")) return { name: target, value: rest, origin };
  throw unreadable(origin, "write NAME=VALUE");
}

/** Reads an error kind of failure strategies. @throws CatalogError SIM007 */
export function errorKind(text: string, origin: Origin): ErrorKind {
  const found = errorKinds.find((kind) => kind === text);
  if (found !== undefined) return found;
  const cure = didYouMean(text, errorKinds, `errors: ${listWords(errorKinds)}`);
  throw problem("SIM007", `${origin.text}: "${text}" is no error of Harness`, cure, origin.place);
}

/** Reads an instant. @throws CatalogError SIM008 */
export function instantOf(text: string, origin: Origin): number {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  const cure = "write date, time and zone, such as 2026-01-05T11:00Z";
  throw problem("SIM008", `${origin.text}: "${text}" is no instant`, cure, origin.place);
}

/** Reads a duration, in milliseconds. @throws CatalogError SIM009 */
export function durationOf(text: string, origin: Origin): number {
  const duration = parseDuration(text);
  if (duration !== undefined) return duration;
  const cure = "write it as 10m, 1h 30m or 7d";
  throw problem("SIM009", `${origin.text}: "${text}" is no duration`, cure, origin.place);
}

/** Mail addresses hold an `@` too, so a time begins with a plus sign or a year. */
function timed(text: string, origin: Origin): { word: string; when: When } {
  const match = /^(.*)@(\+[^@]*|\d{4}-[^@]*)$/.exec(text);
  if (match === null) return { word: text, when: { kind: "soon" } };
  const [, word = "", time = ""] = match;
  if (time.startsWith("+"))
    return { word, when: { kind: "after", milliseconds: durationOf(time.slice(1), origin) } };
  return { word, when: { kind: "at", instant: instantOf(time, origin) } };
}

function halves(text: string, origin: Origin): { target: string; rest: string } {
  if (text.trim() === "") throw unreadable(origin, "give it a value");
  const at = text.indexOf("=");
  return at < 0
    ? { target: text.trim(), rest: "" }
    : { target: text.slice(0, at).trim(), rest: text.slice(at + 1).trim() };
}

function unreadable({ text, place }: Origin & { readonly place?: Place }, cure: string): CatalogError {
  return problem("SIM007", `${text} is not understood`, cure, place);
}
