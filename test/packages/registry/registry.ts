/** A real registry on this machine, for the packages of this repository; all others come through it from the one npm is configured with. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/paths/packageRoot";

/** A running registry. */
export interface Registry {
  /** Runs npm in a folder against it. @throws Error with what npm says when it fails */
  npm(cwd: string, ...words: string[]): string;
  close(): void;
}

/** Starts one whose packages live below a folder. @param packages folder of the installed verdaccio */
export async function startRegistry(packages: string, folder: string): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "config.yaml");
  writeFileSync(
    config,
    configuration(folder, runNpm(folder, process.env, ["config", "get", "registry"]).trim()),
  );
  const serve = join(packageRoot(), "test", "packages", "registry", "serve.js");
  const child: ChildProcess = spawn(process.execPath, [serve, packages, config], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  const host = `127.0.0.1:${line.toString().trim()}`;
  const settings = join(folder, "npmrc");
  writeFileSync(
    settings,
    `registry=http://${host}/\n//${host}/:_authToken=nobody\nfund=false\naudit=false\n`,
  );
  const own = { ...process.env, npm_config_userconfig: settings, npm_config_registry: `http://${host}/` };
  const env = { ...own, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1", npm_config_noproxy: "127.0.0.1" };
  return {
    npm: (cwd, ...words) => runNpm(cwd, env, words),
    close: () => child.stdin!.end(),
  };
}

function configuration(folder: string, upstream: string): string {
  const own = { access: "$all", publish: "$all" };
  return JSON.stringify({
    storage: join(folder, "storage"),
    uplinks: { upstream: { url: upstream, timeout: "60s", max_fails: 20, cache: false } },
    packages: {
      "@harness-catalog/*": own,
      "harness-*": own,
      "**": { access: "$all", proxy: "upstream" },
    },
    log: { type: "stdout", level: "fatal" },
    max_body_size: "20mb",
  });
}

function runNpm(cwd: string, env: NodeJS.ProcessEnv, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("npm", words, { cwd, env, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${words.join(" ")}: ${stderr}`);
  return stdout;
}
