/** The tests of a policy in Rego: `<policy>_test.rego`, and `<policy>_<subject>_test.rego` where they are many. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";

const folder = join(packageRoot(), "policies");

/** Names of the files, the one without a subject first. */
export function testFilesOf(policy: string): string[] {
  const isOne = new RegExp(`^${policy}(_[a-z]+)?_test\\.rego$`);
  return readdirSync(folder)
    .filter((name) => isOne.test(name))
    .sort((a, b) => a.length - b.length);
}

/** All of them as one text: they are one package, so they can share one head. */
export function testsOf(policy: string): string {
  const texts = testFilesOf(policy).map((name) => readFileSync(join(folder, name), "utf8"));
  const imports = new Set(texts.flatMap((text) => text.match(/^import .*$/gm) ?? []));
  const bodies = texts.map((text) => text.replace(/^(package|import) .*\n/gm, "").trim());
  return `${[`package ${policy}_test`, [...imports].join("\n"), ...bodies].join("\n\n")}\n`;
}
