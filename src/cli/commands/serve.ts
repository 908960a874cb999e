/** `serve`: the REST way into the catalog. Runs until SIGTERM or SIGINT. */
import { join, resolve } from "node:path";
import { formatProblem, problem } from "@harness-catalog/problems";
import { problemOf } from "@harness-catalog/problems/unexpected";
import { packageRoot } from "../../paths/packageRoot";
import type { followTokens, parseTokens, ServerOptions } from "../../server";
import type { Command } from "../command";
import { note, print, type Io } from "../io";
import { text, portOption, whole, type ParsedArgs } from "../options";
import { parseAuthor, placeAt, placeOptions, remoteOption } from "../proposing";

export const serve: Command = {
  usage: "--remote URL --tokens FILE",
  summary: "take proposals by HTTP and turn them into pull requests",
  options: ["catalog", "host", "port", "tokens", "state", "rate-limit", "refresh", ...placeOptions],
  run: async (args, io) => {
    // Hono and the OpenAPI library are loaded by this command only.
    const reading = await import("../../server/index.js");
    const server = await reading.startServer(await optionsOf(args, io, reading));
    const stopped = untilSignal();
    print(io, JSON.stringify({ url: server.url, pid: process.pid }));
    await stopped;
    await server.close();
    return 0;
  },
};

/** Says which request met a bug; the trace, which may quote anything, goes into a file of this user. */
export function noteBug(io: Io, requestId: string, error: unknown): void {
  for (const each of problemOf(error, ["serve"]).problems)
    note(io, `request ${requestId}: ${formatProblem(each)}`);
}

/** What reads tokens. */
interface Reading {
  readonly followTokens: typeof followTokens;
  readonly parseTokens: typeof parseTokens;
}

async function optionsOf(args: ParsedArgs, io: Io, reading: Reading): Promise<ServerOptions> {
  const remote = remoteOption(args, io);
  if (remote === undefined)
    throw problem(
      "CMD001",
      "serve needs the repository of the catalog",
      "give --remote URL or --github OWNER/REPO",
    );
  const stateDir = stateOf(args, io);
  const site = {
    remote,
    folder: (text(args, "catalog") ?? "catalog").replace(/\/+$/, ""),
    base: text(args, "base") ?? "main",
    clone: join(stateDir, "clone"),
    author: parseAuthor(text(args, "author") ?? "harness-catalog <harness-catalog@localhost>"),
  };
  const options: ServerOptions = {
    place: await placeAt(site, args, io),
    tokens: tokensOf(args, io, reading),
    stateDir,
    onBug: (requestId, error) => noteBug(io, requestId, error),
  };
  const [host, port, limit, refresh] = [
    text(args, "host"),
    portOption(args),
    whole(args, "rate-limit", 1),
    whole(args, "refresh"),
  ];
  const secret = io.env["GITHUB_WEBHOOK_SECRET"];
  const repository = text(args, "github") ?? io.env["GITHUB_REPOSITORY"];
  return {
    ...options,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(limit === undefined ? {} : { requestsPerMinute: limit }),
    ...(refresh === undefined ? {} : { refreshSeconds: refresh }),
    ...(secret ? { webhook: { secret, repository } } : {}),
    ...(io.now === undefined ? {} : { now: io.now }),
  };
}

/** The list of `--tokens`, which is followed, else that in HARNESS_CATALOG_TOKENS. */
function tokensOf(args: ParsedArgs, io: Io, reading: Reading): ServerOptions["tokens"] {
  const file = text(args, "tokens");
  const inline = io.env["HARNESS_CATALOG_TOKENS"];
  if (file !== undefined)
    return reading.followTokens(resolve(io.cwd, file), file, (message) => note(io, message));
  if (!inline)
    throw problem("CMD001", "serve needs to know who may call", "give --tokens FILE; docs/rest.md shows one");
  const tokens = reading.parseTokens(inline, "HARNESS_CATALOG_TOKENS");
  return () => tokens;
}

function stateOf(args: ParsedArgs, io: Io): string {
  const given = text(args, "state");
  if (given !== undefined) return resolve(io.cwd, given);
  return join(io.env["HARNESS_CATALOG_STATE"] || join(packageRoot(), ".pulumi-state"), "serve");
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
}
