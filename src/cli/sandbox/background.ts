/** Starts and stops the sandbox as a process of its own. */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { problem } from "@harness-catalog/problems";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { processLives } from "@harness-catalog/files/processLives";
import { makeApiKey } from "harness-sandbox/internal/apiKey";
import { isRunning, readConnection, writeConnection, type SandboxConnection } from "./connection";

/** What a person may choose when starting one. Everything else is kept from the last time. */
export interface BackgroundOptions {
  readonly account?: string;
  readonly apiKey?: string;
  readonly port?: number;
  readonly stateFile?: string;
  readonly rateLimit?: string;
  readonly latencyMs?: number;
}

/** Longest time a sandbox may take to answer, in milliseconds. */
const readyWithin = 15_000;

/**
 * Starts a sandbox unless this project's is already running. Port, key and objects stay the same across restarts.
 * @throws CatalogError CMD006 when it does not become ready
 */
export async function startInBackground(
  root: string,
  options: BackgroundOptions,
): Promise<{ connection: SandboxConnection; started: boolean }> {
  const last = readConnection(root);
  if (last !== undefined && (await isRunning(last))) return { connection: last, started: false };
  const account = options.account ?? last?.account ?? "sandbox";
  const apiKey = options.apiKey ?? last?.apiKey ?? makeApiKey(account);
  const stateFile = options.stateFile ?? last?.stateFile ?? join(root, ".sandbox", "state.json");
  const ports =
    options.port !== undefined
      ? [options.port]
      : last === undefined
        ? [0]
        : [Number(new URL(last.url).port), 0];
  for (const port of ports) {
    const ready = await launch(root, { ...options, account, apiKey, stateFile, port });
    if (ready === undefined) continue;
    const connection = { ...ready, apiKey, stateFile, ...addressesBefore(last, { ...ready, stateFile }) };
    writeConnection(root, connection);
    return { connection, started: true };
  }
  throw problem(
    "CMD006",
    `the sandbox did not start within ${readyWithin / 1000} s`,
    `read ${join(root, ".sandbox", "sandbox.log")}`,
  );
}

/** More addresses than this are of no use to anybody. */
const rememberedAddresses = 20;

/** Where the same objects of the same account were before, so that a stack applied to them there knows them again. */
function addressesBefore(
  last: SandboxConnection | undefined,
  now: Pick<SandboxConnection, "url" | "account" | "stateFile">,
): Pick<SandboxConnection, "formerly"> {
  if (last === undefined || last.account !== now.account || last.stateFile !== now.stateFile) return {};
  const before = new Set([...(last.formerly ?? []), last.url].filter((url) => url !== now.url));
  return before.size === 0 ? {} : { formerly: [...before].slice(-rememberedAddresses) };
}

/** Asks the sandbox to end and waits until it has. Returns false when it was not running. */
export async function stopBackground(connection: SandboxConnection): Promise<boolean> {
  if (!processLives(connection.pid)) return false;
  process.kill(connection.pid, "SIGTERM");
  for (let waited = 0; processLives(connection.pid) && waited < readyWithin; waited += 50) await pause(50);
  return true;
}

type Launch = BackgroundOptions & { account: string; apiKey: string; stateFile: string; port: number };

async function launch(
  root: string,
  options: Launch,
): Promise<Omit<SandboxConnection, "apiKey" | "stateFile"> | undefined> {
  const logFile = join(root, ".sandbox", "sandbox.log");
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
  rmSync(logFile, { force: true }); // an old one keeps its own rights
  const log = openSync(logFile, "wx", 0o600);
  const child = spawn(process.execPath, [join(root, "src", "cli", "bin.js"), ...launchArgs(options)], {
    detached: true,
    stdio: ["ignore", log, log],
    // Not on the command line, where other users of the machine could read it.
    env: { ...process.env, HARNESS_PLATFORM_API_KEY: options.apiKey },
  });
  child.unref();
  closeSync(log);
  for (let waited = 0; waited < readyWithin && child.exitCode === null; waited += 50) {
    const line = readTextFile(logFile)
      .split("\n")
      .find((text) => text.startsWith("{"));
    if (line !== undefined) return JSON.parse(line) as Omit<SandboxConnection, "apiKey" | "stateFile">;
    await pause(50);
  }
  return undefined;
}

function launchArgs(options: Launch): string[] {
  return [
    "sandbox",
    "start",
    "--foreground",
    `--port=${options.port}`,
    `--account=${options.account}`,
    `--state=${options.stateFile}`,
    ...(options.rateLimit === undefined ? [] : [`--rate-limit=${options.rateLimit}`]),
    ...(options.latencyMs === undefined ? [] : [`--latency=${options.latencyMs}`]),
  ];
}
