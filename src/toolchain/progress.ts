import type { Clock } from "./clock";

/** Milliseconds between two messages about the same long piece of work. */
const INTERVAL = 5_000;

/** Runs `work` and says `what` at its start, then every few seconds with the time it has taken so far. */
export async function withProgress<T>(
  what: string,
  clock: Clock,
  onProgress: (message: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const start = clock.now();
  onProgress(what);
  const stop = clock.every(INTERVAL, () => onProgress(`${what}, ${elapsed(clock.now() - start)} so far`));
  try {
    return await work();
  } finally {
    stop();
  }
}

/** A duration in words for people: `35 s`, `2 min 5 s`. Takes milliseconds. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
