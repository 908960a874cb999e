/** `sandbox start|stop|status|reset`: the local Harness account. */
import { resolve } from "node:path";
import { problem } from "@harness-catalog/problems";
import { fetchFor } from "@harness-catalog/network";
import { packageRoot } from "../../paths/packageRoot";
import type { Command } from "../command";
import { note, print, type Io } from "../io";
import { flag, portOption, text, whole, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";
import { givenApiKey, makeApiKey } from "../sandbox/apiKey";
import { startInBackground, stopBackground } from "../sandbox/background";
import { countObjects, isRunning, readConnection, type SandboxConnection } from "../sandbox/connection";

const actions: Readonly<Record<string, (args: ParsedArgs, io: Io) => Promise<number>>> = {
  start,
  stop,
  status,
  reset,
};

export const sandbox: Command = {
  usage: "start|stop|status|reset",
  summary: "run a local Harness account",
  options: [
    "foreground",
    "port",
    "account",
    "api-key",
    "api-key-file",
    "state",
    "rate-limit",
    "latency",
    "output",
  ],
  run: async (args, io) => {
    const action = actions[args.words[0] ?? ""];
    if (action === undefined)
      throw problem(
        "CMD001",
        `sandbox: unknown action "${args.words[0] ?? ""}"`,
        "write sandbox start, stop, status or reset",
      );
    return action(args, io);
  },
};

async function start(args: ParsedArgs, io: Io): Promise<number> {
  if (flag(args, "foreground")) return startInForeground(args, io);
  const chosen = {
    account: text(args, "account"),
    apiKey: givenApiKey(args, io),
    port: portOption(args),
    stateFile: stateFile(args, io),
    rateLimit: text(args, "rate-limit"),
    latencyMs: whole(args, "latency"),
  };
  const options = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
  const { connection, started } = await startInBackground(packageRoot(), options);
  if (outputFormat(args) === "json") print(io, publicJson(connection));
  else
    print(
      io,
      `sandbox ${started ? "started" : "is already running"}: account ${connection.account}, ${connection.url} (open it in a browser)`,
    );
  return 0;
}

async function startInForeground(args: ParsedArgs, io: Io): Promise<number> {
  const account = text(args, "account") ?? "sandbox";
  const rate = rateLimit(args);
  const file = stateFile(args, io);
  const latencyMs = whole(args, "latency");
  const { runSandbox } = await import("harness-sandbox/internal/main");
  const apiKey = givenApiKey(args, io) ?? (io.env["HARNESS_PLATFORM_API_KEY"] || undefined);
  if (apiKey === undefined)
    note(
      io,
      "no key was given, so every call is refused: set HARNESS_PLATFORM_API_KEY or name --api-key-file",
    );
  await runSandbox({
    account,
    apiKey: apiKey ?? makeApiKey(account),
    port: portOption(args) ?? 0,
    ...(file === undefined ? {} : { stateFile: file }),
    ...(rate === undefined ? {} : { rateLimit: rate }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    onReady: (ready) => print(io, JSON.stringify(ready)),
  });
  return 0;
}

async function stop(args: ParsedArgs, io: Io): Promise<number> {
  const connection = readConnection(packageRoot());
  const stopped = connection !== undefined && (await stopBackground(connection));
  print(
    io,
    outputFormat(args) === "json"
      ? JSON.stringify({ stopped })
      : stopped
        ? "sandbox stopped; its objects are kept"
        : "no sandbox is running",
  );
  return 0;
}

async function status(args: ParsedArgs, io: Io): Promise<number> {
  const json = outputFormat(args) === "json";
  const connection = readConnection(packageRoot());
  if (connection === undefined || !(await isRunning(connection))) {
    print(io, json ? JSON.stringify({ running: false }) : "no sandbox is running");
    return 1;
  }
  const objects = await countObjects(connection);
  const { url, account, pid } = connection;
  if (json) print(io, JSON.stringify({ running: true, url, account, pid, objects }));
  else print(io, statusText(connection, objects));
  return 0;
}

function statusText(
  { url, account, pid }: SandboxConnection,
  objects: Readonly<Record<string, number>>,
): string {
  const counts = Object.entries(objects).filter(([, count]) => count > 0);
  const width = Math.max(0, ...counts.map(([kind]) => kind.length));
  return [
    `sandbox is running: account ${account}, process ${pid}`,
    ...counts.map(([kind, count]) => `  ${kind.padEnd(width)}  ${count}`),
    `look at every object in a browser: ${url}`,
  ].join("\n");
}

async function reset(_args: ParsedArgs, io: Io): Promise<number> {
  const connection = readConnection(packageRoot());
  if (connection === undefined || !(await isRunning(connection))) {
    throw problem("CMD007", "no sandbox is running", "start it with `npx harness-catalog sandbox start`");
  }
  await fetchFor(io.env)(`${connection.url}/_sandbox/reset`, { method: "POST" });
  print(
    io,
    "sandbox emptied; stacks that were applied to it now differ from it: `harness-catalog refresh`, then `up`",
  );
  return 0;
}

function stateFile(args: ParsedArgs, io: Io): string | undefined {
  const file = text(args, "state");
  return file === undefined ? undefined : resolve(io.cwd, file);
}

function rateLimit(args: ParsedArgs): number | "off" | undefined {
  return text(args, "rate-limit") === "off" ? "off" : whole(args, "rate-limit", 1);
}

function publicJson({ url, account, pid }: SandboxConnection): string {
  return JSON.stringify({ url, account, pid });
}
