/** `engine -- <words>`: the Pulumi engine itself, with this project's backend and passphrase. */
import { loadCatalog } from "../../catalog/load";
import { packageRoot } from "../../infra/root";
import { runTool } from "../../toolchain/command";
import { catalogDir } from "../catalogDir";
import type { Command } from "../command";
import { engineSettings } from "../engine/settings";
import { writeWorkspace } from "../engine/workspace";
import { environmentSecrets, hideInLogs } from "../engine/secretFilter";
import { note, type Io } from "../io";

export const engine: Command = {
  usage: "-- <pulumi words>",
  summary: "run plain pulumi on this project, found or built",
  options: [],
  raw: true,
  run: async ({ words }, io) => {
    const root = packageRoot();
    const settings = engineSettings(io, root, stackOf(words));
    writeWorkspace(settings);
    if (runsProgram(words)) await hideInLogs(settings, knownSecrets(io));
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

/** Secrets of the catalog's platform; none when the catalog cannot be read, which the engine will then report. */
function knownSecrets(io: Io): [string, string][] {
  try {
    const { platform } = loadCatalog(catalogDir({ values: {}, words: [] }, io));
    return environmentSecrets(platform.secrets, io.env);
  } catch {
    return [];
  }
}

function runsProgram(words: readonly string[]): boolean {
  return words.some((word) => ["up", "update", "preview", "refresh", "destroy", "import"].includes(word));
}

/** The stack the words name, so that its account is known; the engine itself reads them too. */
function stackOf(words: readonly string[]): string {
  const at = words.findIndex((word) => word === "--stack" || word === "-s");
  return (
    (at < 0 ? undefined : words[at + 1]) ??
    words.find((word) => word.startsWith("--stack="))?.slice(8) ??
    "dev"
  );
}
