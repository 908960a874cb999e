/**
 * `npm run bench:manifests [-- SERVICES]`: generates manifests for SERVICES × 3 environments × 2 regions (default 1000) and
 * compares with a plain loop of `kustomize build` over the same targets, measured on a sample in the same run.
 */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stringify } from "yaml";
import { loadCatalog } from "../src/catalog/load";
import { chooseLayers } from "../src/manifests/layers/choose";
import { readLayers } from "../src/manifests/layers/read";
import { planTargets } from "../src/manifests/plan";
import { layersMark, layoutOf } from "../src/manifests/render/layout";
import { realNaming } from "../src/manifests/render/standIns";
import { packageRoot } from "../src/paths/packageRoot";
import { findTool } from "../src/toolchain/findTool";

/** Kinds of services, as a fleet may have them. */
const kinds = [
  ["api", "public-api"],
  ["api", "internal-api"],
  ["api", "internal-api"],
  ["listener", "event-consumer"],
  ["streaming", "websocket-server"],
  ["scheduler", "scheduled-task"],
  ["job", "batch-job"],
] as const;

/** Targets of the loop that are measured; the rest is extrapolated. */
const sample = 100;

/** One in so many services has variables of its own, which no other shares. */
const withOwnVariables = 10;

function entry(index: number, port: number): Record<string, unknown> {
  const [archetype, profile] = kinds[index % kinds.length]!;
  return {
    name: `service-${String(index).padStart(5, "0")}`,
    archetype,
    profile,
    size: ["small", "medium", "large", "xlarge"][index % 4],
    team: ["payments-team", "platform-team", "platform-team-a"][index % 3],
    environments: ["int", "pre", "prod"],
    regions: ["euw1", "euw2"],
    ...(index % withOwnVariables === 0 ? { env: { LOG_LEVEL: "info", SHARD: `shard-${index}` } } : {}),
    ...(index === 0 ? { port } : {}),
  };
}

function writeServices(dir: string, count: number, port = 8080): void {
  const services = Array.from({ length: count }, (_, index) => entry(index, port));
  writeFileSync(join(dir, "catalog", "services.yaml"), stringify({ services }));
}

/** Wall seconds, and the peak memory in MB of the command itself where the system tells it. */
interface Figures {
  readonly seconds: number;
  readonly megabytes: number;
  readonly outcome: Readonly<Record<string, unknown>>;
}

function command(dir: string, args: readonly string[]): Promise<Figures> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [join(packageRoot(), "src", "cli", "bin.js"), "manifests", "--output", "json", ...args],
    { cwd: dir, stdio: ["ignore", "pipe", "inherit"] },
  );
  let peak = 0;
  const timer = setInterval(() => {
    const status = readIfThere(`/proc/${child.pid}/status`);
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 50);
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  return new Promise((resolve, reject) => {
    child.on("close", (code) => {
      clearInterval(timer);
      if (code !== 0) return reject(new Error(`manifests ended with ${code}: ${stdout}`));
      const outcome = JSON.parse(stdout) as Record<string, unknown>;
      resolve({ seconds: (performance.now() - started) / 1000, megabytes: Math.round(peak), outcome });
    });
  });
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Seconds of one `kustomize build` after the other, for all targets; measured on every n-th of them. */
async function plainLoop(dir: string): Promise<{ seconds: number; measured: number; targets: number }> {
  const catalog = loadCatalog(join(dir, "catalog"));
  const library = readLayers();
  const all = planTargets(catalog, library, []);
  const chosen = all.filter((_, index) => index % Math.ceil(all.length / sample) === 0);
  const kustomize = (await findTool("kustomize")).command;
  const folders = chosen.map(({ target }, index) => {
    const folder = join(realpathSync(dir), "loop", String(index));
    mkdirSync(folder, { recursive: true });
    const { layers } = chooseLayers(catalog, target, library);
    const layout = layoutOf(catalog, target, layers, realNaming(catalog, target));
    const prefix = `${relative(folder, realpathSync(library.root))}/`;
    writeFileSync(join(folder, "kustomization.yaml"), layout.kustomization.replaceAll(layersMark, prefix));
    writeFileSync(join(folder, "values.yaml"), layout.values);
    return folder;
  });
  const started = performance.now();
  for (const folder of folders) execFileSync(kustomize, ["build", folder, "-o", join(folder, "out.yaml")]);
  const seconds = (performance.now() - started) / 1000;
  return { seconds: (seconds / chosen.length) * all.length, measured: chosen.length, targets: all.length };
}

function row(name: string, { seconds, megabytes, outcome }: Figures, loop: number): string {
  const written = (outcome["written"] as unknown[]).length;
  const cells = [
    name,
    written,
    String(outcome["checked"]),
    seconds.toFixed(1),
    megabytes,
    (loop / seconds).toFixed(0),
  ];
  return `| ${cells.join(" | ")} |`;
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 1000);
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-bench-"));
  try {
    cpSync(join(packageRoot(), "catalog", "platform.yaml"), join(dir, "catalog", "platform.yaml"));
    const platform = readFileSync(join(dir, "catalog", "platform.yaml"), "utf8");
    const secondRegion =
      "  pre-euw2: { environment: pre, region: euw2, delegateSelectors: [harness-delegate-pre-euw2] }\n";
    writeFileSync(
      join(dir, "catalog", "platform.yaml"),
      platform.replace("clusters:\n", `clusters:\n${secondRegion}`),
    );
    writeServices(dir, count);
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=b", "-c", "user.email=b@example.com", ...args], { cwd: dir });
    git("init", "--quiet");
    git("add", "catalog");
    git("commit", "--quiet", "--message", "catalog");
    const first = await command(dir, []);
    const loop = await plainLoop(dir);
    const again = await command(dir, []);
    writeServices(dir, count, 9090);
    const changed = await command(dir, ["--changed-since", "HEAD"]);
    const check = await command(dir, ["--check"]);
    process.stdout.write(
      [
        `${loop.targets} targets; a plain loop of kustomize build: ${loop.seconds.toFixed(0)} s (${loop.measured} measured)`,
        "",
        "| operation | folders written | objects checked | wall s | program MB | loop is so many times slower |",
        "| --- | --- | --- | --- | --- | --- |",
        row("everything", first, loop.seconds),
        row("nothing changed", again, loop.seconds),
        row("one service changed", changed, loop.seconds),
        row("--check", check, loop.seconds),
        "",
      ].join("\n"),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

void main();
