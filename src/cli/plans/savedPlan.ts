/** A plan as a file: what a person has reviewed, so that `up --plan` can hold a later run to it. Holds no secret. */
import { createHash } from "node:crypto";
import { readTextFile } from "@harness-catalog/files/plainFile";
import { z } from "zod";
import { compareText } from "@harness-catalog/problems/suggest";
import { problem } from "@harness-catalog/problems";
import { issueWords } from "@harness-catalog/problems/issueWords";
import type { Change } from "../engine/tally";
import { replaceFile } from "../replaceFile";

/** Written into the file; another number means another layout, and is refused. */
const version = 1;

const operation = z.strictObject({
  op: z.enum(["create", "update", "replace", "delete", "same"]),
  type: z.string(),
  name: z.string(),
  properties: z.array(z.string()),
  /** SHA-256 of the inputs the object gets; absent for a deletion. */
  inputs: z.string().optional(),
});

const schema = z.strictObject({
  version: z.literal(version),
  stack: z.string().min(1),
  /** Harness account of the stack. */
  account: z.string(),
  /** Digest of everything the catalog asks of the stack, changed or not. */
  desired: z.string(),
  operations: z.array(operation),
});

/** The content of a plan file, version 1. Operations are sorted, so that equal plans are equal files. */
export type SavedPlan = z.infer<typeof schema>;

/** One operation of a saved plan. */
export type SavedOperation = z.infer<typeof operation>;

/** What a plan says, ready to be written or compared. */
export function savedPlan(
  about: Omit<SavedPlan, "version" | "operations">,
  changes: readonly Change[],
): SavedPlan {
  const operations = changes.flatMap(operationOf);
  return { version, ...about, operations: operations.sort((a, b) => compareText(keyOf(a), keyOf(b))) };
}

/** New values of secrets are left out: plans are made where no values are, and nobody could review one. */
function operationOf({ op, type, name, properties, inputs }: Change): SavedOperation[] {
  const secret = type.endsWith(":SecretText");
  const listed = properties.filter((property) => !(secret && property === "value")).sort(compareText);
  if (op === "update" && secret && listed.length === 0) return [];
  return [{ op, type, name, properties: listed, ...(inputs === undefined ? {} : { inputs }) }];
}

/** Twelve characters that stand for a plan: people compare the one they reviewed with the one that is applied. */
export function planId(plan: SavedPlan): string {
  return createHash("sha256").update(JSON.stringify(plan)).digest("hex").slice(0, 12);
}

/** `type::name`, unique within a stack. */
export function keyOf({ type, name }: Pick<SavedOperation, "type" | "name">): string {
  return `${type}::${name}`;
}

/**
 * Writes the file in one step: a reader sees a whole plan or none.
 * @throws CatalogError CMD013
 */
export function writeSavedPlan(file: string, plan: SavedPlan): void {
  replaceFile(file, `${JSON.stringify(plan, null, 2)}\n`);
}

/**
 * Reads a plan for a stack.
 * @param path where it lies
 * @param file the same as the person wrote it
 * @throws CatalogError CMD015 when it is missing, no plan, of another version or of another stack
 */
export function readSavedPlan(path: string, file: string, stack: string): SavedPlan {
  const make = `make it with \`harness-catalog plan --stack ${stack} --save ${file}\``;
  const refuse = (message: string) => problem("CMD015", message, make, { file, line: 1, column: 1 });
  let content: unknown;
  try {
    content = JSON.parse(readTextFile(path));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw refuse(missing ? "there is no such file" : `the file cannot be read: ${(error as Error).message}`);
  }
  const read = schema.safeParse(content);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw refuse(
      `the file is no plan of version ${version}: ${issue!.path.join(".") || "its root"}: ${issueWords(issue!)}`,
    );
  }
  if (read.data.stack !== stack) throw refuse(`the plan is of stack "${read.data.stack}", not "${stack}"`);
  return read.data;
}
