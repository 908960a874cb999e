/** The note a background sandbox leaves, so that later commands (and plain `pulumi`) find it. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fetchFor } from "@harness-catalog/network";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { sandboxConnectionFile } from "../../paths/sandboxConnection";
import { processLives } from "@harness-catalog/files/processLives";
import { replaceFile } from "../replaceFile";

/** How to reach a sandbox. Holds the sandbox's key, so the file is readable by its owner only. */
export interface SandboxConnection {
  readonly url: string;
  readonly account: string;
  readonly apiKey: string;
  readonly pid: number;
  readonly stateFile: string;
  /** Addresses it had before, with the same account and objects. */
  readonly formerly?: readonly string[];
}

/** Without a proxy, which the `fetch` of newer Node.js may be told to use for the loopback as well. */
const toSandbox = fetchFor(process.env);

/** The last sandbox of this project, running or not. A note that is torn says nothing. */
export function readConnection(root: string): SandboxConnection | undefined {
  const file = join(root, sandboxConnectionFile);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readTextFile(file)) as SandboxConnection;
  } catch {
    return undefined;
  }
}

/** Keeps the connection; a reader sees the old one or the new one, never half of it. */
export function writeConnection(root: string, connection: SandboxConnection): void {
  const file = join(root, sandboxConnectionFile);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  replaceFile(file, `${JSON.stringify(connection, null, 2)}\n`, 0o600);
}

/** Forgets the sandbox of this project. */
export function removeConnection(root: string): void {
  rmSync(join(root, sandboxConnectionFile), { force: true });
}

/** True when the sandbox's process exists and answers at its address. */
export async function isRunning(connection: SandboxConnection): Promise<boolean> {
  if (!processLives(connection.pid)) return false;
  try {
    const answer = await toSandbox(`${connection.url}/_sandbox/calls`, { signal: AbortSignal.timeout(3000) });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Number of objects of each kind in a running sandbox. */
export async function countObjects({ url }: SandboxConnection): Promise<Record<string, number>> {
  const answer = await toSandbox(`${url}/_sandbox/snapshot`);
  const snapshot = (await answer.json()) as Record<string, Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(snapshot).map(([kind, objects]) => [kind, Object.keys(objects).length]),
  );
}
