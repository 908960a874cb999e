/** Runs the jobs of a workflow on this machine: their `run` steps by bash as they stand, their actions by stand-ins. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { bash, outputsIn } from "./bash";
import { asText, condition, interpolate, type Contexts } from "./expression";
import { workflow, type Job } from "./files";
import { useAction } from "./standIns";

/** Everything around a run that GitHub would know. */
export interface Surroundings {
  /** Folder for checkouts, artifacts and files of the runner. */
  readonly dir: string;
  /** The `github` context, its event included. */
  readonly github: Contexts;
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Secrets of GitHub environments, by their name. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Environment that every step gets, beside what GitHub sets. */
  readonly env: Readonly<Record<string, string>>;
  /** Checks the repository out into a folder, as actions/checkout would for this event; or a branch or commit of it. */
  readonly checkout: (into: string, ref?: string) => Promise<void>;
  /** Told of every artifact, and which workflow published it. */
  readonly published: (artifact: string, workflow: string) => void;
  /** Folder of the artifacts of another run. */
  readonly artifactsOf: (run: string) => string | undefined;
  /** The workflow that was started, where this one is called by it. */
  readonly workflow?: string;
}

/** What became of a job. */
export interface JobResult {
  readonly result: "success" | "failure" | "skipped";
  readonly outputs: Readonly<Record<string, string>>;
  /** What all steps printed. */
  readonly log: string;
  /** What stands in the job's summary. */
  readonly summary: string;
  /** Tell what came before what: they grow with every job that begins or ends. */
  readonly began: number;
  readonly ended: number;
  /** `run` steps that were executed, by name. */
  readonly ran: readonly string[];
  /** Every value that a step got by its environment or as an input. */
  readonly given: readonly string[];
}

/** Results by job; those of a matrix or of a called workflow as `job (stack)` and `job / called`. */
export type RunResult = ReadonlyMap<string, JobResult>;

/** Runs a workflow: each job when those it needs have ended, others at the same time. Only jobs that `only` names, when it is given. */
export async function runWorkflow(
  name: string,
  outer: Surroundings,
  only?: readonly string[],
  inputs: Contexts = {},
): Promise<RunResult> {
  const around = { ...outer, workflow: outer.workflow ?? name };
  const ended = new Map<string, Promise<EndedJob>>();
  for (const [id, job] of inOrder(workflow(name).jobs)) {
    if (only !== undefined && !only.includes(id)) continue;
    const needs = needsOf(job).map((need) => [need, ended.get(need)] as const);
    ended.set(id, endedJob(id, job, needs, around, inputs));
  }
  const all = await Promise.all(ended.values());
  return new Map(all.flatMap(({ results }) => [...results]));
}

/** What a job came to: for those that need it, and by the names of its runs. */
interface EndedJob {
  readonly whole: JobResult;
  readonly results: RunResult;
}

/** Runs a job, or all of its matrix, as soon as what it needs has ended. */
async function endedJob(
  id: string,
  job: Job,
  needed: readonly (readonly [string, Promise<EndedJob> | undefined])[],
  around: Surroundings,
  inputs: Contexts,
): Promise<EndedJob> {
  const needs = await Promise.all(
    needed.map(async ([need, ending]) => [need, (await ending)?.whole ?? skipped] as const),
  );
  const contexts = {
    github: around.github,
    vars: around.vars,
    inputs,
    needs: Object.fromEntries(needs.map(([need, { result, outputs }]) => [need, { result, outputs }])),
  };
  const failed = needs.some(([, { result }]) => result === "failure");
  const skips = job.if === undefined && needs.some(([, { result }]) => result === "skipped");
  if (skips || !condition(job.if, contexts, { failed }))
    return { whole: skipped, results: new Map([[id, skipped]]) };
  const runs = matrixOf(job, contexts).map((entry) => () => {
    const name = entry === undefined ? id : `${id} (${asText(entry["stack"])})`;
    return runEntry(job, name, { ...contexts, matrix: entry ?? {} }, around);
  });
  const done =
    job.strategy?.["max-parallel"] === 1
      ? await oneByOne(runs)
      : await Promise.all(runs.map((each) => each()));
  const results: RunResult = new Map(done.flatMap((each) => [...each]));
  const all = [...results.values()];
  const last = all.find(({ result }) => result === "failure") ?? all.at(-1) ?? skipped;
  return { whole: { ...last, result: last.result === "failure" ? "failure" : "success" }, results };
}

const skipped: JobResult = {
  result: "skipped",
  outputs: {},
  log: "",
  summary: "",
  began: 0,
  ended: 0,
  ran: [],
  given: [],
};

let moments = 0;
const moment = (): number => (moments += 1);

/** One job of a matrix, or the jobs of the workflow it calls, by name. */
async function runEntry(
  job: Job,
  name: string,
  contexts: Contexts,
  around: Surroundings,
): Promise<RunResult> {
  if (job.uses === undefined) return new Map([[name, await runJob(job, contexts, around)]]);
  const called = await callWorkflow(job, contexts, around);
  return new Map([...called].map(([inner, result]) => [`${name} / ${inner}`, result]));
}

/** As `max-parallel: 1` does: in order, and nothing more after a failure. */
async function oneByOne(runs: readonly (() => Promise<RunResult>)[]): Promise<RunResult[]> {
  const done: RunResult[] = [];
  for (const run of runs) {
    done.push(await run());
    if ([...(done.at(-1)?.values() ?? [])].some(({ result }) => result === "failure")) break;
  }
  return done;
}

function callWorkflow(job: Job, contexts: Contexts, around: Surroundings): Promise<RunResult> {
  const name = /^\.\/\.github\/workflows\/([\w-]+)\.yml$/.exec(job.uses ?? "")?.[1];
  if (name === undefined || job.secrets !== "inherit") throw new Error(`${job.uses} cannot be called`);
  const inputs = Object.entries(job.with ?? {}).map(([key, value]) => [
    key,
    interpolate(String(value), contexts, { failed: false }),
  ]);
  return runWorkflow(name, around, undefined, Object.fromEntries(inputs) as Contexts);
}

async function runJob(job: Job, outer: Contexts, around: Surroundings): Promise<JobResult> {
  const began = moment();
  const temp = mkdtempSync(join(around.dir, "runner-"));
  const workspace = join(temp, "work");
  mkdirSync(workspace);
  const files = Object.fromEntries(
    ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_EVENT_PATH"].map((key) => [key, join(temp, key)]),
  );
  writeFileSync(files["GITHUB_STEP_SUMMARY"] ?? "", "");
  writeFileSync(files["GITHUB_EVENT_PATH"] ?? "", JSON.stringify(around.github["event"] ?? {}));
  const environment = interpolate(job.environment ?? "", outer, { failed: false });
  const secrets = { ...around.secrets, ...around.environments[asText(environment)] };
  const steps: Record<string, { outcome: string; outputs: Record<string, string> }> = {};
  const status = { failed: false };
  const ran: string[] = [];
  const seen = new Set<string>();
  let log = "";
  for (const step of job.steps ?? []) {
    const contexts = { ...outer, secrets, steps };
    const id = step.id ?? `step-${Object.keys(steps).length}`;
    if (!condition(step.if, contexts, status)) {
      steps[id] = { outcome: "skipped", outputs: {} };
      continue;
    }
    const text = (value: unknown) => asText(interpolate(asText(value), contexts, status));
    const own = { ...job.env, ...step.env };
    const env = {
      ...around.env,
      ...files,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temp,
      ...Object.fromEntries(Object.entries(own).map(([key, value]) => [key, text(value)])),
    };
    writeFileSync(files["GITHUB_OUTPUT"] ?? "", "");
    const given = Object.entries(step.with ?? {}).map(([key, value]) => [key, text(value)] as const);
    for (const value of [...Object.values(env), ...given.map(([, each]) => each)]) seen.add(value);
    if (step.run === undefined) {
      const outputs = await useAction(step, Object.fromEntries(given), { ...around, workspace });
      steps[id] = { outcome: "success", outputs: outputs ?? {} };
      continue;
    }
    if (step.run.includes("${{")) throw new Error(`an expression in a script: ${step.run}`);
    ran.push(step.name ?? "");
    const { code, output } = await bash(step, join(workspace, step["working-directory"] ?? ""), env);
    log += `## ${step.name}\n${output}\n`;
    const outputs = outputsIn(readFileSync(files["GITHUB_OUTPUT"] ?? "", "utf8"));
    steps[id] = { outcome: code === 0 ? "success" : "failure", outputs };
    if (code !== 0) status.failed = true;
  }
  const outputs = Object.entries(job.outputs ?? {}).map(([key, value]) => [
    key,
    asText(interpolate(value, { ...outer, steps }, status)),
  ]);
  const result = status.failed ? "failure" : "success";
  const summary = readFileSync(files["GITHUB_STEP_SUMMARY"] ?? "", "utf8");
  // A runner keeps nothing of a job either, and a whole road leaves a hundred thousand files.
  await promisify(execFile)("rm", ["-rf", temp]);
  return {
    result,
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    log,
    summary,
    began,
    ended: moment(),
    ran,
    given: [...seen],
  };
}

function matrixOf(job: Job, contexts: Contexts): (Contexts | undefined)[] {
  if (job.strategy === undefined) return [undefined];
  return interpolate(job.strategy.matrix.include, contexts, { failed: false }) as Contexts[];
}

export function needsOf({ needs = [] }: Job): readonly string[] {
  return typeof needs === "string" ? [needs] : needs;
}

function inOrder(jobs: Readonly<Record<string, Job>>): [string, Job][] {
  const order: [string, Job][] = [];
  const add = (id: string): void => {
    const job = jobs[id];
    if (job === undefined) throw new Error(`there is no job ${id}`);
    if (order.some(([known]) => known === id)) return;
    for (const need of needsOf(job)) add(need);
    order.push([id, job]);
  };
  for (const id of Object.keys(jobs)) add(id);
  return order;
}
