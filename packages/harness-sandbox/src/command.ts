/** `harness-sandbox`: an account in the foreground; `harness-catalog sandbox start --foreground` is the same. */
import { resolve } from "node:path";
import {
  portOption,
  text,
  whole,
  type Arguments,
  type OptionTable,
} from "@harness-catalog/command-line/arguments";
import { note, print, type Io } from "@harness-catalog/command-line/io";
import type { Tool } from "@harness-catalog/command-line/tool";
import { problem } from "@harness-catalog/problems";
import { givenApiKey, makeApiKey } from "./apiKey";
import { runSandbox } from "./main";

/** What a person may choose of an account. */
export const sandboxOptions = {
  port: { type: "string", value: "N", help: "port to listen on (default: any free one)" },
  account: { type: "string", value: "ID", help: "Harness account it stands for (default: sandbox)" },
  "api-key": {
    type: "string",
    value: "KEY",
    help: "the only key it accepts; others see it in the list of processes",
  },
  "api-key-file": {
    type: "string",
    value: "FILE",
    help: "file with that key; HARNESS_PLATFORM_API_KEY is read too",
  },
  state: { type: "string", value: "FILE", help: "file of its objects; without it they end with the process" },
  "rate-limit": { type: "string", value: "N|off", help: "calls a minute that are allowed (default: 400)" },
  latency: { type: "string", value: "MS", help: "delay of every answer in milliseconds" },
} as const satisfies OptionTable;

/** Names of these options. */
export type SandboxOption = keyof typeof sandboxOptions;

/** The program. */
export const harnessSandbox: Tool<SandboxOption> = {
  summary:
    "a local Harness account over HTTP: prints its address as a line of JSON, runs until it is interrupted",
  usage: "harness-sandbox",
  options: sandboxOptions,
  file: __filename,
  run: async (args, io) => {
    if (args.words.length > 0)
      throw problem("CMD001", `"${args.words[0]}" is no option`, "see `harness-sandbox --help`");
    await runInForeground(args, io);
    return 0;
  },
};

/** Runs an account until SIGTERM or SIGINT, and prints `{url,account,pid}` when it answers. @throws CatalogError CMD001, CMD006 */
export async function runInForeground(args: Arguments<SandboxOption>, io: Io): Promise<void> {
  const account = text(args, "account") ?? "sandbox";
  const rateLimit = rateLimitIn(args);
  const stateFile = stateFileIn(args, io);
  const latencyMs = whole(args, "latency");
  const port = portOption(args) ?? 0;
  const apiKey = givenApiKey(args, io) ?? (io.env["HARNESS_PLATFORM_API_KEY"] || undefined);
  if (apiKey === undefined)
    note(
      io,
      "no key was given, so every call is refused: set HARNESS_PLATFORM_API_KEY or name --api-key-file",
    );
  await runSandbox({
    account,
    apiKey: apiKey ?? makeApiKey(account),
    port,
    ...(stateFile === undefined ? {} : { stateFile }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    onReady: (ready) => print(io, JSON.stringify(ready)),
  });
}

/** `--state`, as an absolute path. */
export function stateFileIn(args: Arguments<"state">, io: Io): string | undefined {
  const file = text(args, "state");
  return file === undefined ? undefined : resolve(io.cwd, file);
}

function rateLimitIn(args: Arguments<"rate-limit">): number | "off" | undefined {
  return text(args, "rate-limit") === "off" ? "off" : whole(args, "rate-limit", 1);
}
