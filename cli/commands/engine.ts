/** `engine -- <words>`: the Pulumi engine itself, with this project's backend and passphrase. */
import { packageRoot } from "../../infra/root";
import { runTool } from "../../toolchain/command";
import type { Command } from "../command";
import { engineSettings } from "../engine/settings";
import { writeWorkspace } from "../engine/workspace";
import { note } from "../io";

export const engine: Command = {
  usage: "-- <pulumi words>",
  summary: "run plain pulumi on this project, found or built",
  options: [],
  raw: true,
  run: async ({ words }, io) => {
    const root = packageRoot();
    const settings = engineSettings(io, root, stackOf(words));
    writeWorkspace(settings);
    // Checkpoints stay on: nothing keeps a journal of a plain run.
    const { PULUMI_SKIP_CHECKPOINTS: _, ...env } = settings.envVars;
    const args = words[0] === "--" ? words.slice(1) : words;
    return runTool("pulumi", [...args], {
      cwd: settings.workDir,
      env: { ...io.env, ...env },
      onProgress: (line) => note(io, line),
    });
  },
};

/** The stack the words name, so that its account is known; the engine itself reads them too. */
function stackOf(words: readonly string[]): string {
  const at = words.findIndex((word) => word === "--stack" || word === "-s");
  return (
    (at < 0 ? undefined : words[at + 1]) ??
    words.find((word) => word.startsWith("--stack="))?.slice(8) ??
    "dev"
  );
}
