/** `serve`: the REST way into the catalog. Runs until SIGTERM or SIGINT. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { problem } from "../../errors";
import { packageRoot } from "../../paths/packageRoot";
import type { Caller, ServerOptions } from "../../server";
import type { Command } from "../command";
import { note, print, type Io } from "../io";
import { text, whole, type ParsedArgs } from "../options";
import { parseAuthor, placeAt, placeOptions, remoteOption } from "../proposing";

export const serve: Command = {
  usage: "--remote URL --tokens FILE",
  summary: "take proposals by HTTP and turn them into pull requests",
  options: ["catalog", "host", "port", "tokens", "state", "rate-limit", "refresh", ...placeOptions],
  run: async (args, io) => {
    // Hono and the OpenAPI library are loaded by this command only.
    const { parseTokens, startServer } = await import("../../server/index.js");
    const server = await startServer(await optionsOf(args, io, parseTokens));
    const stopped = untilSignal();
    print(io, JSON.stringify({ url: server.url, pid: process.pid }));
    await stopped;
    await server.close();
    return 0;
  },
};

async function optionsOf(
  args: ParsedArgs,
  io: Io,
  parseTokens: (text: string, file: string) => Caller[],
): Promise<ServerOptions> {
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
    tokens: tokensOf(args, io, parseTokens),
    stateDir,
    onBug: (requestId, error) =>
      note(io, `request ${requestId}: ${error instanceof Error ? String(error.stack) : String(error)}`),
  };
  const [host, port, limit, refresh] = [
    text(args, "host"),
    whole(args, "port"),
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

/** The list of `--tokens`, else that in HARNESS_CATALOG_TOKENS. */
function tokensOf(args: ParsedArgs, io: Io, parse: (text: string, file: string) => Caller[]): Caller[] {
  const file = text(args, "tokens");
  const inline = io.env["HARNESS_CATALOG_TOKENS"];
  if (file === undefined && inline) return parse(inline, "HARNESS_CATALOG_TOKENS");
  if (file === undefined)
    throw problem("CMD001", "serve needs to know who may call", "give --tokens FILE; docs/rest.md shows one");
  try {
    return parse(readFileSync(resolve(io.cwd, file), "utf8"), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw problem(
      "SRV017",
      `${file} cannot be read: ${(error as Error).message}`,
      "name the file with --tokens",
    );
  }
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
