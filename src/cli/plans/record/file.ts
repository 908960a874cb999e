/** Writes and reads the record of a stack. */
import { problem } from "@harness-catalog/problems";
import { issueWords } from "@harness-catalog/problems/issueWords";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { replaceFile } from "../../replaceFile";
import { recordSchema, recordVersion, type StackRecordFile } from "./model";

/** Text of a record: one line an object, so that two of them can be compared line by line. */
export function recordText({ objects, others, ...head }: StackRecordFile): string {
  const more = others === undefined ? "" : `,\n  "others": ${linesOf(others)}`;
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, "")}${more},\n  "objects": ${linesOf(objects)}\n}\n`;
}

function linesOf(objects: readonly object[]): string {
  if (objects.length === 0) return "[]";
  return `[\n${objects.map((object) => `    ${JSON.stringify(object)}`).join(",\n")}\n  ]`;
}

/**
 * Writes the file in one step: a reader sees a whole record or none.
 * @throws CatalogError CMD013
 */
export function writeRecord(path: string, record: StackRecordFile): void {
  replaceFile(path, recordText(record));
}

/**
 * Reads the record of a stack.
 * @param path where it lies
 * @param file the same as the person wrote it
 * @throws CatalogError CMD019 when it is missing, no record, of another version or of another stack
 */
export function readRecord(path: string, file: string, stack: string): StackRecordFile {
  const make = `make it with \`harness-catalog record --stack ${stack} --out ${file}\``;
  const refuse = (message: string) => problem("CMD019", message, make, { file, line: 1, column: 1 });
  let content: unknown;
  try {
    content = JSON.parse(readTextFile(path));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw refuse(missing ? "there is no such file" : `the file cannot be read: ${(error as Error).message}`);
  }
  const read = recordSchema.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = issue!.path.join(".") || "its root";
    throw refuse(`the file is no record of version ${recordVersion}: ${where}: ${issueWords(issue!)}`);
  }
  if (read.data.stack !== stack) throw refuse(`the record is of stack "${read.data.stack}", not "${stack}"`);
  return read.data;
}
