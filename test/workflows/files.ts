/** The workflow files of this repository, read as data. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { packageRoot } from "../../src/paths/packageRoot";

type Texts = Readonly<Record<string, string | boolean | number>>;

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Texts;
  readonly run?: string;
  readonly env?: Texts;
  readonly shell?: string;
  readonly "working-directory"?: string;
}

export interface Job {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Texts;
  readonly environment?: string;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly "max-parallel"?: number; readonly matrix: { readonly include: string } };
  readonly env?: Texts;
  readonly steps?: readonly Step[];
  readonly uses?: string;
  readonly with?: Texts;
  readonly secrets?: string;
}

export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Texts;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean | string };
  readonly defaults?: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  readonly inputs?: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const github = join(packageRoot(), ".github");

/** Paths of all workflow files, the example for services included. */
export function workflowPaths(): string[] {
  return [join(github, "workflows"), join(packageRoot(), "templates", "workflows")].flatMap((dir) =>
    readdirSync(dir)
      .sort()
      .map((name) => join(dir, name)),
  );
}

/** The workflows of this repository by file name without ending. */
export function workflows(): Map<string, Workflow> {
  const dir = join(github, "workflows");
  return new Map(
    readdirSync(dir).map((name) => [name.replace(/\.yml$/, ""), read<Workflow>(join(dir, name))]),
  );
}

/** One workflow. */
export function workflow(name: string): Workflow {
  return read(join(github, "workflows", `${name}.yml`));
}

/** The composite actions by name. */
export function actions(): Map<string, Action> {
  const dir = join(github, "actions");
  return new Map(readdirSync(dir).map((name) => [name, read<Action>(join(dir, name, "action.yml"))]));
}

/** Reads a YAML file as what it is taken for. */
export function read<T>(path: string): T {
  return parse(readFileSync(path, "utf8")) as T;
}
