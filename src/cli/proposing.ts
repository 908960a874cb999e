/** Where the CLI proposes changes of the catalog: from a clone of its remote, so that nobody's working tree is touched. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readTemplateLibrary } from "../catalog/library/read";
import { problem } from "@harness-catalog/problems";
import { accessFromEnv, connect, type GitHub } from "../github";
import { pullRequestsOn } from "../proposals/gitHub";
import { gitSettings } from "../proposals/git/environment";
import { Repository } from "../proposals/git/repository";
import { runGit } from "../proposals/git/run";
import type { ProposalPlace } from "../proposals/place";
import { catalogDir } from "./catalogDir";
import type { Io } from "./io";
import { templatesDir } from "./loadedCatalog";
import { text, type OptionName, type ParsedArgs } from "./options";

/** Options that say where proposals go. */
export const placeOptions: readonly OptionName[] = ["remote", "base", "github", "author", "account"];

/** What a place is made from, once the remote and the folder of the catalog in it are known. */
interface Site {
  readonly remote: string;
  /** Folder of the catalog in the repository; "" for its top. */
  readonly folder: string;
  readonly base: string;
  /** Folder of the clone. */
  readonly clone: string;
  readonly author: ProposalPlace["author"];
}

/**
 * A place for proposals. With `--github OWNER/REPO`, or GITHUB_REPOSITORY and a token, they become pull requests; on
 * another remote the pushed branch is the proposal.
 * @throws CatalogError GIT001, GIT002
 */
export async function placeAt(site: Site, args: ParsedArgs, io: Io): Promise<ProposalPlace> {
  const github = await gitHubFor(args, io);
  return {
    repository: new Repository({
      remote: site.remote,
      base: site.base,
      folder: site.clone,
      git: async () => gitSettings(site.remote, io.env, { token: await github?.token() }),
    }),
    folder: site.folder,
    pullRequests: github === undefined ? undefined : pullRequestsOn(github),
    library: readTemplateLibrary(templatesDir(io)),
    author: site.author,
    account: text(args, "account") ?? (io.env["HARNESS_ACCOUNT_ID"] || undefined),
  };
}

/** Runs something with a place for the catalog of the working directory; the clone is removed afterwards. */
export async function withPlace<T>(
  args: ParsedArgs,
  io: Io,
  run: (place: ProposalPlace, by: string) => Promise<T>,
): Promise<T> {
  const clone = mkdtempSync(join(tmpdir(), "harness-catalog-proposal-"));
  try {
    const { remote, folder } = await remoteOf(args, io);
    const author = await authorOf(args, io);
    const base = text(args, "base") ?? "main";
    return await run(await placeAt({ remote, folder, base, clone, author }, args, io), author.name);
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

/** `Name <address>` of `--author`, else that of the user's Git. */
export async function authorOf(args: ParsedArgs, io: Io): Promise<ProposalPlace["author"]> {
  const given = text(args, "author");
  if (given !== undefined) return parseAuthor(given);
  const [name, email] = [await ask(io, ["config", "user.name"]), await ask(io, ["config", "user.email"])];
  return { name: name ?? "harness-catalog", email: email ?? "harness-catalog@localhost" };
}

/** @throws CatalogError CMD001 */
export function parseAuthor(given: string): ProposalPlace["author"] {
  const [, name, email] = /^([^<>\n]+?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(given) ?? [];
  if (name !== undefined && email !== undefined) return { name, email };
  throw problem("CMD001", `--author is "${given}"`, 'write it as "Name <name@example.com>"');
}

async function gitHubFor(args: ParsedArgs, io: Io): Promise<GitHub | undefined> {
  const named = text(args, "github");
  const hasToken = [io.env["GITHUB_TOKEN"], io.env["GH_TOKEN"], io.env["GITHUB_APP_ID"]].some(Boolean);
  if (named === undefined && !(hasToken && io.env["GITHUB_REPOSITORY"])) return undefined;
  return connect(accessFromEnv(io.env, named ?? io.env["GITHUB_REPOSITORY"]), io.env);
}

/** The remote of the repository that holds the catalog, and the catalog's folder in it. */
async function remoteOf(args: ParsedArgs, io: Io): Promise<{ remote: string; folder: string }> {
  const dir = catalogDir(args, io);
  const prefix = await ask(io, ["-C", dir, "rev-parse", "--show-prefix"], "");
  const given = remoteOption(args, io);
  const remote = given ?? (await ask(io, ["-C", dir, "remote", "get-url", "origin"]));
  if (remote === undefined)
    throw problem(
      "PRO007",
      `${dir} is in no Git repository with a remote "origin"`,
      "name the repository with --remote URL",
    );
  const folder = prefix === undefined ? (text(args, "catalog") ?? "catalog") : prefix;
  return { remote, folder: folder.replace(/\/+$/, "") };
}

/** The repository of `--remote` (a path counts from here), else that of `--github`. */
export function remoteOption(args: ParsedArgs, io: Io): string | undefined {
  const named = text(args, "remote");
  if (named === undefined) return gitHubRemote(args, io);
  const path = resolve(io.cwd, named);
  return existsSync(path) ? path : named;
}

/** Address for git of the repository that `--github` names. */
function gitHubRemote(args: ParsedArgs, io: Io): string | undefined {
  const named = text(args, "github");
  if (named === undefined) return undefined;
  const api = io.env["GITHUB_API_URL"] || "https://api.github.com";
  const server = io.env["GITHUB_SERVER_URL"] || api.replace("://api.", "://").replace(/\/api\/v3\/?$/, "");
  return `${server}/${named}.git`;
}

/** The first line of what git says; undefined when it has nothing to say. */
async function ask(io: Io, args: readonly string[], none?: string): Promise<string | undefined> {
  const { code, stdout } = await runGit(gitSettings("", io.env), io.cwd, args);
  const line = stdout.toString("utf8").split("\n")[0]!.trim();
  return code !== 0 ? undefined : line === "" ? none : line;
}
