/** A Backstage backend that reads the repository of a local GitHub, and what tests do with it. */
import { existsSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { packageRoot } from "../../src/paths/packageRoot";
import { eventually, startBackstage } from "../support/backstage";
import { botToken, gitHubForTest, gitIn, repository, type GitHubForTest } from "../support/localGitHub";

export interface Entity {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly links?: readonly { readonly title: string }[] };
  readonly relations?: readonly { readonly targetRef: string }[];
}

export interface DryRun {
  readonly directoryContents: readonly { readonly path: string; readonly base64Content: string }[];
  readonly output: {
    readonly links: readonly Record<string, string>[];
    readonly text: readonly { content: string }[];
  };
  readonly steps: readonly { readonly id: string }[];
}

interface TaskEvent {
  readonly type: string;
  readonly body: { readonly message: string; readonly output?: DryRun["output"] };
}

/** How a task ended, and everything it logged. */
export interface TaskResult {
  readonly status: string | undefined;
  readonly output: DryRun["output"] | undefined;
  readonly log: string;
}

export interface Portal {
  readonly hub: GitHubForTest;
  /** A folder for the test. */
  readonly dir: string;
  /** Everything in Backstage's catalog. */
  entities(): Promise<Entity[]>;
  /** Has Backstage read an entity again. */
  refresh(entityRef: string): Promise<unknown>;
  dryRun(template: string, values: unknown): Promise<{ status: number; body: unknown }>;
  runTask(template: string, values: unknown): Promise<TaskResult>;
  /** Runs git in the repository. */
  git(...words: string[]): string;
  close(): Promise<void>;
}

/** A portal without the repository it reads. */
export type Connected = Omit<Portal, "hub" | "dir" | "git">;

/** Starts Backstage on a repository of a GitHub that runs already; ends when Backstage knows the two templates. */
export async function connectPortal(options: {
  dir: string;
  apiUrl: string;
  gitHubToken: string;
  repository: string;
}): Promise<Connected> {
  const { repository: fullName, ...rest } = options;
  const catalogUrl = `https://github.com/${fullName}/blob/main/catalog-info.yaml`;
  const backend = await startBackstage({ ...rest, catalogUrl });
  const entities = () => backend.call<Entity[]>("catalog/entities");
  await eventually("the templates in the catalog", async () => {
    const found = await entities();
    return found.filter(({ kind }) => kind === "Template").length === 2 ? found : undefined;
  });
  return {
    entities,
    refresh: (entityRef) => backend.call("catalog/refresh", { entityRef }),
    dryRun: (name, values) =>
      backend.answer("scaffolder/v2/dry-run", { template: templateOf(name), values, directoryContents: [] }),
    runTask: async (name, values) => {
      const templateRef = `template:default/${name}`;
      const { id } = await backend.call<{ id: string }>("scaffolder/v2/tasks", { templateRef, values });
      const events = await eventually(`the end of task ${id}`, async () => {
        const all = await backend.call<TaskEvent[]>(`scaffolder/v2/tasks/${id}/events`);
        return all.some(({ type }) => type === "completion") ? all : undefined;
      });
      return resultOf(events);
    },
    close: () => backend.close(),
  };
}

/** Starts both, with the catalog of this repository. */
export async function openPortal(): Promise<Portal> {
  const hub = await gitHubForTest();
  const dir = mkdtempSync(join(tmpdir(), "harness-catalog-backstage-"));
  const closeHub = async () => {
    await hub.close();
    rmSync(dir, { recursive: true, force: true });
  };
  seedRepository(hub);
  const portal = await connectPortal({
    dir,
    apiUrl: hub.server.url,
    gitHubToken: botToken,
    repository,
  }).catch(async (error: unknown) => {
    await closeHub();
    throw error;
  });
  return {
    ...portal,
    hub,
    dir,
    git: (...words) => gitIn(hub.server.gitDir(repository), ...words),
    close: async () => {
      await portal.close();
      await closeHub();
    },
  };
}

function resultOf(events: readonly TaskEvent[]): TaskResult {
  const { body } = events.find(({ type }) => type === "completion")!;
  return {
    status: /^Run completed with status: (\w+)$/.exec(body.message)?.[1],
    output: body.output,
    log: events.map((event) => event.body.message).join("\n"),
  };
}

function templateOf(name: string): unknown {
  return parse(readFileSync(join(packageRoot(), "backstage", "templates", `${name}.yaml`), "utf8"));
}

/** Puts what Backstage reads into the repository of the local GitHub, with a file that it must not touch. */
function seedRepository({ dir, server }: GitHubForTest): void {
  const seed = join(dir, "seed");
  const parts = [
    "catalog",
    "templates/library",
    "backstage/entities",
    "backstage/templates",
    "generated",
    "catalog-info.yaml",
  ];
  for (const part of parts.filter((each) => existsSync(join(packageRoot(), each))))
    cpSync(join(packageRoot(), part), join(seed, part), { recursive: true });
  gitIn(seed, "add", ".");
  gitIn(seed, "commit", "--quiet", "-m", "The catalog");
  gitIn(seed, "push", "--quiet", server.gitDir(repository), "main");
}
