/** Documents in the manner of the samples of the vendor, written for these tests: everything in them is right, or unknown. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { rootKeys } from "../src/model";
import type { DocumentKind, LintDocument } from "../src";

const folder = join(__dirname, "..", "..", "test", "public");

/** All of them, by file. */
export const publicDocuments: readonly LintDocument[] = readdirSync(folder)
  .sort()
  .flatMap((file) => documentsOf(file, readFileSync(join(folder, file), "utf8")));

function documentsOf(file: string, text: string): LintDocument[] {
  return text.split(/^---\n/m).map((each) => {
    const value = parseDocument(each).toJS() as Readonly<Record<string, { readonly identifier: string }>>;
    const [root] = Object.keys(value);
    const kind = (Object.keys(rootKeys) as DocumentKind[]).find((name) => rootKeys[name] === root);
    if (root === undefined || kind === undefined) throw new Error(`${file}: ${root} is no document`);
    return { path: `${file}: ${value[root]!.identifier}`, kind, text: each };
  });
}
