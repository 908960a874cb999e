import { relative, resolve } from "node:path";
import type { Io } from "./io";
import { text, type ParsedArgs } from "./options";

/** The catalog folder: `--catalog`, else HARNESS_CATALOG_DIR, else `catalog` here. Absolute. */
export function catalogDir(args: ParsedArgs, io: Io): string {
  return resolve(io.cwd, text(args, "catalog") ?? io.env["HARNESS_CATALOG_DIR"] ?? "catalog");
}

/** A path as a person would write it from where the command runs. */
export function shown(io: Io, path: string): string {
  return relative(io.cwd, path) || ".";
}
