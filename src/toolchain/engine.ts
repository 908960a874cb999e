import { withCacheProblems } from "./cache";
import { findTool, type FindOptions, type Tool } from "./findTool";
import { installLanguageHost } from "./installLanguageHost";
import { packageRoot } from "../paths/packageRoot";
import type { ToolName } from "./tools";

/** The Pulumi engine. `PulumiCommand.get({ root })` of the Automation API takes its root. */
export interface Engine extends Tool {
  readonly name: "pulumi";
}

/**
 * Finds the Pulumi engine or builds it once; see {@link findTool} for the order and the errors. An engine from the
 * cache has this project's Node.js language host beside it, so plain `pulumi preview` works with it as well.
 */
export async function findEngine(options: FindOptions = {}): Promise<Engine> {
  const tool = await findTool("pulumi", options);
  if (tool.origin === "cache" || tool.origin === "built") {
    await withCacheProblems(options.env ?? process.env, async () =>
      installLanguageHost(tool.root, packageRoot()),
    );
  }
  return { ...tool, name: "pulumi" };
}

/** Any tool by its name; the engine with what belongs to it. Throws what {@link findTool} throws. */
export function findByName(name: ToolName, options: FindOptions = {}): Promise<Tool> {
  return name === "pulumi" ? findEngine(options) : findTool(name, options);
}
