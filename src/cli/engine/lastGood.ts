/**
 * Copies of states that were read back whole, where the engine never writes. A copy is what `pulumi stack import`
 * takes; its name carries its digest, so that a damaged one is never used.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CatalogError, problem } from "@harness-catalog/problems";
import { mostStateBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { replaceFile } from "../replaceFile";
import type { EngineSettings } from "./settings";
import type { ExportedState } from "./stackState";

/** Copies kept of each stack. */
const kept = 5;

/** `000042-<first 16 digits of the SHA-256>.json` */
const named = /^(\d{6,})-([0-9a-f]{16})\.json$/;

/** Folder of a stack's copies: `last-good/` beside `workspaces/`. */
export function copiesFolder({ workDir }: Pick<EngineSettings, "workDir">): string {
  return join(dirname(dirname(workDir)), "last-good", basename(workDir));
}

/** Digest of a state, by which copies and journals name it. */
export function stateDigest(state: ExportedState): string {
  return createHash("sha256").update(JSON.stringify(state)).digest("hex").slice(0, 16);
}

/**
 * Keeps a copy of a state, unless the newest is equal, and drops the oldest. A copy counts only when it was read back.
 * @throws CatalogError CMD041 when it cannot be written; the copies that were there are untouched then
 */
export function keepCopy(settings: Pick<EngineSettings, "workDir">, state: ExportedState): void {
  const folder = copiesFolder(settings);
  const digest = stateDigest(state);
  const copies = copiesIn(folder);
  const newest = copies.at(-1);
  if (newest?.digest === digest && readCopy(newest) !== undefined) return;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const number = (newest?.number ?? 0) + 1;
    const file = join(folder, `${String(number).padStart(6, "0")}-${digest}.json`);
    replaceFile(file, JSON.stringify(state), 0o600);
    if (readCopy({ file, number, digest }) === undefined) throw new Error("it reads back as something else");
  } catch (error) {
    const why = error instanceof CatalogError ? error.problems[0]?.message : (error as Error).message;
    throw problem(
      "CMD041",
      `no copy of the state can be kept in ${folder}: ${why ?? ""}`,
      "make room on the disk and run the same command again: it continues where it stopped",
    );
  }
  for (const { file } of copies.slice(0, Math.max(0, copies.length + 1 - kept)))
    rmSync(file, { force: true });
}

/** The newest copy that is whole, and its file. */
export function newestCopy(
  settings: Pick<EngineSettings, "workDir">,
): { readonly file: string; readonly state: ExportedState } | undefined {
  for (const copy of copiesIn(copiesFolder(settings)).reverse()) {
    const state = readCopy(copy);
    if (state !== undefined) return { file: copy.file, state };
  }
  return undefined;
}

interface Copy {
  readonly file: string;
  readonly number: number;
  readonly digest: string;
}

function copiesIn(folder: string): Copy[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => {
      const [, number, digest] = named.exec(name) ?? [];
      return number === undefined || digest === undefined
        ? []
        : [{ file: join(folder, name), number: Number(number), digest }];
    })
    .sort((a, b) => a.number - b.number);
}

function readCopy({ file, digest }: Copy): ExportedState | undefined {
  try {
    const state = JSON.parse(readTextFile(file, mostStateBytes)) as ExportedState;
    return stateDigest(state) === digest ? state : undefined;
  } catch {
    return undefined;
  }
}
