/** The plugin as the engine starts it: an executable that prints its port and dies with its parent. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unary } from "./support/provider";

const plugin = join(__dirname, "../../plugin/pulumi-resource-harness");

describe("provider process", () => {
  it("prints the port first, serves, and ends when its input ends", async () => {
    const child = spawn(plugin, ["127.0.0.1:1"], { stdio: ["pipe", "pipe", "inherit"] });
    const ended = once(child, "exit");
    const [line] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
    assert.match(line, /^\d+\n$/);
    const client = new ResourceProviderClient(`127.0.0.1:${line.trim()}`, credentials.createInsecure());
    const info = await unary<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
    assert.notEqual(info.getVersion(), "");
    client.close();
    child.stdin.end();
    assert.deepEqual(await ended, [0, null]);
  });

  it("does not look like a normal end after an uncaught error", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plugin-"));
    try {
      const bomb = join(folder, "bomb.cjs");
      await writeFile(bomb, "setTimeout(() => { throw new Error('boom'); }, 1);");
      const env = { ...process.env, NODE_OPTIONS: `--require ${bomb}` };
      const child = spawn(plugin, ["127.0.0.1:1"], { env, stdio: ["pipe", "ignore", "pipe"] });
      let text = "";
      child.stderr.setEncoding("utf8").on("data", (part: string) => (text += part));
      assert.deepEqual(await once(child, "close"), [1, null]);
      assert.match(text, /Error: boom/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
