/**
 * Runs that are killed at a point a seed decides, and what must be there after the next run. The base (an account and its
 * state) is made once and copied for every run, to the same folder and the same port. What nobody kills runs in this process.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { createSandbox, type Sandbox } from "harness-sandbox";
import { writeKillCatalogs, type KillCatalog } from "./killCatalogs";
import { outcomeOf, runHere, type Outcome } from "./outcome";

export type Victim = "engine" | "provider" | "command" | "everything";

/** One run to be killed, and the command after it. */
export interface KillScenario {
  readonly command: "up" | "destroy" | "refresh";
  readonly victim: Victim;
  /** Calls (writes; of a refresh, all) the sandbox has taken when the kill comes. */
  readonly point: number;
  readonly then: "same" | "old" | "third";
}

/** What is known of the runs that nobody kills. */
interface Never {
  readonly snapshots: Readonly<Record<KillCatalog | "destroyed", string>>;
  /** Calls each command makes in all. */
  readonly calls: Readonly<Record<KillScenario["command"], number>>;
}

const account = "test-account";
const apiKey = "pat.test-account.key.s3cr3t-key-of-the-test";

/** The stage on which runs are killed. */
export class KillStage {
  private constructor(private readonly dir: string) {}

  private openSandbox: Sandbox | undefined;

  private never: Never | undefined;
  /** Looks at every call before it is answered. */
  private onCall: () => void = () => undefined;

  /**
   * Makes the base and the runs that nobody kills.
   * @param services of the base, ten or more
   */
  static async prepare(services: number): Promise<KillStage> {
    const dir = mkdtempSync(join(tmpdir(), "harness-catalog-kill-"));
    writeKillCatalogs(join(dir, "catalogs"), services);
    const stage = new KillStage(dir);
    await stage.open(0);
    await stage.succeeds("up", "old");
    const old = stage.snapshot();
    await stage.keepBase();
    const counted = async (command: KillScenario["command"], catalog: KillCatalog) => {
      await stage.reset();
      await stage.succeeds(command, catalog);
      return { snapshot: stage.snapshot(), calls: stage.calls(command) };
    };
    const [next, third] = [await counted("up", "new"), await counted("up", "third")];
    const [destroyed, refreshed] = [await counted("destroy", "old"), await counted("refresh", "old")];
    stage.never = {
      snapshots: {
        old,
        new: next.snapshot,
        third: third.snapshot,
        destroyed: destroyed.snapshot,
      },
      calls: { up: next.calls, destroy: destroyed.calls, refresh: refreshed.calls },
    };
    return stage;
  }

  /** Calls a command makes when nobody kills it. */
  callsOf(command: KillScenario["command"]): number {
    return this.never?.calls[command] ?? 0;
  }

  /** The account after the command that follows, had nobody killed anything. */
  expected({ command, then }: KillScenario): string {
    const same = command === "up" ? "new" : command === "destroy" ? "destroyed" : "old";
    return this.never?.snapshots[then === "same" ? same : then] ?? "";
  }

  /** Puts the base back and kills the run. @returns how the command ended */
  async kill(scenario: KillScenario): Promise<Outcome> {
    await this.reset();
    const child = this.start(scenario.command, "new");
    // In the call itself: the answer is not out, so that whoever is killed cannot know of it, however slow this machine is.
    this.onCall = () => {
      if (this.calls(scenario.command) < scenario.point) return;
      this.onCall = () => undefined;
      killNow(scenario.victim, child);
    };
    return outcomeOf(child);
  }

  /** Runs the command that follows the killed one. Nothing else may be needed. */
  async follow({ command, then }: KillScenario): Promise<Outcome> {
    if (then !== "same") return this.run("up", then);
    return this.run(command === "refresh" ? "up" : command, command === "up" ? "new" : "old");
  }

  snapshot(): string {
    return JSON.stringify(this.sandbox.snapshot());
  }

  /** Scratch folder of the stack, with its journal. */
  get stateDir(): string {
    return join(this.dir, "state");
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async keepBase(): Promise<void> {
    const { port } = this.sandbox;
    await this.sandbox.close();
    cpSync(join(this.dir, "account"), join(this.dir, "base-account"));
    cpSync(this.stateDir, join(this.dir, "base-state"), { recursive: true });
    await this.open(port);
  }

  private async reset(): Promise<void> {
    const { port } = this.sandbox;
    await this.sandbox.close();
    rmSync(this.stateDir, { recursive: true });
    cpSync(join(this.dir, "base-account"), join(this.dir, "account"));
    cpSync(join(this.dir, "base-state"), this.stateDir, { recursive: true });
    await this.open(port);
  }

  private get sandbox(): Sandbox {
    if (this.openSandbox === undefined) throw new Error("no sandbox is open");
    return this.openSandbox;
  }

  private async open(port: number): Promise<void> {
    const stateFile = join(this.dir, "account");
    const onCall = () => this.onCall();
    this.openSandbox = await createSandbox({
      account,
      apiKey,
      port,
      stateFile,
      rateLimit: "off",
      latencyMs: 10,
      onCall,
    });
  }

  private async succeeds(command: KillScenario["command"], catalog: KillCatalog): Promise<void> {
    const { code, stderr } = await this.run(command, catalog);
    if (code !== 0) throw new Error(`${command} ended with ${code}\n${stderr}`);
  }

  private run(command: KillScenario["command"], catalog: KillCatalog): Promise<Outcome> {
    return runHere(this.dir, this.env, this.words(command, catalog));
  }

  private start(command: KillScenario["command"], catalog: KillCatalog): ChildProcess {
    const bin = join(packageRoot(), "src", "cli", "bin.js");
    return spawn(process.execPath, [bin, ...this.words(command, catalog)], {
      cwd: this.dir,
      env: { ...process.env, ...this.env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
  }

  private words(command: KillScenario["command"], catalog: KillCatalog): readonly string[] {
    const words = [command, "--stack", "dev", "--yes", "--output", "json"];
    const file = join(this.dir, "catalogs", catalog);
    return command === "up" ? [...words, "--catalog", file, "--allow-deletions", "1000"] : words;
  }

  private get env(): Readonly<Record<string, string>> {
    return {
      HARNESS_ACCOUNT_ID: account,
      HARNESS_ENDPOINT: this.sandbox.url,
      HARNESS_PLATFORM_API_KEY: apiKey,
      HARNESS_CATALOG_STATE: this.stateDir,
      HARNESS_RATE_LIMIT_PER_MINUTE: "off",
    };
  }

  private calls(command: KillScenario["command"]): number {
    const { byMethod, total } = this.sandbox.calls();
    return command === "refresh" ? total : total - (byMethod["GET"] ?? 0);
  }
}

/** Kills a command, or what it has started, as nothing can catch. @throws Error when there is nothing to kill */
export function killNow(victim: Victim, child: ChildProcess): void {
  const pids = victims(victim, child.pid ?? 0);
  if (pids.length === 0 && child.exitCode === null) throw new Error(`no ${victim} to kill`);
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      continue; // it went with another one
    }
  }
}

/** Process ids among a command and what it has started, from ps (POSIX). The engine gives its plugins groups of their own. */
function victims(victim: Victim, command: number): number[] {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  const family = new Set([command]);
  for (let before = 0; before < family.size;) {
    before = family.size;
    for (const [pid, parent] of rows) if (family.has(Number(parent))) family.add(Number(pid));
  }
  return rows.flatMap(([pid, , ...words]) => {
    if (!family.has(Number(pid))) return [];
    const isProvider = words.some((word) => word.endsWith("provider/main.js"));
    const who = Number(pid) === command ? "command" : isProvider ? "provider" : "engine";
    return victim === "everything" || victim === who ? [Number(pid)] : [];
  });
}
