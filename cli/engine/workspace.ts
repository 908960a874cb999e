/**
 * The scratch project the engine works in: a copy of Pulumi.yaml and of the stack file. The engine writes the salt of
 * the stack's secrets into its stack file, which must not change files under version control.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { replaceFile } from "../replaceFile";
import type { EngineSettings } from "./settings";

interface ProjectFile {
  name: string;
  plugins?: { providers?: { name: string; path: string }[] };
  [key: string]: unknown;
}

/** What the scratch project is. */
export interface ScratchProject {
  readonly name: string;
  /** Whether the provider of this repository serves Harness objects, and not the upstream plugin. */
  readonly ownProvider: boolean;
}

/** Brings the scratch project up to date with the repository. @throws CatalogError CMD013 */
export function writeWorkspace(settings: EngineSettings): ScratchProject {
  const project = parse(readFileSync(join(settings.root, "Pulumi.yaml"), "utf8")) as ProjectFile;
  for (const provider of project.plugins?.providers ?? [])
    provider.path = resolve(settings.root, provider.path);
  project["main"] = join(settings.root, String(project["main"]));
  replaceFile(join(settings.workDir, "Pulumi.yaml"), stringify(project));
  writeStackFile(settings);
  const ownProvider = (project.plugins?.providers ?? []).some(({ name }) => name === "harness");
  return { name: project.name, ownProvider };
}

function writeStackFile(settings: EngineSettings): void {
  const name = `Pulumi.${settings.stack}.yaml`;
  const salted = scratchFile(join(settings.workDir, name));
  const own = readYaml(join(settings.root, name));
  // A salt belongs to a passphrase, a data key to a key service. The repository's own count only where they have
  // encrypted values to read.
  const { encryptionsalt, encryptedkey } = JSON.stringify(own).includes('"secure"') ? own : salted;
  const isSameProvider = own["secretsprovider"] === salted["secretsprovider"];
  const { encryptionsalt: _, encryptedkey: ownKey, ...rest } = own;
  const key = isSameProvider ? (encryptedkey ?? ownKey) : ownKey;
  replaceFile(
    join(settings.workDir, name),
    stringify({
      ...rest,
      ...(encryptionsalt === undefined ? {} : { encryptionsalt }),
      ...(key === undefined ? {} : { encryptedkey: key }),
    }),
  );
}

/** The engine writes this file in place. Should it be torn, the salt is lost, and the state has its own. */
function scratchFile(file: string): Record<string, unknown> {
  try {
    const values: unknown = readYaml(file);
    return typeof values === "object" && values !== null ? (values as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function readYaml(file: string): Record<string, unknown> {
  return existsSync(file)
    ? ((parse(readFileSync(file, "utf8")) as Record<string, unknown> | null) ?? {})
    : {};
}
