/** `comment`: puts a report on a pull request. One comment a stack, updated in place. */
import { problem } from "@harness-catalog/problems";
import { accessFromEnv, connect, putComment } from "../../github";
import { bodyFile } from "../bodyFile";
import type { Command } from "../command";
import { pullRequestOfRun, runLine } from "../gitHubRun";
import { print } from "../io";
import { commentLimit, cutTo } from "../markdown/fit";
import { text, whole } from "../options";
import { stackName } from "../stackName";

export const comment: Command = {
  usage: "--stack NAME --body FILE",
  summary: "put a report on a pull request: one comment a stack, updated in place",
  options: ["stack", "body", "pull-request", "github"],
  run: async (args, io) => {
    const stack = stackName(args);
    const body = bodyFile(args, io, "comment");
    const run = pullRequestOfRun(io);
    const number = whole(args, "pull-request", 1) ?? run?.number;
    if (number === undefined) {
      throw problem("CMD001", "no pull request is known", "name it with --pull-request");
    }
    const github = await connect(accessFromEnv(io.env, text(args, "github")), io.env);
    const marker = `<!-- harness-catalog plan ${stack} -->`;
    const line = runLine(io, run?.commit);
    const outcome = await putComment(
      github,
      number,
      marker,
      cutTo(body, commentLimit - marker.length - line.length - 1) + line,
    );
    print(io, `comment ${outcome.done}: ${outcome.url}`);
    return 0;
  },
};
