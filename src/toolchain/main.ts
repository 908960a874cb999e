import { CatalogError, problem } from "@harness-catalog/problems";
import { lastResort } from "@harness-catalog/problems/lastResort";
import { runTool } from "./command";
import { isToolName, tools } from "./tools";

/** Runs `<tool> -- <arguments>`: `node dist/src/toolchain/main.js pulumi -- preview --stack dev`. Returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || !isToolName(name)) {
      throw problem(
        "TOOL005",
        name === undefined ? "no tool is named" : `there is no tool "${name}"`,
        `write one of ${Object.keys(tools).join(", ")}, then -- and its arguments`,
      );
    }
    const args = rest[0] === "--" ? rest.slice(1) : rest;
    return await runTool(name, args, { onProgress: (message) => process.stderr.write(`${message}\n`) });
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

if (require.main === module) {
  const fail = lastResort(process, "toolchain");
  main(process.argv.slice(2)).then((code) => (process.exitCode = code), fail);
}
