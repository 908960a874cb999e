import { spawn, type SpawnOptions } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { installLanguageHost } from "../../src/toolchain/installLanguageHost";
import { packageRoot } from "../../src/paths/packageRoot";

/** What a command printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A small Pulumi project in a temporary folder, with an engine of its own that has only this project's language host. */
export interface Project {
  readonly folder: string;
  /** Runs plain `pulumi` in it, never interactive. */
  readonly pulumi: (...args: string[]) => Promise<Outcome>;
  /** Starts it and leaves it running. */
  readonly start: (args: readonly string[], options: SpawnOptions) => ReturnType<typeof spawn>;
  readonly write: (file: string, content: string) => void;
  readonly remove: () => void;
}

/** Makes a project from files; `engine` is the path of a real `pulumi` program. */
export function makeProject(engine: string, files: Readonly<Record<string, string>>): Project {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "language-host-")));
  const bin = path.join(folder, "engine", "bin");
  for (const name of ["engine/bin", "state", "home"])
    fs.mkdirSync(path.join(folder, name), { recursive: true });
  linkOrCopy(fs.realpathSync(engine), path.join(bin, "pulumi"));
  installLanguageHost(path.join(folder, "engine"), packageRoot());
  fs.symlinkSync(path.join(packageRoot(), "node_modules"), path.join(folder, "node_modules"));

  const write = (file: string, content: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PULUMI_BACKEND_URL: `file://${folder}/state`,
    PULUMI_HOME: path.join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: "only a test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const start = (args: readonly string[], options: SpawnOptions) =>
    spawn(path.join(bin, "pulumi"), [...args, "--non-interactive"], { cwd: folder, env, ...options });
  return {
    folder,
    write,
    start,
    pulumi: (...args) => outcomeOf(start(args, { stdio: ["ignore", "pipe", "pipe"] })),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

/** The engine looks for its language hosts beside the file it was started from, so a symbolic link would not do. */
function linkOrCopy(from: string, to: string): void {
  try {
    fs.linkSync(from, to);
  } catch {
    fs.copyFileSync(from, to);
  }
}

function outcomeOf(child: ReturnType<typeof spawn>): Promise<Outcome> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
