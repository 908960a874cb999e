/** What ARCHITECTURE.md and CONTRIBUTING.md name is there, and every folder with code is named. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

const root = packageRoot();
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

/** Paths in code marks, but for patterns and what is compiled: `src/cli/commands/`. */
function pathsIn(text: string): string[] {
  const marked = [...text.matchAll(/`([\w@.-]+(?:\/[\w@.-]+)*\/?)`/g)].map(([, path = ""]) => path);
  return marked.filter((path) => path.includes("/") && !/^(@|dist\/|\.pulumi-state)/.test(path));
}

describe("pages for contributors", () => {
  for (const page of ["ARCHITECTURE.md", "CONTRIBUTING.md"])
    it(`${page} names what is there`, () => {
      const named = pathsIn(textOf(page));
      assert.ok(named.length > 10);
      const missing = named.filter((path) => !isThere(path));
      assert.deepEqual(missing, []);
    });

  it("ARCHITECTURE.md names every folder of src and packages", () => {
    const named = new Set(pathsIn(textOf("ARCHITECTURE.md")).map((path) => path.replace(/\/$/, "")));
    const folders = ["src", "packages"].flatMap((circle) =>
      readdirSync(join(root, circle)).map((name) => `${circle}/${name}`),
    );
    assert.deepEqual(
      folders.filter((folder) => !named.has(folder)),
      [],
    );
  });
});

/** A path of the repository, or one below a package that the sentence is about. */
function isThere(path: string): boolean {
  const places = ["", "packages/pulumi-harness", "packages/problems/src"];
  return places.some((place) => existsSync(join(root, place, path)));
}
