/** One run of a command line over hostile files, and what is wrong with how it ends. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "../../src/cli/run";
import { codes } from "@harness-catalog/problems";
import { hiddenCharacter } from "@harness-catalog/problems/characters";
import { memoryIo } from "../support/io";
import { invocation } from "./invocations";
import { numbers, oneOf } from "./numbers";
import { changedFiles, changedOnDisk, folderOf, removeFolder, worlds, type Files } from "./world";

/** Of a process, in milliseconds; far more than any of these commands takes. */
const mostCpu = 10_000;

/** Exit codes of docs/errors.md, and those that end no error: 0 done, 2 changes pending. */
const exits: ReadonlySet<number> = new Set([0, 2, ...Object.values(codes).map(({ exit }) => exit)]);

export interface FuzzCase {
  readonly argv: readonly string[];
  readonly files: Files;
}

/** What a command reads beside the catalog. */
const readBy: Readonly<Record<string, RegExp>> = {
  plan: /^(catalog|other|library|record)/,
  owners: /^(catalog|other)/,
  simulate: /^(catalog|library|scenario)/,
  trigger: /^(catalog|payload)/,
};

/** The case of a number, the same in every run. */
export function fuzzCase(seed: number): FuzzCase {
  const pick = numbers(seed);
  for (let left = 5; left > 0; left--) pick(2);
  const [service, files] = oneOf(pick, Object.entries(worlds));
  const argv = invocation(pick, service);
  if (pick(5) === 0) return { argv, files };
  const readable = Object.keys(files).filter((path) => (readBy[argv[0]!] ?? /^(catalog|library)/).test(path));
  const special = readable.filter((path) => !path.startsWith("library"));
  return { argv, files: changedFiles(files, pick, pick(6) === 0 ? readable : special) };
}

/** Runs a case. @returns how it ended, and what is wrong with that; empty where all is right */
export async function faultsOf({ argv, files }: FuzzCase) {
  const dir = folderOf(files);
  const env = {
    ...machine(),
    HARNESS_CATALOG_TEMPLATES: `${dir}/library`,
    HARNESS_CATALOG_STATE: `${dir}/state`,
  };
  const io = memoryIo({ cwd: dir, env, now: Date.UTC(2026, 0, 5, 10) });
  const started = process.cpuUsage();
  try {
    const code = await run(argv, io);
    const { user, system } = process.cpuUsage(started);
    const took = (user + system) / 1000;
    const [out, err] = [io.out(), io.err()];
    const faults = [
      ...(took > mostCpu ? [`takes ${took} ms`] : []),
      ...(exits.has(code) ? [] : [`exit ${code}`]),
      ...wrongWords(out + err, files),
      ...(code === 0 ? [] : unexplained(argv, out, err)),
      ...misplaced(dir, out + err, argv),
      ...(isWriter(argv) && code === 0 ? [] : changedOnDisk(dir, files).map((path) => `${path} was changed`)),
    ];
    return { code, out, err, faults, took };
  } finally {
    removeFolder(dir);
  }
}

/** Where the tools are. */
function machine(): Record<string, string> {
  const names = ["HOME", "PATH", "HARNESS_CATALOG_CACHE"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

const isWriter = ([name]: readonly string[]) => ["add", "remove", "render", "files"].includes(name!);

/** What no person can make anything of. */
function wrongWords(text: string, files: Files): string[] {
  const given = Object.values(files).some((file) => /\.nan/i.test(file));
  const patterns = [
    /CMD091/,
    /\bundefined\b/,
    /\[object /,
    /^\s+at .*:\d+/m,
    /\b(Type|Range|Syntax|Reference)Error\b/,
  ];
  if (!given) patterns.push(/\bNaN\b/);
  const words = patterns.filter((pattern) => pattern.test(text)).map((pattern) => `says ${pattern.source}`);
  const hidden = hiddenCharacter(text);
  return hidden === undefined ? words : [...words, `writes ${hidden.named}`];
}

/** An exit code that nothing on the screen explains. */
function unexplained(argv: readonly string[], out: string, err: string): string[] {
  if (/^.*error .* {2}\[[A-Z]+\d+\]$/ms.test(err) || /\[[A-Z]+\d+\]/.test(err)) return [];
  if (/"code":"[A-Z]+\d+"/.test(out) || /[A-Z]{3,4}\d{3}/.test(out)) return [];
  // Their answer is the result.
  if (["trigger", "files", "plan"].includes(argv[0]!) && out !== "") return [];
  return [`no code says why it failed: ${out.slice(0, 100)}${err.slice(0, 100)}`];
}

/** Places that are not in the file they name, and problems of files without one. */
function misplaced(dir: string, text: string, [command]: readonly string[]): string[] {
  const faults: string[] = [];
  for (const line of text.split("\n")) {
    const [, where, rest] = /^error ((?:\S+?:\d+:\d+ )?)(.*)$/.exec(line) ?? [];
    if (rest === undefined) continue;
    const [, file, row, column] = /^(.*):(\d+):(\d+) $/.exec(where ?? "") ?? [];
    if (file === undefined) {
      if (/\[(CAT|TPL)\d+\]$/.test(rest) && command !== "add" && !placeless.test(rest))
        faults.push(`no place: ${line}`);
      continue;
    }
    const path = [resolve(dir, file), resolve(file)].find((each) => existsSync(each));
    if (path === undefined) {
      // What the lint says is about the documents that would be written.
      if (!/\[(CAT001|CMD017|CMD019|LINT\d+)\]$/.test(rest)) faults.push(`no such file: ${line}`);
      continue;
    }
    const lines = isText(path) ? readFileSync(path, "utf8").split("\n") : [""];
    const there = lines[Number(row) - 1];
    if (there === undefined || Number(column) > there.length + 2) faults.push(`no such place: ${line}`);
  }
  return faults;
}

/** Missing files and what an argument names; of `add` the whole entry is in the arguments. */
const placeless = /\[(CAT001|CAT035)\]$/;

const isText = (path: string) => {
  try {
    return readFileSync(path) !== undefined;
  } catch {
    return false;
  }
};
