/** What the program turns off in the Pulumi SDK, and what it leaves. */
import assert from "node:assert/strict";
import * as debuggable from "@pulumi/pulumi/runtime/debuggable";
import { silenceSdkDebug } from "../../infra/sdkDebug";

interface Debuggable {
  debuggablePromise(promise: Promise<unknown>, context: unknown): Promise<unknown>;
}

/** The SDK calls itself through its exports, so what stands there is what it calls. */
const watch = (promise: Promise<unknown>) =>
  (debuggable as unknown as Debuggable).debuggablePromise(promise, "a test");

describe("debugging of the Pulumi SDK", () => {
  before(silenceSdkDebug);

  it("takes no stack trace for a promise", () => {
    const promise = Promise.resolve() as Promise<void> & { _debugStackTrace?: string; _debugCtx?: string };
    void watch(promise);
    assert.equal(promise._debugStackTrace, "Error");
    assert.equal(promise._debugCtx, "a test");
  });

  it("leaves the traces of errors", async () => {
    const limit = Error.stackTraceLimit;
    const failing = watch(Promise.reject(new Error("wrong")));
    assert.equal(Error.stackTraceLimit, limit);
    await assert.rejects(failing, (error: Error) => error.stack?.includes("sdkDebug.test") === true);
  });
});
