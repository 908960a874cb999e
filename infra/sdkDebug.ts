import * as pulumi from "@pulumi/pulumi";
import * as untyped from "@pulumi/pulumi/runtime/debuggable";

/** What the SDK exports to itself, without a type. */
interface Debuggable {
  readonly debuggablePromise?: (promise: Promise<unknown>, context: unknown) => Promise<unknown>;
  /** Whether somebody wants to know where the promises that are never settled came from. */
  readonly debugPromiseLeaks?: boolean;
}

const debuggable: Debuggable = untyped;
const watch = debuggable.debuggablePromise;

/**
 * Turns off what the Pulumi SDK does for those who debug it: its debug messages, which print every property of every
 * resource, secret values included, into the engine's debug log and the event log, and cost about ten remote calls a
 * resource; and the stack trace that it takes for every promise, of which each property has several. It still watches the
 * promises, and errors keep their traces.
 */
export function silenceSdkDebug(): void {
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
  if (watch === undefined || debuggable.debugPromiseLeaks === true) return;
  Object.assign(debuggable, {
    debuggablePromise: (promise: Promise<unknown>, context: unknown) =>
      withoutTraces(() => watch(promise, context)),
  });
}

function withoutTraces<T>(work: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
