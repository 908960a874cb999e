/** Opens a stack: engine found or built, scratch project written, dead runs cleared away and recovered from. */
import "./lateClosures";
import { setTimeout as pause } from "node:timers/promises";
import {
  LocalWorkspace,
  PulumiCommand,
  StackNotFoundError,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { problem, type CatalogError } from "@harness-catalog/problems";
import { engineProblem } from "./engineProblem";
import { findEngine } from "../../toolchain/engine";
import { note, type Io } from "../io";
import { withoutFile } from "../stackName";
import { Journal } from "./journal";
import { letProtectedGo } from "./letGo";
import { placeOf } from "./accountEnv";
import { appliedTo, connectionFor } from "./connection";
import { recoverLostObjects, type Opened } from "./lostObjects";
import { isDead, lockHolders, removeTornLocks, type LockHolder } from "./lock";
import { restorationOf } from "./restoreState";
import { takeRun } from "./runLock";
import type { EngineSettings } from "./settings";
import { removeTornSideFiles } from "./sideFiles";
import { readState, writeState, type ExportedState } from "./stackState";
import { cloudSecretsProvider, stackConfig } from "../stackFile";
import { answerUnread } from "./unread";
import { writeWorkspace } from "./workspace";

/** How long a run waits for another one of the same stack, in milliseconds. */
const lockPatience = 30_000;

/** Number of resources the engine works on at once. The provider's rate limiter decides how many calls that makes. */
export const parallel = 64;

/**
 * Opens the stack of `settings`.
 * @param create whether a stack that does not exist is made, rather than refused
 * @param letGo whether protected objects may be deleted
 * @throws CatalogError CMD008 when there is no such stack, CMD012 when it was applied elsewhere than this run was told, CMD010
 * when this run was told of no account, CMD040 when its state is torn and no copy is left, CMD004 when a living run holds the
 * stack, TOOL codes when there is no engine
 */
export async function openStack(
  io: Io,
  settings: EngineSettings,
  program: PulumiFn,
  create: boolean,
  letGo = false,
): Promise<Opened> {
  // Who writes has taken it before, and keeps it until the end of its run.
  const release = await takeRun(io, settings);
  try {
    return await opened(io, settings, program, create, letGo);
  } finally {
    release();
  }
}

async function opened(
  io: Io,
  settings: EngineSettings,
  program: PulumiFn,
  create: boolean,
  letGo: boolean,
): Promise<Opened> {
  const engine = await findEngine({ onProgress: (message) => note(io, message) });
  const pulumiCommand = await PulumiCommand.get({ root: engine.root });
  if (letGo) letProtectedGo(pulumiCommand);
  answerUnread(pulumiCommand);
  const { name: projectName, ownProvider } = writeWorkspace(settings);
  const args = { stackName: settings.stack, projectName, program };
  const secretsProvider = cloudSecretsProvider(settings.root, settings.stack);
  const where = {
    workDir: settings.workDir,
    pulumiCommand,
    envVars: settings.envVars,
    ...(secretsProvider === undefined ? {} : { secretsProvider }),
  };
  removeTornSideFiles(settings, projectName);
  const restoration = restorationOf(settings, projectName);
  if (restoration !== undefined) note(io, restoration.notice);
  const selected =
    create || restoration !== undefined
      ? LocalWorkspace.createOrSelectStack(args, where)
      : LocalWorkspace.selectStack(args, where);
  const stack = await selected.catch((error: unknown) => {
    if (error instanceof StackNotFoundError) throw noStack(settings.stack);
    throw engineProblem(`stack "${settings.stack}" cannot be opened`, error);
  });
  const journal = new Journal(
    settings.workDir,
    { stack: settings.stack, project: projectName, backend: settings.backendUrl },
    (type) => ownProvider && type.startsWith("harness:"),
  );
  const open: Opened = { io, settings, project: projectName, stack, journal };
  const found = restoration?.state ?? (await wholeState(settings, projectName));
  const resources = found?.deployment.resources ?? [];
  const newcomer = create && resources.length === 0 ? withoutFile(settings.root, settings.stack) : undefined;
  if (newcomer !== undefined) note(io, newcomer);
  // Before any call goes out, those of a recovery too.
  const places = [...appliedTo(resources), ...(journal.read()?.writes ?? []).map(({ to }) => to)];
  const connection = await connectionFor(stack, settings, places);
  Object.assign(settings.envVars, connection);
  Object.assign(stack.workspace.envVars, connection);
  await clearDeadLock(io, settings, projectName, stack);
  if (restoration !== undefined) await writeState(settings, restoration.state);
  await recoverLostObjects(open, restoration !== undefined, parallel);
  return open;
}

/** For runs that begin with calls. @throws CatalogError HAR006 when nobody answers at the endpoint of this run */
export async function assertAnswers({ root, stack, programEnv }: EngineSettings): Promise<void> {
  const { assertReachable } = await import("@pulumi/harness/provider/orphans");
  await assertReachable(placeOf(programEnv, stackConfig(root, stack)).endpoint, { ...programEnv });
}

/** @throws CatalogError CMD003 when the state cannot be read */
async function wholeState(settings: EngineSettings, project: string): Promise<ExportedState | undefined> {
  const found = await readState(settings, project);
  return found.kind === "whole" ? found.state : undefined;
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
  removeTornLocks(settings.backendUrl, project, settings.stack);
  if (holders.some(({ pid }) => pid > 0)) await stack.cancel();
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
