/** metadata.json: what a generated folder was made from. No time and no commit, so that the same inputs are the same bytes. */
import { digest } from "../digest";

export const metadataName = "metadata.json";

/** Tells our folders from those of others. */
const generator = "harness-catalog manifests";

/** What is known of a folder. */
export interface Metadata {
  readonly service: string;
  readonly environment: string;
  readonly region: string;
  /** In the order in which they apply; none for ECS. */
  readonly layers: readonly string[];
  /** SHA-256 of everything the files follow from. */
  readonly inputs: string;
  /** SHA-256 of each file beside it, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** The text of metadata.json for the files of a folder. */
export function metadataText(
  about: Omit<Metadata, "files">,
  files: Readonly<Record<string, string>>,
): string {
  const digests = Object.fromEntries(
    Object.entries(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, text]) => [name, digest(text)]),
  );
  const { service, environment, region, layers, inputs } = about;
  const ordered = { generatedBy: generator, service, environment, region, layers, inputs, files: digests };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** Whether a metadata.json is one of ours, also one that a merge has left in pieces. */
export function isOurs(text: string): boolean {
  return text.includes(`"generatedBy": "${generator}"`);
}

/** What a metadata.json says; undefined when it is not whole. */
export function parseMetadata(text: string): Metadata | undefined {
  try {
    const value = JSON.parse(text) as Partial<Metadata> | null;
    const whole =
      typeof value?.inputs === "string" && typeof value.files === "object" && value.files !== null;
    return whole ? (value as Metadata) : undefined;
  } catch {
    return undefined;
  }
}
