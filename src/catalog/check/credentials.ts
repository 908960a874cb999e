/** Rules about how long credentials are good for. */
import type { PlatformRule } from "./rule";
import { show } from "./values";

const daysExist: PlatformRule = {
  reads: { values: ["secrets"] },
  *find({ secrets }) {
    for (const [key, secret] of Object.entries(secrets)) {
      for (const field of ["expires", "rotated"] as const) {
        const day = secret[field];
        if (day === undefined || isDay(day)) continue;
        const message = `${show(day)} is no day of the calendar`;
        yield { code: "CAT024", path: ["secrets", key, field], message, hint: "correct it" };
      }
    }
  },
};

const rotationsAreWhole: PlatformRule = {
  reads: { values: ["secrets"] },
  *find({ secrets }) {
    for (const [key, { rotated, rotateAfter }] of Object.entries(secrets)) {
      if ((rotated === undefined) === (rotateAfter === undefined)) continue;
      const [has, needs] = rotated === undefined ? ["rotateAfter", "rotated"] : ["rotated", "rotateAfter"];
      const message = `"${has}" needs "${needs}"`;
      const hint = "write both, or only expires";
      yield { code: "CAT098", path: ["secrets", key, has], at: "key", message, hint };
    }
  },
};

/** JavaScript takes 30 February for 2 March. */
function isDay(text: string): boolean {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

export const credentialRules: readonly PlatformRule[] = [daysExist, rotationsAreWhole];
