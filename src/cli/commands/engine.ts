/** `engine -- <words>`: the Pulumi engine itself, with this project's backend and passphrase. */
import { packageRoot } from "../../paths/packageRoot";
import { runTool } from "../../toolchain/command";
import type { Command } from "../command";
import { Journal } from "../engine/journal";
import { keepStackFile, scratchValues } from "../engine/keepStackFile";
import { engineSettings, type EngineSettings } from "../engine/settings";
import { stateSecrets } from "../engine/stateSecrets";
import { writeWorkspace } from "../engine/workspace";
import { redacting, secretValuesOf } from "../engine/redact";
import { note, type Io } from "../io";
import { loadedCatalog } from "../loadedCatalog";
import { noteLostRun } from "../orphans/afterUp";

export const engine: Command = {
  usage: "-- <pulumi words>",
  summary: "run plain pulumi on this project, found or built",
  options: [],
  raw: true,
  run: async ({ words }, io) => {
    const root = packageRoot();
    const settings = engineSettings(io, root, stackOf(words));
    writeWorkspace(settings);
    await recoverFirst(io, settings, words);
    const secrets = isVerbose(words) ? [...knownSecrets(io), ...(await stateSecrets(settings))] : [];
    // Checkpoints stay on: nothing keeps a journal of a plain run.
    const { PULUMI_SKIP_CHECKPOINTS: _, ...env } = settings.envVars;
    const args = words[0] === "--" ? words.slice(1) : words;
    const before = scratchValues(settings);
    const code = await runTool("pulumi", [...args], {
      cwd: settings.workDir,
      env: { ...io.env, ...env },
      onProgress: (line) => note(io, line),
      ...(secrets.length === 0 ? {} : { filter: () => redacting(secrets) }),
    });
    const kept = keepStackFile(settings, before);
    if (kept !== undefined) note(io, kept);
    if (code === 0 && args[0] === "cancel") lostRun(io, settings);
    return code;
  },
};

/** Words of plain `pulumi` that plan or write from the state. */
const works = new Set(["up", "update", "preview", "pre", "refresh", "destroy", "down", "watch"]);

/** Plain `pulumi` knows nothing of the journal, so what a killed run has left behind is read before it begins. */
async function recoverFirst(io: Io, settings: EngineSettings, words: readonly string[]): Promise<void> {
  if (!words.some((word) => works.has(word)) || !Journal.isLeftIn(settings.workDir)) return;
  const { openStack } = await import("../engine/stack.js");
  await openStack(io, settings, () => Promise.resolve({}), false);
}

/** A lock that had to be released by hand was that of a run that nobody has seen end. */
function lostRun(io: Io, settings: EngineSettings): void {
  noteLostRun(settings);
  note(
    io,
    "the next up here looks for objects that the lost run has made and nobody knows; elsewhere " +
      `\`npx harness-catalog drift --stack ${settings.stack}\` does`,
  );
}

/** Secrets of the catalog's platform; none when the catalog cannot be read, which the engine will then report. */
function knownSecrets(io: Io): string[] {
  try {
    const { platform } = loadedCatalog({ values: {}, words: [] }, io);
    return secretValuesOf(platform.secrets, io.env);
  } catch {
    return [];
  }
}

/** A quiet engine prints no property values, and keeps the terminal to itself. */
function isVerbose(words: readonly string[]): boolean {
  return words.some((word) => /^(-v|--verbose|--logtostderr|--debug|-d$)/.test(word));
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
