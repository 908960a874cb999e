/** Finds or builds every tool, one after the other: `node dist/src/toolchain/prepare.js`. Tests then never wait for a build. */
import { lastResort } from "@harness-catalog/problems/lastResort";
import { findByName } from "./engine";
import type { FindOptions } from "./findTool";
import { tools, type ToolName } from "./tools";

/** Throws what {@link findByName} throws. */
export async function prepare(options: FindOptions): Promise<void> {
  for (const name of Object.keys(tools) as ToolName[]) {
    await findByName(name, options);
  }
}

if (require.main === module) {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const fail = lastResort(process, "prepare");
  prepare({ onProgress: say }).catch(fail);
}
