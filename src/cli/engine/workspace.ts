/**
 * The scratch project the engine works in: a copy of Pulumi.yaml and of the stack file. The engine writes the salt of
 * the stack's secrets into its stack file, which must not change files under version control.
 */
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { malformed, readProjectFile, startOf } from "../../../infra/projectFile";
import { z } from "zod";
import { replaceFile } from "../replaceFile";
import type { EngineSettings } from "./settings";

const projectFile = z.looseObject({
  name: z.string(),
  main: z.string(),
  plugins: z
    .looseObject({ providers: z.array(z.looseObject({ name: z.string(), path: z.string() })).optional() })
    .optional(),
});
type ProjectFile = z.infer<typeof projectFile>;

/** What the scratch project is. */
export interface ScratchProject {
  readonly name: string;
  /** Whether the provider of this repository serves Harness objects, and not the upstream plugin. */
  readonly ownProvider: boolean;
}

/** Brings the scratch project up to date with the repository. @throws CatalogError CMD013 */
export function writeWorkspace(settings: EngineSettings): ScratchProject {
  const project = projectOf(settings.root);
  for (const provider of project.plugins?.providers ?? [])
    provider.path = resolve(settings.root, provider.path);
  project.main = join(settings.root, project.main);
  replaceFile(join(settings.workDir, "Pulumi.yaml"), stringify(project));
  writeStackFile(settings);
  const ownProvider = (project.plugins?.providers ?? []).some(({ name }) => name === "harness");
  return { name: project.name, ownProvider };
}

function projectOf(root: string): ProjectFile {
  const file = "Pulumi.yaml";
  const read = projectFile.safeParse(readProjectFile(root, file) ?? {});
  if (!read.success) throw malformed(file, `is malformed: ${z.prettifyError(read.error)}`, startOf(file));
  return read.data;
}

function writeStackFile(settings: EngineSettings): void {
  const name = `Pulumi.${settings.stack}.yaml`;
  const salted = scratchFile(settings.workDir, name);
  const own = readProjectFile(settings.root, name) ?? {};
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
function scratchFile(folder: string, name: string): Record<string, unknown> {
  try {
    return readProjectFile(folder, name) ?? {};
  } catch {
    return {};
  }
}
