/** `credentials`: how old the platform's credentials are, for people and for a nightly job. */
import { credentialAges, noticeDays, type CredentialAge } from "../../catalog/credentials";
import { instantOf } from "harness-simulate/run/scenario/arguments";
import { colorsFor, type Colors } from "../colors";
import type { Command } from "../command";
import { print, type Io } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { text, whole, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";

export const credentials: Command = {
  usage: "",
  summary: "say how old credentials are: exit 2 when one is due, 1 when one has expired",
  options: ["at", "within", "catalog", "output"],
  run: (args, io) => {
    const json = outputFormat(args) === "json";
    const at = instant(args, io);
    const within = whole(args, "within") ?? noticeDays;
    const { secrets } = loadedCatalog(args, io).platform;
    const ages = credentialAges(secrets, at, within);
    const untold = Object.keys(secrets).filter((name) => !ages.some(({ secret }) => secret === name));
    if (json) print(io, JSON.stringify({ credentials: ages, untold }));
    else print(io, report(colorsFor(io, io.stdout), ages, untold));
    return Promise.resolve(exitCode(ages));
  },
};

function exitCode(ages: readonly CredentialAge[]): number {
  if (ages.some(({ state }) => state === "expired")) return 1;
  return ages.some(({ state }) => state === "due") ? 2 : 0;
}

function instant(args: ParsedArgs, io: Io): number {
  const given = text(args, "at");
  return given === undefined ? (io.now ?? Date.now)() : instantOf(given, { text: "--at" });
}

function report(c: Colors, ages: readonly CredentialAge[], untold: readonly string[]): string {
  const width = Math.max(0, ...ages.map(({ secret }) => secret.length));
  const paint = { fresh: c.green, due: c.yellow, expired: c.red };
  const line = ({ secret, state, because, on, days }: CredentialAge): string => {
    const what = because === "expires" ? "expires" : "rotate by";
    return `${paint[state](state.padEnd(7))}  ${secret.padEnd(width)}  ${what} ${on} (${days} days)`;
  };
  return [
    ...ages.map(line),
    ...(untold.length === 0
      ? []
      : [`no day is known of ${untold.join(", ")}: write expires, or rotated and rotateAfter`]),
    ...(ages.length + untold.length === 0 ? ["the platform has no secrets"] : []),
  ].join("\n");
}
