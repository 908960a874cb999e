/** Which runs are killed where: a seed decides, and every kind of run, victim and next catalog has its turn. */
import type { KillScenario, Victim } from "./killRun";

const victims: readonly Victim[] = ["everything", "provider", "engine", "command"];
const nexts = ["old", "same", "third"] as const;
/** Of ten runs seven are `up`, which creates, updates, replaces and deletes; two destroy, one reads. */
const commands = ["up", "up", "destroy", "up", "up", "up", "refresh", "up", "destroy", "up"] as const;

/**
 * `count` scenarios of a seed.
 * @param callsOf calls a command makes in all; the kill comes before the last of them
 */
export function scenariosOf(
  seed: number,
  count: number,
  callsOf: (command: KillScenario["command"]) => number,
): KillScenario[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, (_, index): KillScenario => {
    const command = commands[index % commands.length] ?? "up";
    return {
      command,
      victim: victims[(index + Math.floor(index / 4)) % victims.length] ?? "everything",
      then: nexts[index % nexts.length] ?? "old",
      point: 1 + Math.floor(random() * (callsOf(command) - 1)),
    };
  });
}

/** The words of a scenario. */
export function nameOf({ command, victim, point, then }: KillScenario): string {
  return `${command}: ${victim} killed at call ${point}, then ${then === "same" ? "the same" : `the ${then} catalog`}`;
}

/** Tommy Ettinger's generator: the same numbers for a seed, everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
