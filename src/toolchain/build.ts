import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { unfinishedName } from "@harness-catalog/files/replaceFile";
import { problem } from "@harness-catalog/problems";
import { programIn } from "./cache";
import { probe } from "./probe";
import { packageRoot } from "../paths/packageRoot";
import { specOf, type ToolName } from "./tools";

/**
 * Builds the pinned version of a tool with the `go` on PATH and puts it at `<root>/bin/<name>`. The program is
 * built under another name in the same folder, asked for its version and only then renamed, so the final name
 * never holds a partial file. Throws TOOL002 when Go fails and TOOL003 when the result does not run.
 *
 * Sources: `src/toolchain/<name>/go.mod` pins the version and go.sum the checksum of every module in it, which
 * `go install module@version` cannot do (and refuses for Pulumi, whose go.mod has a replace directive).
 */
export async function build(name: ToolName, go: string, root: string, env: NodeJS.ProcessEnv): Promise<void> {
  const spec = specOf(name);
  const program = programIn(root, name);
  const unfinished = unfinishedName(program);
  fs.mkdirSync(path.dirname(program), { recursive: true });
  removeLeftovers(path.dirname(program));
  try {
    const outcome = await runGo(
      go,
      goArguments(name, unfinished),
      path.join(packageRoot(), "src", "toolchain", name),
      env,
    );
    if (!outcome.ok) {
      throw problem(
        "TOOL002",
        `${spec.title} ${spec.version} could not be built from its Go module: ${outcome.reason}`,
        `check that Go 1.26 or newer and a Go module proxy are reachable, or install it from ${spec.site}`,
      );
    }
    const answer = await probe(unfinished, name, env);
    if (!answer.ok || answer.version !== spec.version) {
      const why = answer.ok ? `it says it is ${answer.version}, not ${spec.version}` : answer.reason;
      throw problem("TOOL003", `the built ${name} is of no use: ${why}`, `install it from ${spec.site}`);
    }
    fs.renameSync(unfinished, program);
  } finally {
    fs.rmSync(unfinished, { force: true });
  }
}

/** Arguments of `go` that build a tool to `output` from exactly the modules that go.sum lists. */
export function goArguments(name: ToolName, output: string): string[] {
  const spec = specOf(name);
  // The Automation API refuses an engine without a version, and Go stamps none into a dependency.
  const stamp =
    spec.versionVariable === undefined ? [] : ["-ldflags", `-X ${spec.versionVariable}=${spec.version}`];
  return ["build", "-mod=readonly", "-buildvcs=false", ...stamp, "-o", output, spec.goPackage];
}

/** What builds left behind that were killed, hundreds of megabytes each. No build takes an hour. */
function removeLeftovers(folder: string): void {
  for (const name of fs.readdirSync(folder).filter((entry) => entry.endsWith(".tmp"))) {
    const file = path.join(folder, name);
    const age = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 60 * 60_000) fs.rmSync(file, { force: true });
  }
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

function runGo(go: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(go, args, {
      cwd,
      env: { ...env, GOWORK: "off" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let tail = "";
    child.stderr.on("data", (chunk: Buffer) => (tail = (tail + chunk.toString()).slice(-2000)));
    child.on("error", (error) => resolve({ ok: false, reason: error.message }));
    child.on("close", (code) => {
      const lines = tail.trim().split("\n").slice(-3).join("; ");
      resolve(
        code === 0 ? { ok: true } : { ok: false, reason: lines === "" ? `go ended with ${code}` : lines },
      );
    });
  });
}
