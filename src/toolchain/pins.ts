/** Which version of a tool is taken: the pinned one, unless the environment asks for what is installed. */
import { problem } from "@harness-catalog/problems";
import { isToolName, specOf, tools, type ToolName } from "./tools";
import { isUsable } from "./version";

/** The variable that asks for installed tools: `path` for all of them, or their names. */
export const toolsVariable = "HARNESS_CATALOG_TOOLS";

/**
 * Whether installed versions of a tool are asked for, `HARNESS_CATALOG_TOOLS=path` or `=pulumi,opa`.
 * @throws CatalogError TOOL005 when the variable names no tool
 */
export function takesInstalled(name: ToolName, env: NodeJS.ProcessEnv): boolean {
  const asked = (env[toolsVariable] ?? "").split(",").flatMap((word) => word.trim() || []);
  const unknown = asked.find((word) => !isToolName(word) && word !== "path" && word !== "pinned");
  if (unknown !== undefined) {
    throw problem(
      "TOOL005",
      `${toolsVariable} names "${unknown}", which is no tool`,
      `write pinned, path, or some of ${Object.keys(tools).join(", ")}`,
    );
  }
  return asked.includes("path") || asked.includes(name);
}

/** What a version is good for: to be used, to be used when it is asked for, or for nothing. */
export function worthOf(name: ToolName, version: string): "pinned" | "usable" | "useless" {
  const { version: pinned, minimum } = specOf(name);
  if (version === pinned) return "pinned";
  return isUsable(version, minimum) ? "usable" : "useless";
}
