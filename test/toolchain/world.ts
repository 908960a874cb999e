import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import assert from "node:assert/strict";
import { CatalogError } from "@harness-catalog/problems";
import type { Clock } from "../../src/toolchain/clock";
import { findTool, type FindOptions, type Tool } from "../../src/toolchain/findTool";

/** A machine of its own for one test: a PATH with only fake programs, a home and a cache, all in a temporary folder. */
export interface World {
  readonly folder: string;
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  /** Puts a shell script of that name into a folder of the world; returns its path. Folders named on PATH: bin, late/bin. */
  readonly script: (relative: string, body: string) => string;
  readonly remove: () => void;
}

/** Makes a world. The scripts in it find the usual commands, though PATH does not name them. */
export function makeWorld(): World {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "toolchain-")));
  const cache = path.join(folder, "cache");
  const script = (relative: string, body: string): string => {
    const file = path.join(folder, relative);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `#!/bin/sh\nPATH=/usr/bin:/bin\n${body}\n`, { mode: 0o755 });
    return file;
  };
  const folders = ["bin", "late/bin"].map((name) => path.join(folder, name));
  return {
    folder,
    cache,
    env: {
      PATH: folders.join(path.delimiter),
      HOME: path.join(folder, "home"),
      HARNESS_CATALOG_CACHE: cache,
    },
    script,
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

/** Body of a fake `go` that "builds" a program printing `version` and counts its runs in `builds.log` of the world. */
export function fakeGo(world: World, version: string): string {
  return `
echo "$PWD $*" >> ${world.folder}/builds.log
while [ "$1" != "-o" ]; do shift; done
printf '#!/bin/sh\\necho ${version}\\n' > "$2"
chmod +x "$2"`;
}

/** The command lines with which the fake `go` has run, one for each build. */
export function builds(world: World): string[] {
  const log = path.join(world.folder, "builds.log");
  return fs.existsSync(log) ? fs.readFileSync(log, "utf8").trim().split("\n") : [];
}

/** A clock that stands still and whose sleeps end at once; `tick` moves it and fires what is due every 5 s. */
export function stillClock(): Clock & { tick: (milliseconds: number) => void } {
  let now = 0;
  let timers: { every: number; next: number; fire: () => void }[] = [];
  return {
    now: () => now,
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    every: (milliseconds, fire) => {
      const timer = { every: milliseconds, next: now + milliseconds, fire };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    tick: (milliseconds) => {
      const end = now + milliseconds;
      for (const timer of timers) {
        for (; timer.next <= end; timer.next += timer.every) {
          now = timer.next;
          timer.fire();
        }
      }
      now = end;
    },
  };
}

/** The message with which a search for a tool fails; fails itself when the tool is found. */
export async function problemsOf(finding: Promise<unknown>): Promise<string> {
  const error = await finding.then(
    () => assert.fail("a tool was found"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CatalogError, String(error));
  return error.message;
}

/** Looks for the engine in a world. @param said takes what is told of the progress */
export function findIn(world: World, said: string[], options: FindOptions = {}): Promise<Tool> {
  return findTool("pulumi", {
    env: world.env,
    npmFrom: world.folder,
    clock: stillClock(),
    onProgress: (message) => said.push(message),
    ...options,
  });
}
