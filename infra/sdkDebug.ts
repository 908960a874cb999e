import * as pulumi from "@pulumi/pulumi";

/**
 * Turns off the debug messages of the Pulumi SDK. They print every property of every resource, secret values included,
 * into the engine's debug log and the event log, and cost about ten remote calls a resource.
 */
export function silenceSdkDebug(): void {
  Object.assign(pulumi.log, { debug: () => Promise.resolve() });
}
