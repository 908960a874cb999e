/** The key of a sandbox: where a person gives it, and where others must not see it. */
import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { problem } from "@harness-catalog/problems";
import { readTextOrPipe } from "@harness-catalog/files/plainFile";
import type { Io } from "../io";
import { text, type ParsedArgs } from "../options";

/** Makes up a key in the form of Harness's personal access tokens: `pat.<account>.<id>.<secret>`. */
export function makeApiKey(account: string): string {
  return `pat.${account}.${randomBytes(9).toString("hex")}.${randomBytes(12).toString("hex")}`;
}

/**
 * The key that `--api-key-file` or `--api-key` gives; undefined without either.
 * @throws CatalogError CMD001 when the file cannot be read or holds no key, or both are given
 */
export function givenApiKey(args: ParsedArgs, io: Io): string | undefined {
  const file = text(args, "api-key-file");
  const given = text(args, "api-key");
  if (file === undefined) return given;
  if (given !== undefined) throw problem("CMD001", "--api-key and --api-key-file are both given", "keep one");
  const cure = "name a file that holds the key alone";
  let key: string;
  try {
    key = readTextOrPipe(resolve(io.cwd, file)).trim();
  } catch (error) {
    throw problem("CMD001", `--api-key-file ${file} cannot be read: ${(error as Error).message}`, cure);
  }
  if (!/^\S+$/.test(key)) throw problem("CMD001", `--api-key-file ${file} holds no key`, cure);
  return key;
}
