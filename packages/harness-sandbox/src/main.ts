import { createSandbox, type SandboxOptions } from "./index";

/** What others need to reach a running account. */
export interface SandboxReady {
  readonly url: string;
  readonly account: string;
  readonly pid: number;
}

/** How to run an account in the foreground. */
export interface RunOptions extends SandboxOptions {
  /** Called once the account answers; the command prints what it gets as one line of JSON. */
  readonly onReady: (ready: SandboxReady) => void;
}

/**
 * Runs an account until SIGTERM or SIGINT; every answered change is on disk by then.
 * @throws CatalogError CMD006 when the state file or the port cannot be used.
 */
export async function runSandbox({ onReady, ...options }: RunOptions): Promise<void> {
  const sandbox = await createSandbox(options);
  const stopped = untilSignal();
  onReady({ url: sandbox.url, account: sandbox.account, pid: process.pid });
  await stopped;
  await sandbox.close();
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
  });
}
