/** A real Backstage backend in a process of its own, which reads a local GitHub in place of github.com. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { packageRoot } from "../../src/paths/packageRoot";

/** Who the backend takes the test for. */
const token = "token-of-the-backstage-test";

/** A running backend. */
export interface Backstage {
  /** GET or POST below /api; fails on any other answer than 2xx, with its body. */
  call<Answer>(path: string, body?: unknown): Promise<Answer>;
  /** The same, with the status. */
  answer(path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** Installs the packages where they are missing, compiles the module and starts the backend. */
export async function startBackstage(options: {
  dir: string;
  apiUrl: string;
  gitHubToken: string;
  catalogUrl: string;
}): Promise<Backstage> {
  const root = packageRoot();
  must(process.execPath, [join(root, "scripts", "ensure-backstage.js")], root);
  const modulePackage = packedModule(root, options.dir);
  const port = await freePort();
  const config = join(options.dir, "app-config.json");
  writeFileSync(config, JSON.stringify(appConfig(port, options)));
  const program = join(root, "packages", "backstage", "test-backend", "backend.js");
  const child = spawn(process.execPath, [program, modulePackage, "--config", config], {
    cwd: join(root, "packages", "backstage"),
    stdio: "pipe",
  });
  await started(child);
  const answer = (path: string, body?: unknown) => call(`http://127.0.0.1:${port}/api/${path}`, body);
  return {
    answer,
    call: async <Answer>(path: string, body?: unknown) => {
      const { status, body: answered } = await answer(path, body);
      if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answered)}`);
      return answered as Answer;
    },
    close: () => stopped(child),
  };
}

/** Asks again until there is an answer. The backend works in its own time, so there is nothing to wait for but this. */
export async function eventually<Value>(what: string, ask: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < 900; tries++) {
    const value = await ask();
    if (value !== undefined) return value;
    await pause(200);
  }
  throw new Error(`${what}: nothing after three minutes`);
}

function appConfig(
  port: number,
  { apiUrl, gitHubToken, catalogUrl }: { apiUrl: string; gitHubToken: string; catalogUrl: string },
) {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: "127.0.0.1", port },
      database: { client: "better-sqlite3", connection: ":memory:" },
      auth: { externalAccess: [{ type: "static", options: { token, subject: "test" } }] },
    },
    integrations: { github: [{ host: "github.com", apiBaseUrl: apiUrl, token: gitHubToken }] },
    catalog: {
      rules: [{ allow: ["Component", "API", "System", "Group", "Template", "Location"] }],
      locations: [{ type: "url", target: catalogUrl }],
    },
  };
}

/**
 * The module as Backstage would get it: packed by `npm pack`, unpacked beside nothing but the packages its package.json
 * names. Returns its folder.
 */
function packedModule(root: string, dir: string): string {
  const source = join(root, "packages", "backstage", "scaffolder-module");
  const packages = join(dir, "node_modules");
  mkdirSync(packages, { recursive: true });
  must("npm", ["pack", "--silent", "--pack-destination", dir], source);
  const [archive = ""] = readdirSync(dir).filter((name) => name.endsWith(".tgz"));
  must("tar", ["-xzf", archive], dir);
  const { name, dependencies } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as {
    name: string;
    dependencies: Record<string, string>;
  };
  renameSync(join(dir, "package"), join(packages, name));
  for (const dependency of Object.keys(dependencies)) {
    const from = dependency.startsWith("@backstage/") ? join(root, "packages", "backstage") : root;
    mkdirSync(dirname(join(packages, dependency)), { recursive: true });
    symlinkSync(realpathSync(join(from, "node_modules", dependency)), join(packages, dependency));
  }
  return join(packages, name);
}

function must(program: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0)
    throw (
      error ??
      new Error(`${program} ${args.join(" ")} exited with ${status}
${stdout}
${stderr}`)
    );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (/^ready$/m.test(said)) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the Backstage backend exited with ${code}\n${said}`)));
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

async function call(url: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : (JSON.parse(text) as unknown) };
}
