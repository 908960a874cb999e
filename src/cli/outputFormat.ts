import { problem } from "@harness-catalog/problems";
import { text, type ParsedArgs } from "./options";

/** The format of a command's result. */
export type OutputFormat = "text" | "json" | "markdown";

/**
 * The format a person asked for, of those the command has; text when they did not.
 * @throws CatalogError CMD001 for any other word
 */
export function formatOf<Format extends OutputFormat>(args: ParsedArgs, known: readonly Format[]): Format {
  const value = text(args, "output") ?? "text";
  const format = known.find((each) => each === value);
  if (format !== undefined) return format;
  const choices = known.map((each) => `--output ${each}`).join(" or ");
  throw problem("CMD001", `--output is "${value}"`, `write ${choices}`);
}

/** The same for the many commands that have text and JSON. @throws CatalogError CMD001 */
export function outputFormat(args: ParsedArgs): "text" | "json" {
  return formatOf(args, ["text", "json"]);
}
