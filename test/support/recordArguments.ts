/**
 * Loaded into every Node.js process of a run (`NODE_OPTIONS=--require`): writes down its own arguments and those of all it
 * starts, one JSON list a line, into the file that RECORD_ARGUMENTS names.
 */
import childProcess from "node:child_process";
import { appendFileSync } from "node:fs";

const file = process.env["RECORD_ARGUMENTS"];

function record(words: readonly unknown[]): void {
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(words)}\n`);
}

record(process.argv);
// All ways of starting a process end in these two.
const { ChildProcess } = childProcess;
const prototype = ChildProcess.prototype as unknown as Started;
const start = prototype.spawn;
prototype.spawn = function (this: unknown, options) {
  record([options.file, ...(options.args ?? [])]);
  return start.call(this, options);
};
const { spawnSync, execFileSync } = childProcess;
childProcess.spawnSync = ((command: string, ...rest: unknown[]) => {
  record([command, ...(Array.isArray(rest[0]) ? (rest[0] as unknown[]) : [])]);
  return (spawnSync as (...all: unknown[]) => unknown)(command, ...rest);
}) as typeof spawnSync;
childProcess.execFileSync = ((command: string, ...rest: unknown[]) => {
  record([command, ...(Array.isArray(rest[0]) ? (rest[0] as unknown[]) : [])]);
  return (execFileSync as (...all: unknown[]) => unknown)(command, ...rest);
}) as typeof execFileSync;

interface Started {
  spawn: (this: unknown, options: { readonly file: string; readonly args?: readonly string[] }) => number;
}
