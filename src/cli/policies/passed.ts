/** What the policies have passed before, so that a plan judges only what has changed. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { replaceFile } from "../replaceFile";

/** The record of one stack. It saves time and decides nothing else: without it, everything is judged. */
interface Record {
  /** Fingerprint of the rules that were asked; other rules make the record worthless. */
  readonly rules: string;
  /** Fingerprints of what passed all of them. */
  readonly passed: readonly string[];
}

/** A short text that stands for a value; differs when anything in the value does. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url");
}

/** Fingerprints that passed these rules; none when the file is missing, damaged, or of other rules. */
export function readPassed(file: string, rules: string): ReadonlySet<string> {
  if (!existsSync(file)) return new Set();
  try {
    const record = JSON.parse(readTextFile(file)) as Record;
    return new Set(record.rules === rules ? record.passed : []);
  } catch {
    return new Set();
  }
}

/** Keeps what passed; a reader sees the old record or the new one, never half of it. */
export function writePassed(file: string, rules: string, passed: readonly string[]): void {
  const record: Record = { rules, passed };
  replaceFile(file, JSON.stringify(record));
}
