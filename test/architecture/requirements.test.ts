/** A number of a requirement in a comment or a text leads to a line of docs/requirements.md, and each line is used. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

const page = "docs/requirements.md";
const number = /\b[RC]-\d{2,3}\b/g;

describe("numbers of requirements", () => {
  it("each have a line, and each line is used", function () {
    const tracked = filesOfTheRepository();
    if (tracked === undefined) this.skip(); // a copy without its history
    const used = tracked
      .filter((file) => file !== page && file !== "CHANGELOG.md" && /\.(ts|js|md|ya?ml|rego)$/.test(file))
      .flatMap((file) => readFileSync(join(packageRoot(), file), "utf8").match(number) ?? []);
    const listed = readFileSync(join(packageRoot(), page), "utf8").matchAll(/^\| ([RC]-\d+) \|/gm);
    assert.deepEqual([...listed].map(([, each]) => each).sort(), [...new Set(used)].sort());
  });
});

function filesOfTheRepository(): string[] | undefined {
  try {
    return execFileSync("git", ["ls-files"], { cwd: packageRoot(), encoding: "utf8", stdio: "pipe" })
      .trim()
      .split("\n");
  } catch {
    return undefined;
  }
}
