/** Rules about the times of platform.yaml: when production is open, and when nothing is deployed. */
import { durationSeconds } from "./duration";
import type { PlatformRule } from "./rule";
import { show } from "./values";

const windowsOpen: PlatformRule = {
  reads: { values: ["changeWindow"] },
  *find({ changeWindow }) {
    const days = Object.entries(changeWindow?.open ?? {});
    for (const [day, { from, to }] of days) {
      if (from < to) continue;
      const message = `${from} is not before ${to}`;
      const hint = "a window begins and ends on the same day: write from before to";
      yield { code: "CAT055", path: ["changeWindow", "open", day, "from"], message, hint };
    }
    if (changeWindow !== undefined && days.length === 0) {
      const message = "no day is listed, so production would never be deployed to";
      yield {
        code: "CAT055",
        path: ["changeWindow", "open"],
        at: "key",
        message,
        hint: "list the open days or remove changeWindow",
      };
    }
  },
};

/** Harness's limits of a freeze window (developer.harness.io, Freeze deployments). */
const freezesAreSound: PlatformRule = {
  reads: { values: ["freezes"] },
  *find({ freezes }) {
    for (const [key, { duration, timeZone }] of Object.entries(freezes)) {
      if (durationSeconds(duration) < 1800) {
        const message = `${show(duration)} is shorter than 30m`;
        yield { code: "CAT025", path: ["freezes", key, "duration"], message, hint: "write at least 30m" };
      }
      if (!isTimeZone(timeZone)) {
        const message = `${show(timeZone)} is no time zone`;
        const hint = "write a name such as Europe/Berlin or UTC";
        yield { code: "CAT024", path: ["freezes", key, "timeZone"], message, hint };
      }
    }
  },
};

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** in an emergency people of the platform's own teams approve, so there must be such a team. */
const emergenciesHaveApprovers: PlatformRule = {
  reads: { values: ["changeWindow", "teams"] },
  *find({ changeWindow, teams }) {
    if (changeWindow === undefined || Object.values(teams).some(({ role }) => role === "platform")) return;
    const message = "no team has role platform, so nobody could approve an emergency";
    const hint = 'give a team "role: platform"';
    yield { code: "CAT059", path: ["changeWindow"], at: "key", message, hint };
  },
};

export const platformTimeRules: readonly PlatformRule[] = [
  windowsOpen,
  emergenciesHaveApprovers,
  freezesAreSound,
];
