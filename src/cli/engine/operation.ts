/** Runs preview, up, refresh or destroy on the real engine and says what it did. */
import "./lateClosures";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { CatalogError, problem } from "@harness-catalog/problems";
import type { StackOutputs } from "../../../infra/outputs";
import { deploy } from "../../../infra/program";
import { note, type Io } from "../io";
import { assertDestroyAllowed, assertStillOwner } from "./destroyGuard";
import { beginRun, endRun, withProblemsOf } from "./ending";
import { engineProblem, engineProblems, wasKilled } from "./engineProblem";
import { takeCalls, type Calls } from "./calls";
import { hasWord } from "./letGo";
import { Progress } from "./progress";
import { knownState } from "./knownState";
import { takeRun } from "./runLock";
import type { EngineSettings } from "./settings";
import { assertAnswers, openStack, parallel } from "./stack";
import { Tallier, type Change, type Tally } from "./tally";

export type OperationName = "plan" | "up" | "refresh" | "destroy";

/** What an operation did, or would do. */
export interface OperationResult {
  readonly tally: Tally;
  readonly changes: readonly Change[];
  readonly calls: Calls;
  /** What the program and the engine had to tell a person that is no error, each once. */
  readonly notices: readonly string[];
  /** Wall time in seconds, without finding or building the engine. */
  readonly seconds: number;
}

type StackOptions = {
  onEvent: (event: EngineEvent) => void;
  parallel: number;
  color: "never";
  signal: AbortSignal;
  plan?: string;
};

/** How a run is made. */
export interface RunOptions {
  /** True: nothing but warnings on stderr. */
  readonly quiet: boolean;
  /**
   * File of the engine's own plan: `plan` writes it, `up` then refuses every step that is not in it. It holds inputs,
   * secret ones encrypted, so it stays in the scratch folder.
   */
  readonly enginePlan?: string;
  /** What is registered; the catalog unless given. */
  readonly program?: () => Promise<object>;
  /** Told the outputs of the catalog's program, as far as it knows them before the engine has run. */
  readonly onOutputs?: (outputs: StackOutputs) => void;
}

const operations: Readonly<Record<OperationName, (stack: Stack, options: StackOptions) => Promise<unknown>>> =
  {
    plan: (stack, options) => stack.preview(options),
    up: (stack, options) => stack.up(options),
    refresh: (stack, options) => stack.refresh(options),
    destroy: (stack, options) => stack.destroy(options),
  };

/**
 * Runs one operation to its end.
 * @throws CatalogError the program's own problems, CMD002 when a protected repository is in the way of `destroy`, else CMD003 with the engine's words, CMD014 when interrupted
 */
export async function runOperation(
  io: Io,
  settings: EngineSettings,
  name: OperationName,
  options: RunOptions,
): Promise<OperationResult> {
  if (name === "plan") return run(io, settings, name, options);
  const release = await takeRun(io, settings);
  try {
    return await run(io, settings, name, options);
  } finally {
    release();
  }
}

async function run(
  io: Io,
  settings: EngineSettings,
  name: OperationName,
  options: RunOptions,
): Promise<OperationResult> {
  const { quiet, enginePlan, onOutputs } = options;
  const deployed = async () => {
    const state = knownState(settings, open.project);
    const known = { catalog: settings.loaded, state };
    const outputs = await deploy(settings.root, settings.programEnv, (io.now ?? Date.now)(), known);
    onOutputs?.(outputs);
    return outputs;
  };
  const callLog = join(settings.workDir, `calls-${randomUUID()}.log`);
  settings.envVars["HARNESS_CALL_LOG"] = callLog;
  let thrown: unknown;
  const program = async () => {
    try {
      return { ...(await (options.program ?? deployed)()) };
    } catch (error) {
      thrown = error;
      throw error;
    }
  };
  const creates = name === "plan" || name === "up";
  const open = await openStack(io, settings, program, creates, name === "destroy" || hasWord(settings));
  const { stack, journal } = open;
  if (name === "destroy") await assertDestroyAllowed(open);
  if (name === "refresh" || name === "destroy") await assertAnswers(settings);
  if (name === "destroy") await assertStillOwner(settings, open.project);
  if (name !== "plan") {
    await beginRun(open, name === "refresh");
    stack.workspace.envVars["HARNESS_WRITE_JOURNAL"] = journal.writesFile;
  }
  const tallier = new Tallier();
  const progress = new Progress(io, quiet);
  const interrupt = new AbortController();
  const stop = () => {
    note(io, "stopping: waiting for the calls under way");
    interrupt.abort();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const failureOf = (error: unknown): CatalogError => {
    if (thrown instanceof CatalogError) return thrown;
    if (interrupt.signal.aborted) return interrupted(name);
    return progress.reported().length > 0
      ? engineProblems(`${name} failed`, progress.reported())
      : engineProblem(`${name} failed`, error);
  };
  const started = performance.now();
  let calls: Calls;
  let finished = false;
  try {
    await operations[name](stack, {
      onEvent: (event) => {
        if (name !== "plan") journal.record(event);
        if (event.summaryEvent !== undefined) finished = true;
        tallier.observe(event);
        progress.observe(event);
      },
      parallel,
      color: "never",
      signal: interrupt.signal,
      ...(enginePlan === undefined ? {} : { plan: enginePlan }),
    });
  } catch (error) {
    const failure = failureOf(error);
    const standing = name === "plan" || thrown instanceof CatalogError ? undefined : progress.standing();
    if (standing !== undefined) note(io, standing);
    // An engine that reached its end has written its state, also when objects failed.
    if (name !== "plan" && finished && !wasKilled(error)) {
      await endRun(open).catch((further: unknown) => {
        throw withProblemsOf(failure, further);
      });
    }
    throw failure;
  } finally {
    calls = takeCalls(callLog);
    progress.end();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
  if (name !== "plan") await endRun(open);
  const seconds = Math.round(performance.now() - started) / 1000;
  return {
    tally: tallier.tally(),
    changes: tallier.changes(),
    calls,
    notices: progress.notices(),
    seconds,
  };
}

function interrupted(name: OperationName): CatalogError {
  return problem(
    "CMD014",
    `${name} was interrupted`,
    "run the same command again: it continues where it stopped",
  );
}
