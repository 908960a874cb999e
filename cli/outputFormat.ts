import { problem } from "../errors";
import { text, type ParsedArgs } from "./options";

/** The format of a command's result. */
export type OutputFormat = "text" | "json";

/**
 * The format a person asked for; text when they did not.
 * @throws CatalogError CMD001 for any other word
 */
export function outputFormat(args: ParsedArgs): OutputFormat {
  const value = text(args, "output") ?? "text";
  if (value === "text" || value === "json") return value;
  throw problem("CMD001", `--output is "${value}"`, "write --output text or --output json");
}
