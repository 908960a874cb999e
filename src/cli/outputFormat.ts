import { formatOf } from "@harness-catalog/command-line/arguments";
import type { ParsedArgs } from "./options";

export { formatOf } from "@harness-catalog/command-line/arguments";

/** The format of a command's result. */
export type OutputFormat = "text" | "json" | "markdown";

/** The format of the many commands that have text and JSON. @throws CatalogError CMD001 for any other word */
export function outputFormat(args: ParsedArgs): "text" | "json" {
  return formatOf(args, ["text", "json"]);
}
