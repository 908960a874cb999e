/** What is in the folder of all generated files. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { NotReadable, readTextIfThere } from "@harness-catalog/files/plainFile";
import { digest } from "../digest";
import { isOurs, metadataName, parseMetadata, type Metadata } from "./metadata";

/** A folder that holds a metadata.json of ours. */
export interface OwnFolder {
  /** `payment-service/prod/euw1` */
  readonly folder: string;
  /** Undefined when metadata.json is damaged. */
  readonly metadata: Metadata | undefined;
}

/** All folders of ours, three levels down, in order. A root that is not there has none. */
export function ownFolders(root: string): OwnFolder[] {
  return childFolders(root).flatMap((service) =>
    childFolders(join(root, service)).flatMap((label) =>
      childFolders(join(root, service, label)).flatMap((region) => {
        const folder = `${service}/${label}/${region}`;
        const text = readIfThere(join(root, folder, metadataName));
        return text !== undefined && isOurs(text) ? [{ folder, metadata: parseMetadata(text) }] : [];
      }),
    ),
  );
}

/** Whether a folder's files are those its metadata tells of, byte by byte. */
export function isIntact(root: string, { folder, metadata }: OwnFolder): boolean {
  return Object.entries(metadata?.files ?? {}).every(([name, expected]) => {
    const text = readIfThere(join(root, folder, name));
    return text !== undefined && digest(text) === expected;
  });
}

/** Text of a file; undefined when there is none, or something else has its name. */
export function readIfThere(file: string): string | undefined {
  try {
    return readTextIfThere(file);
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}

/** Sub-folders by name; links are not followed, so that nothing outside is taken for ours. */
function childFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
    throw error;
  }
}
