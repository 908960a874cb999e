import { resolve } from "node:path";
import { problem } from "@harness-catalog/problems";
import { readTextFile } from "@harness-catalog/files/plainFile";
import type { Io } from "./io";
import { text, type ParsedArgs } from "./options";

/**
 * The text of the file that `--body` names.
 * @throws CatalogError CMD001 without one, CMD017 when it cannot be read or holds nothing
 */
export function bodyFile(args: ParsedArgs, io: Io, command: string): string {
  const file = text(args, "body");
  if (file === undefined) {
    throw problem("CMD001", `${command} has no --body`, "name the Markdown file: --body plan.md");
  }
  const refuse = (what: string) =>
    problem("CMD017", what, "write it with --output markdown of plan, up or drift", {
      file,
      line: 1,
      column: 1,
    });
  let body: string;
  try {
    body = readTextFile(resolve(io.cwd, file));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw refuse(missing ? "there is no such file" : `the file cannot be read: ${(error as Error).message}`);
  }
  if (body.trim() === "") throw refuse("the file is empty");
  return body;
}
