/** `owners`: whose entries a pull request changes, and whether they have approved it. */
import { resolve } from "node:path";
import { loadCatalog } from "../../catalog/load";
import type { Catalog } from "../../catalog/model";
import { ownersCheck } from "../../catalog/gitHubNames";
import { entryChanges, type EntryChange } from "../../catalog/owners";
import { CatalogError, problem } from "@harness-catalog/problems";
import { accessFromEnv, connect, pullRequestsOf, putStatus, type GitHub, type Status } from "../../github";
import type { Command } from "../command";
import { print, type Io } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { ownersMarkdown } from "../markdown/owners";
import { flag, text, whole, type ParsedArgs } from "../options";
import { formatOf } from "../outputFormat";
import { approvalsByTeam, askedTeams, statusOf, type Asked } from "../owners";

export const owners: Command = {
  usage: "--against DIR",
  summary: "say whose entries differ from another catalog, and whether their teams approved the pull request",
  options: ["against", "catalog", "pull-request", "commit", "status", "base", "github", "output"],
  run: async (args, io) => {
    const format = formatOf(args, ["text", "json", "markdown"]);
    const against = text(args, "against");
    if (against === undefined)
      throw problem("CMD001", "owners has no --against", "name the catalog of the base branch");
    // Its own templates need not be here: whose an entry is does not depend on them.
    const before = loadCatalog(resolve(io.cwd, against));
    if (flag(args, "status")) return report(before, args, io);
    const changes = entryChanges(before, loadedCatalog(args, io));
    const number = whole(args, "pull-request", 1);
    if (number === undefined) {
      show(io, format, changes, askedTeams(changes, before.platform));
      return 0;
    }
    const github = await connect(accessFromEnv(io.env, text(args, "github")));
    const asked = await approvalsByTeam(github, number, changes, before.platform);
    show(io, format, changes, asked);
    const { state, description } = statusOf(asked);
    if (state === "success") return 0;
    throw problem("GIT004", `pull request ${number} ${description}`, "let a member of each team approve it");
  },
};

function show(
  io: Io,
  format: "text" | "json" | "markdown",
  changes: readonly EntryChange[],
  asked: readonly (Omit<Asked, "by"> & { readonly by?: string | undefined })[],
): void {
  if (format === "json") return print(io, JSON.stringify({ changes, asked }));
  if (format === "markdown") return void io.stdout.write(ownersMarkdown(changes));
  if (changes.length === 0) print(io, "no entry changes");
  for (const { service, kind, from, to } of changes)
    print(
      io,
      kind === "handed over" ? `${service} is HANDED OVER from ${from} to ${to}` : `${service} is ${kind}`,
    );
  for (const { team, by, services } of asked)
    print(io, `${team}: ${by === undefined ? "to approve" : `approved by ${by}`} (${services.join(", ")})`);
}

/**
 * Puts the status on the commit, once for every pull request into the branch that ends in it. The commit is named, not looked up: the
 * folder holds its catalog, and the branch may have moved on.
 */
async function report(before: Catalog, args: ParsedArgs, io: Io): Promise<number> {
  const commit = text(args, "commit");
  if (commit === undefined)
    throw problem("CMD001", "--status has no --commit", "name the commit whose catalog --catalog holds");
  const github = await connect(accessFromEnv(io.env, text(args, "github")));
  const branch = text(args, "base") ?? "main";
  const numbers = await pullRequestsOf(github, commit, branch);
  for (const number of numbers) {
    const status = await judged(github, number, commit, before, args, io);
    await putStatus(github, commit, status);
    print(io, `pull request ${number}: ${status.state}, ${status.description}`);
  }
  if (numbers.length === 0) print(io, `no open pull request into ${branch} ends in this commit`);
  return 0;
}

/** A catalog that cannot be read is a refusal, not silence. */
async function judged(
  github: GitHub,
  number: number,
  commit: string,
  before: Catalog,
  args: ParsedArgs,
  io: Io,
): Promise<Status> {
  const after = loaded(args, io);
  if (after instanceof CatalogError) {
    const description = `the catalog is not valid: ${after.problems.length} problems, see the check validate`;
    return { context: ownersCheck, state: "failure", description };
  }
  return statusOf(
    await approvalsByTeam(github, number, entryChanges(before, after), before.platform, commit),
  );
}

function loaded(args: ParsedArgs, io: Io): Catalog | CatalogError {
  try {
    return loadedCatalog(args, io);
  } catch (error) {
    if (error instanceof CatalogError) return error;
    throw error;
  }
}
