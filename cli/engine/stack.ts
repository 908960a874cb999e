/** Opens a stack: engine found or built, scratch project written, dead runs cleared away and recovered from. */
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  LocalWorkspace,
  PulumiCommand,
  StackNotFoundError,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { problem, type CatalogError } from "../../errors";
import { engineProblem } from "./engineProblem";
import { findEngine } from "../../toolchain/engine";
import { note, type Io } from "../io";
import { withoutFile } from "../stackName";
import { Journal } from "./journal";
import { letProtectedGo } from "./letGo";
import { recoverLostObjects } from "./lostObjects";
import { isDead, lockHolders, type LockHolder } from "./lock";
import { isObjectStore } from "../../infra/backend";
import { stackConfig } from "../stackFile";
import { placeOf } from "./accountEnv";
import { connectionFor } from "./connection";
import type { DeploymentState, StateResource } from "./recovery";
import type { EngineSettings } from "./settings";
import { writeWorkspace } from "./workspace";

/** A stack that is ready to be worked on. */
export interface OpenStack {
  readonly stack: Stack;
  readonly journal: Journal;
}

/** How long a run waits for another one of the same stack, in milliseconds. */
const lockPatience = 30_000;

/** Number of resources the engine works on at once. The provider's rate limiter decides how many calls that makes. */
export const parallel = 64;

/**
 * Opens the stack of `settings`.
 * @param create whether a stack that does not exist is made, rather than refused
 * @param letGo whether protected objects may be deleted
 * @throws CatalogError CMD008 when there is no such stack, CMD012 when it was applied elsewhere than this run was told, CMD010
 * when this run was told of no account, CMD004 when a living run holds the stack, TOOL codes when there is no engine
 */
export async function openStack(
  io: Io,
  settings: EngineSettings,
  program: PulumiFn,
  create: boolean,
  letGo = false,
): Promise<OpenStack> {
  const engine = await findEngine({ onProgress: (message) => note(io, message) });
  const pulumiCommand = await PulumiCommand.get({ root: engine.root });
  if (letGo) letProtectedGo(pulumiCommand);
  const projectName = writeWorkspace(settings);
  const args = { stackName: settings.stack, projectName, program };
  const where = { workDir: settings.workDir, pulumiCommand, envVars: settings.envVars };
  const opened = create
    ? LocalWorkspace.createOrSelectStack(args, where)
    : LocalWorkspace.selectStack(args, where);
  const stack = await opened.catch((error: unknown) => {
    if (error instanceof StackNotFoundError) throw noStack(settings.stack);
    throw engineProblem(`stack "${settings.stack}" cannot be opened`, error);
  });
  const journal = new Journal(join(settings.workDir, "journal.jsonl"));
  const resources = await resourcesOf(stack, settings.stack);
  const newcomer = create && resources.length === 0 ? withoutFile(settings.root, settings.stack) : undefined;
  if (newcomer !== undefined) note(io, newcomer);
  // Before any call goes out, those of a recovery too.
  const connection = await connectionFor(stack, settings, [...resources, ...journal.entries()]);
  Object.assign(settings.envVars, connection);
  Object.assign(stack.workspace.envVars, connection);
  await clearDeadLock(io, settings, projectName, stack);
  if (isObjectStore(settings.backendUrl)) {
    await recoverLostObjects(io, stack, journal, settings.workDir, parallel);
  }
  return { stack, journal };
}

/** For runs that begin with calls. @throws CatalogError HAR006 when nobody answers at the endpoint of this run */
export async function assertAnswers({ root, stack, programEnv }: EngineSettings): Promise<void> {
  const { assertReachable } = await import("../../provider/orphans/index.js");
  await assertReachable(placeOf(programEnv, stackConfig(root, stack)).endpoint, { ...programEnv });
}

/** @throws CatalogError CMD003 when the state cannot be read */
async function resourcesOf(stack: Stack, name: string): Promise<readonly StateResource[]> {
  const exported = await stack.exportStack().catch((error: unknown) => {
    throw engineProblem(`the state of stack "${name}" cannot be read`, error);
  });
  return ((exported.deployment ?? {}) as DeploymentState).resources ?? [];
}

function noStack(stack: string): CatalogError {
  return problem(
    "CMD008",
    `stack "${stack}" does not exist`,
    "name one that does with --stack, or create it with `up`",
  );
}

async function clearDeadLock(io: Io, settings: EngineSettings, project: string, stack: Stack): Promise<void> {
  const holders = await holdersAfterWaiting(io, settings, project);
  const living = holders.find((holder) => !isDead(holder));
  if (living !== undefined) {
    throw problem(
      "CMD004",
      `stack "${settings.stack}" is in use by process ${living.pid} on ${living.hostname} since ${living.timestamp}`,
      "wait until it has ended; if it has died on another machine, run `npx harness-catalog engine -- cancel`",
    );
  }
  if (holders.length === 0) return;
  note(
    io,
    `the last run of stack "${settings.stack}" (process ${holders[0]?.pid}) was killed; releasing its lock`,
  );
  await stack.cancel();
}

/** An engine whose command was killed notices, and ends by itself within seconds. */
async function holdersAfterWaiting(io: Io, settings: EngineSettings, project: string): Promise<LockHolder[]> {
  const read = (): LockHolder[] => lockHolders(settings.backendUrl, project, settings.stack);
  let holders = read();
  const living = holders.find((holder) => !isDead(holder));
  if (living !== undefined)
    note(io, `waiting for process ${living.pid}, which holds stack "${settings.stack}"`);
  for (let waited = 0; waited < lockPatience && holders.some((holder) => !isDead(holder)); waited += 250) {
    await pause(250);
    holders = read();
  }
  return holders;
}
