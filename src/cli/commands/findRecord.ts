/** `find-record`: which run of the workflows published the last record of a stack. */
import { problem } from "@harness-catalog/problems";
import { accessFromEnv, connect, publishingRun } from "../../github";
import type { Command } from "../command";
import { print } from "../io";
import { text } from "../options";

/** Workflows that publish records: after every `up`, and every night. */
const publishers = ["deploy.yml", "drift.yml"];

export const findRecord: Command = {
  usage: "--stack NAME",
  summary:
    "print the number of the workflow run that published the last record of a stack; nothing without one",
  options: ["stack", "base", "github"],
  run: async (args, io) => {
    const stack = text(args, "stack");
    if (stack === undefined) throw problem("CMD001", "find-record has no --stack", "name the stack");
    const github = await connect(accessFromEnv(io.env, text(args, "github")));
    const branch = text(args, "base") ?? "main";
    const run = await publishingRun(github, { name: `record-${stack}`, branch, workflows: publishers });
    if (run !== undefined) print(io, String(run));
    return 0;
  },
};
