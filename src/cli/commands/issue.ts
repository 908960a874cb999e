/** `issue`: one issue a subject, such as the drift of a stack; opened, kept up to date and closed. */
import { problem } from "@harness-catalog/problems";
import { accessFromEnv, closeIssue, connect, putIssue } from "../../github";
import { bodyFile } from "../bodyFile";
import type { Command } from "../command";
import { runLine } from "../gitHubRun";
import { print, type Io } from "../io";
import { commentLimit, cutTo } from "../markdown/fit";
import { flag, text, type ParsedArgs } from "../options";

/** Every issue of ours carries it, so that people can filter them and we find them. */
const label = "harness-catalog";

export const issue: Command = {
  usage: "--about SUBJECT (--title TEXT --body FILE | --close)",
  summary: "open or update the one issue about a subject, or close it",
  options: ["about", "title", "body", "close", "github"],
  run: async (args, io) => {
    const about = text(args, "about");
    if (about === undefined || !/^[\w. -]{1,80}$/.test(about)) {
      throw problem(
        "CMD001",
        about === undefined ? "issue has no --about" : `--about is "${about}"`,
        'name the subject in letters, digits and blanks: --about "drift of prod"',
      );
    }
    const marker = `<!-- harness-catalog issue ${about} -->`;
    const act = flag(args, "close") ? close : open;
    print(io, await act(args, io, marker, about));
    return 0;
  },
};

async function close(args: ParsedArgs, io: Io, marker: string, about: string): Promise<string> {
  const github = await connect(accessFromEnv(io.env, text(args, "github")), io.env);
  const words = `Nothing left to report.${runLine(io, undefined)}`;
  const outcome = await closeIssue(github, { marker, labels: [label] }, words);
  return outcome === undefined ? `no open issue about ${about}` : `issue closed: ${outcome.url}`;
}

async function open(args: ParsedArgs, io: Io, marker: string): Promise<string> {
  const title = text(args, "title");
  if (title === undefined) throw problem("CMD001", "issue has no --title", "give one, or --close");
  const body = bodyFile(args, io, "issue");
  const github = await connect(accessFromEnv(io.env, text(args, "github")), io.env);
  const line = runLine(io, undefined);
  const room = commentLimit - marker.length - line.length - 1;
  const outcome = await putIssue(github, { marker, title, body: cutTo(body, room) + line, labels: [label] });
  return `issue ${outcome.done}: ${outcome.url}`;
}
