/** Files are read in one place, which refuses pipes, devices and endless files; nobody opens one by himself. */
import assert from "node:assert/strict";
import { isTest, readSource, sourceFiles } from "./imports";

/** Who may open files, and why. */
const allowed: Readonly<Record<string, string>> = {
  "packages/files/src/plainFile.ts": "the place",
  "packages/files/src/replaceFile.ts": "makes a new file, and flushes a folder",
  "src/cli/engine/sideFiles.ts": "looks at the last bytes of what it has found to be a file",
  "src/cli/sandbox/background.ts": "makes a new log",
  "src/server/durableMap.ts": "makes a new file",
};

const opens =
  /\b(readFileSync|openSync|createReadStream)\(|\bfs\.(promises|readFile|open)\b|import \{[^}]*\b(readFile|open|promises)\b[^}]*\} from "node:fs/;

/** Programs by themselves, which run before or outside of this project. */
const apart = (file: string) => isTest(file) || file.startsWith("packages/backstage/");

describe("readers of files", () => {
  const product = sourceFiles().filter((file) => !apart(file));

  it("are in one place", () => {
    const found = product.filter((file) => opens.test(readSource(file)));
    assert.deepEqual(found.sort(), Object.keys(allowed).sort());
  });

  it("the check sees one", () => {
    for (const text of [
      'readFileSync(path, "utf8")',
      "fs.readFileSync(path)",
      'openSync(path, "r")',
      "createReadStream(path)",
      'import { readFile } from "node:fs/promises";',
    ])
      assert.match(text, opens);
    assert.doesNotMatch("readTextFile(path)", opens);
  });
});
