/**
 * The scratch project the engine works in: a copy of Pulumi.yaml and of the stack file. The engine writes the salt of
 * the stack's secrets into its stack file, which must not change files under version control.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import type { EngineSettings } from "./settings";

interface ProjectFile {
  name: string;
  plugins?: { providers?: { name: string; path: string }[] };
  [key: string]: unknown;
}

/** Brings the scratch project up to date with the repository. Returns the project's name. */
export function writeWorkspace(settings: EngineSettings): string {
  const project = parse(readFileSync(join(settings.root, "Pulumi.yaml"), "utf8")) as ProjectFile;
  for (const provider of project.plugins?.providers ?? [])
    provider.path = resolve(settings.root, provider.path);
  project["main"] = join(settings.root, String(project["main"]));
  writeFileSync(join(settings.workDir, "Pulumi.yaml"), stringify(project));
  writeStackFile(settings);
  return project.name;
}

function writeStackFile(settings: EngineSettings): void {
  const name = `Pulumi.${settings.stack}.yaml`;
  const salted = readYaml(join(settings.workDir, name));
  const own = readYaml(join(settings.root, name));
  // A salt belongs to a passphrase. The repository's own counts only where it has encrypted values to read.
  const salt = JSON.stringify(own).includes('"secure"') ? own["encryptionsalt"] : salted["encryptionsalt"];
  const { encryptionsalt: _, ...rest } = own;
  writeFileSync(
    join(settings.workDir, name),
    stringify({ ...rest, ...(salt === undefined ? {} : { encryptionsalt: salt }) }),
  );
}

function readYaml(file: string): Record<string, unknown> {
  return existsSync(file)
    ? ((parse(readFileSync(file, "utf8")) as Record<string, unknown> | null) ?? {})
    : {};
}
