/**
 * A local GitHub: the parts of its REST API that this project and Backstage use, and git over HTTP, over real bare
 * repositories. What it models follows GitHub's public REST description; reviews are kept but not asked for: required
 * checks and rulesets are not modelled.
 */
import { serve, type ServerType } from "@hono/node-server";
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createApp } from "./app";
import { Deliveries } from "./deliveries";
import { gitText } from "./git";
import type { Run } from "./model";
import { Store } from "./store";

/** How to start a local GitHub. */
export interface GitHubOptions {
  /** Folder of its state and its bare repositories. */
  readonly dir: string;
  /** Login of the owner of each token. There is no access without one. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Logins of the members of teams, by `organization/slug`. */
  readonly teams?: Readonly<Record<string, readonly string[]>>;
  /** Port on 127.0.0.1; 0 (the default) takes any free one. */
  readonly port?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A running local GitHub. */
export interface LocalGitHub {
  /** What `GITHUB_API_URL` takes; also the host of the repositories. */
  readonly url: string;
  /** Makes an empty repository; one that exists is left as it is. */
  addRepository(fullName: string, defaultBranch?: string): Promise<void>;
  /** Keeps a run of a workflow, as if it had just ended. It is never run here. */
  addRun(fullName: string, run: Omit<Run, "id">): number;
  /** Folder of a bare repository, which works as a git remote as well. */
  gitDir(fullName: string): string;
  /** Ends when the webhooks called so far have answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a local GitHub on 127.0.0.1. */
export async function startGitHub(options: GitHubOptions): Promise<LocalGitHub> {
  const store = new Store(options.dir);
  const deliveries = new Deliveries(store);
  const app = createApp({
    store,
    tokens: options.tokens,
    teams: options.teams ?? {},
    now: options.now ?? Date.now,
    announce: (repository, event, payload) => deliveries.send(repository, event, payload),
  });
  const server = await listen(app.fetch, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addRepository: (fullName, defaultBranch = "main") => addRepository(store, fullName, defaultBranch),
    addRun: (fullName, run) => {
      const repository = store.repository(fullName);
      if (repository === undefined) throw new Error(`no repository ${fullName}`);
      const id = store.takeId();
      store.put({ ...repository, runs: [{ ...run, id }, ...(repository.runs ?? [])] });
      return id;
    },
    gitDir: (fullName) => store.gitDir(fullName),
    settled: () => deliveries.settled(),
    close: () => stop(server),
  };
}

async function addRepository(store: Store, fullName: string, defaultBranch: string): Promise<void> {
  const dir = store.gitDir(fullName);
  if (!existsSync(dir)) {
    await gitText(".", ["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, dir]);
    await gitText(dir, ["config", "http.receivepack", "true"]);
  }
  if (store.repository(fullName) === undefined) {
    store.put({ fullName, defaultBranch, nextNumber: 1, issues: {}, hooks: [] });
  }
}

function listen(fetch: Parameters<typeof serve>[0]["fetch"], port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: "127.0.0.1" }, () => resolve(server));
    server.once("error", reject);
  });
}

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
