/** Which names of a catalog folder are read, and as what; and which of the others are a mistake. Pure. */
import { posix } from "node:path";
import { archetypes, slug, type Archetype } from "./schema/common";

/** What a file holds: the platform, entries of anybody, of one archetype, or of one team. */
export type ServicesRole = "services" | Archetype | TeamRole;
export type Role = "platform" | ServicesRole;

/** The file of one team; what stands behind the colon is the team. */
export type TeamRole = `team:${string}`;

export const platformFileName = "platform.yaml";
export const servicesFileName = "services.yaml";

/** Folder with a file of entries for each team. */
export const teamFolder = "services";

/** `api-services.yaml`: the file of one archetype, for catalogs that outgrow a single file. */
export function archetypeFileName(archetype: Archetype): string {
  return `${archetype}-services.yaml`;
}

/** `services/payments-team.yaml`: the entries of one team, in a file that is its own. */
export function teamFileName(team: string): string {
  return `${teamFolder}/${team}.yaml`;
}

/** What a name below the catalog folder holds, such as `services.yaml`; undefined when it is no part of a catalog. */
export function roleOf(name: string): Role | undefined {
  if (name === platformFileName) return "platform";
  if (name === servicesFileName) return "services";
  const team = /^services\/([^/]+)\.yaml$/.exec(name)?.[1];
  if (team !== undefined && slug.safeParse(team).success) return `team:${team}`;
  return archetypes.find((archetype) => name === archetypeFileName(archetype));
}

/** The team whose file this is; undefined for every other file. */
export function teamOf(role: Role | undefined): string | undefined {
  return role?.startsWith("team:") === true ? role.slice("team:".length) : undefined;
}

/** The catalog folder of files whose paths all begin with it: where the one closest to the top is. "" for no folder. */
export function rootOf(paths: readonly string[]): string {
  const depth = (path: string) => path.split("/").length;
  const top = [...paths].sort((a, b) => depth(a) - depth(b))[0] ?? "";
  const folder = posix.dirname(top);
  const onlyTeams = posix.basename(folder) === teamFolder && !paths.includes(`${folder}/${platformFileName}`);
  const root = onlyTeams ? posix.dirname(folder) : folder;
  return root === "." ? "" : root;
}

/** Reads roles off paths. @param root the catalog folder, when it is known; else that of `rootOf` */
export function rolesIn(
  paths: readonly string[],
  root: string = rootOf(paths),
): (path: string) => Role | undefined {
  const start = root === "" ? "" : `${root}/`;
  return (path) => (path.startsWith(start) ? roleOf(path.slice(start.length)) : undefined);
}

/** Whether a path is that of a YAML file, or of what is left of one (`x.yaml.orig`). */
export function isYaml(path: string): boolean {
  return /\.ya?ml\b/i.test(posix.basename(path));
}

/** Something in the catalog folder or in its folder of team files. */
export interface Entry {
  /** Counts from the catalog folder, with forward slashes. */
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
  /** Of a folder: whether it holds YAML at any depth. */
  readonly holdsYaml?: boolean;
}

/**
 * Entries that a person could take for a part of the catalog and nobody reads. What is silently left out would drop its
 * services, and the next run would delete them. Left alone are hidden files and what editors leave beside a file
 * (`.services.yaml.swp`, `services.yaml~`, `#services.yaml#`): they are never meant; documentation; and, at the top,
 * code, schemas, and folders without any YAML.
 */
export function strayEntries(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => roleOf(entry.name) === undefined && !isKnown(entry));
}

function isKnown({ name, kind, holdsYaml = false }: Entry): boolean {
  const base = posix.basename(name);
  if (/^\.|~$|^#.*#$/.test(base) || /\.md$/i.test(base)) return true;
  if (name.startsWith(`${teamFolder}/`)) return false;
  if (kind === "file" && /\.txt$|^(README|LICENSE|CODEOWNERS)$/i.test(base)) return !isYaml(base);
  if (kind === "folder") return name === teamFolder || !holdsYaml;
  return kind === "file" && (/\.(ts|js|map)$|\.schema\.json$/.test(base) || base === "catalog-info.yaml");
}
