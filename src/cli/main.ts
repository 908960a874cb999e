import { runProcess } from "@harness-catalog/command-line/runProcess";
import { loopbackDirect } from "@harness-catalog/network";
import { run } from "./run";

/** Runs the command line of a process to its end and sets its exit code. Called once, by the bin. */
export function main(process: NodeJS.Process): void {
  // gRPC of Node.js and git send the loopback through a proxy unless NO_PROXY says otherwise; children inherit it.
  Object.assign(process.env, loopbackDirect(process.env));
  // What is written over the arguments is what others see in the list of processes.
  if (process.argv.slice(2).some((word) => /^--api-key(=|$)/.test(word)))
    process.title = "harness-catalog sandbox";
  runProcess(process, run);
}
