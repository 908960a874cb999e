/** Errors that are no problem of the list yet: what the system refuses, and bugs. Neither is shown as a stack trace. */
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getSystemErrorMap } from "node:util";
import { CatalogError, problem } from "./index";
import { NotReadable } from "@harness-catalog/files/plainFile";
import { packageOf } from "@harness-catalog/files/packageOf";

/** Anything thrown as problems: its own, CMD090 for what the system refused, CMD091 for a bug, with its trace in a file. */
export function problemOf(error: unknown, argv: readonly string[]): CatalogError {
  if (error instanceof CatalogError) return error;
  if (error instanceof NotReadable) return notReadable(error);
  if (isSystemError(error)) return refusedBySystem(error);
  const command = argv[0] === undefined || argv[0].startsWith("-") ? "" : ` ${argv[0]}`;
  const words =
    error instanceof Error ? `${error.name}: ${firstLine(error.message)}` : firstLine(String(error));
  const file = keepTrace(error);
  const version = `${startedPackage()} on Node.js ${process.versions.node}`;
  const what =
    file === undefined ? "report this line" : `report this line with ${file}, which has the details`;
  return problem(
    "CMD091",
    `bug in${command}: ${words}`,
    `${what}, to those who maintain this copy: ${version}`,
  );
}

interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly syscall: string;
  readonly path?: string;
}

/** Only errors of the system carry a number and the name of a call. */
function isSystemError(error: unknown): error is SystemError {
  if (!(error instanceof Error)) return false;
  const { code, errno, syscall } = error as Partial<SystemError>;
  return typeof code === "string" && typeof errno === "number" && typeof syscall === "string";
}

const cures: Readonly<Record<string, string>> = {
  ENOSPC: "make room on the disk, then run the command again: it continues",
  EDQUOT: "make room on the disk, then run the command again: it continues",
  EFBIG: "raise the size that files may have (ulimit -f), then run the command again: it continues",
  EACCES: "give this user the right to it, or choose another place",
  EPERM: "give this user the right to it, or choose another place",
  EROFS: "choose a place that can be written",
  ENOENT: "check the path",
  EISDIR: "name a file, not a folder",
  ENOTDIR: "a part of the path is a file; check it",
  EMFILE: "raise the number of open files (ulimit -n)",
  ENFILE: "raise the number of open files (ulimit -n)",
  ENOMEM: "give this machine more memory",
  EADDRINUSE: "choose another port, or 0 for any free one",
};

function refusedBySystem(error: SystemError): CatalogError {
  const about = error.path ?? error.syscall;
  const words = getSystemErrorMap().get(error.errno)?.[1] ?? error.code;
  return problem(
    "CMD090",
    `${about}: ${words} (${error.code} from ${error.syscall})`,
    cures[error.code] ?? "mend that, then run the command again",
  );
}

/** A file of the state folder, say, that is none: what is read from there says itself where it helps to say more. */
function notReadable({ path, message }: NotReadable): CatalogError {
  return problem("CMD090", `${path} cannot be read: ${message}`, "move it away, then run the command again", {
    file: path,
    line: 1,
    column: 1,
  });
}

/** Writes what a maintainer needs where only this user can read it, as messages may quote anything. */
function keepTrace(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  const file = join(tmpdir(), `harness-catalog-bug-${process.pid}-${Date.now()}.txt`);
  try {
    writeFileSync(file, `${error.stack}\n`, { mode: 0o600, flag: "wx" });
    return file;
  } catch {
    return undefined;
  }
}

/** Name and version of what was started, for a report. */
function startedPackage(): string {
  const found = packageOf(process.argv[1] ?? process.execPath);
  return found === undefined ? "a program of an unknown version" : `${found.name} ${found.version}`;
}

function firstLine(text: string): string {
  return text.split("\n")[0]!.slice(0, 300);
}
