/**
 * A throw-away project for one scenario: catalog copy, sandbox in this process, state in a temp folder, the real CLI. It
 * runs in this process too, which spares the start of another one; `start` gives a command a process of its own.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { createSandbox, type Sandbox } from "harness-sandbox";
import { outcomeOf, runHere, type Outcome } from "./outcome";

/** Counts of `--output json`. */
export interface Counts {
  create: number;
  update: number;
  replace: number;
  delete: number;
  same: number;
  calls: number;
  seconds: number;
}

export const apiKey = "pat.test-account.key.s3cr3t-key-of-the-test";

export interface Workspace {
  readonly dir: string;
  readonly catalog: string;
  readonly sandbox: Sandbox;
  readonly env: Record<string, string>;
  /** Starts a command without waiting for it. */
  start(args: readonly string[], env?: Record<string, string>): ChildProcess;
  /** Runs a command to its end. */
  cli(args: readonly string[], env?: Record<string, string>): Promise<Outcome>;
  /** Runs an operation with --yes --output json; fails the test when it does not succeed. */
  operate(
    operation: "plan" | "up" | "refresh" | "destroy",
    args?: readonly string[],
    env?: Record<string, string>,
  ): Promise<Counts>;
  edit(file: "services.yaml" | "platform.yaml", change: (text: string) => string): void;
  close(): Promise<void>;
}

/** Makes a workspace with the example catalog and an empty sandbox. */
export async function createWorkspace(
  options: Partial<Parameters<typeof createSandbox>[0]> = {},
): Promise<Workspace> {
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-"));
  const catalog = join(dir, "catalog");
  for (const file of ["services.yaml", "platform.yaml"])
    cpSync(join(packageRoot(), "catalog", file), join(catalog, file));
  const sandbox = await createSandbox({
    account: "test-account",
    apiKey,
    port: 0,
    rateLimit: "off",
    ...options,
  });
  const env = {
    HARNESS_ACCOUNT_ID: sandbox.account,
    HARNESS_ENDPOINT: sandbox.url,
    HARNESS_PLATFORM_API_KEY: options.apiKey ?? apiKey,
    HARNESS_CATALOG_STATE: join(dir, "state"),
    HARNESS_CATALOG_DIR: catalog,
    HARNESS_RATE_LIMIT_PER_MINUTE: "off",
    // Two states of one account, or accounts of two states, are then comparable.
    HARNESS_CATALOG_STATE_ID: "of-the-tests",
  };
  const start: Workspace["start"] = (args, extra = {}) =>
    spawn(process.execPath, [join(packageRoot(), "src", "cli", "bin.js"), ...args], {
      cwd: dir,
      env: { ...process.env, ...env, ...extra },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  const cli: Workspace["cli"] = (args, extra = {}) =>
    // That command hands the engine its own terminal; and a process reads a folder of templates once.
    args[0] === "engine" || "HARNESS_CATALOG_TEMPLATES" in extra
      ? outcomeOf(start(args, extra))
      : runHere(dir, { ...env, ...extra }, args);
  return {
    dir,
    catalog,
    sandbox,
    env,
    start,
    cli,
    operate: async (operation, args = [], extra = {}) => {
      const outcome = await cli([operation, "--stack", "dev", "--yes", "--output", "json", ...args], extra);
      if (outcome.code !== 0)
        throw new Error(`${operation} ended with ${outcome.code}\n${outcome.stdout}\n${outcome.stderr}`);
      return JSON.parse(outcome.stdout) as Counts;
    },
    edit: (file, change) =>
      writeFileSync(join(catalog, file), change(readFileSync(join(catalog, file), "utf8"))),
    close: async () => {
      await sandbox.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
