/**
 * Takes note of every write before it is sent, for whoever runs the engine: a process that is killed together with the
 * engine has told nobody what it had begun. Only the process that sends the request can know for certain that the note
 * is on disk first; the engine's events may be lost on their way.
 */
import { randomBytes } from "node:crypto";
import { closeSync, fdatasync, writeSync } from "node:fs";
import { promisify } from "node:util";
import type { ResourceSpec } from "../../sdk/spec";
import { problem } from "@harness-catalog/problems";
import { openToAppend } from "@harness-catalog/files/plainFile";
import { isSecret } from "../wire/secrets";
import type { Wire } from "../wire/struct";

/** A write that is about to begin. */
export interface Write {
  readonly op: "create" | "update" | "delete";
  readonly urn: string;
  /** Properties that say where the object lives and what it is meant to be. */
  readonly inputs: Wire;
  /** Secret inputs whose values this write changes. */
  readonly secrets: readonly string[];
  /** Where it is sent. */
  readonly to: { readonly accountId: string; readonly endpoint: string };
}

/** The notes of one provider process. */
export interface WriteLog {
  /**
   * Resolves when the note is on disk.
   * @returns the name of this write, which the state then carries as the proof that it knows its end; undefined where no notes are kept
   * @throws CatalogError HAR040 when the note cannot be written; the request must not be sent then
   */
  begin(spec: ResourceSpec, write: Write): Promise<string | undefined>;
  close(): void;
}

const sync = promisify(fdatasync);

/** Appends to a file; without one, nothing is noted. Several processes may share the file. */
export function openWriteLog(file: string | undefined): WriteLog {
  if (file === undefined || file === "")
    return { begin: () => Promise.resolve(undefined), close: () => undefined };
  let descriptor: number | undefined;
  const session = randomBytes(6).toString("hex");
  const durable = groupCommit(() => (descriptor === undefined ? Promise.resolve() : sync(descriptor)));
  let count = 0;
  return {
    begin: async (spec, write) => {
      const name = `${session}-${(count += 1)}`;
      try {
        descriptor ??= openToAppend(file, 0o600);
        append(descriptor, JSON.stringify(lineOf(spec, name, write)));
        await durable();
      } catch (error) {
        throw problem(
          "HAR040",
          `nothing was sent: its note in ${file} cannot be written: ${(error as Error).message}`,
          "make room on the disk and run the same command again: it continues where it stopped",
        );
      }
      return name;
    },
    close: () => {
      if (descriptor !== undefined) closeSync(descriptor);
    },
  };
}

/** A line of the file. Secret values are left out: the next run writes them again. */
function lineOf(spec: ResourceSpec, write: string, { op, urn, inputs, secrets, to }: Write) {
  const id = inputs[spec.id];
  return {
    write,
    op,
    urn,
    type: spec.token,
    ...(typeof id === "string" ? { id } : {}),
    address: spec.address,
    secrets,
    inputs: withoutSecrets(inputs, spec.secret),
    to: { accountId: to.accountId, endpoint: to.endpoint },
  };
}

function withoutSecrets(inputs: Wire, secret: readonly string[]): Wire {
  return Object.fromEntries(
    Object.entries(inputs).filter(([key, value]) => !secret.includes(key) && !holdsSecret(value)),
  );
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isSecret(value) || Object.values(value).some(holdsSecret);
}

/** The line break before it keeps a line whole that follows one which the end of the disk has cut off. */
function append(descriptor: number, line: string): void {
  const bytes = Buffer.from(`\n${line}\n`);
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}

/** Makes one call of `commit` serve everybody who asked before it began. */
function groupCommit(commit: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  return () => {
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        running = commit();
        return running;
      });
    return next;
  };
}
