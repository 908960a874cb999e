/** Runs a policy's own tests against all mutants of it, many in one go of OPA: every mutant is a package of its own. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../paths/packageRoot";
import { runOpa } from "../../policies/evaluate/opa";
import { mutantsOf } from "./mutate";

/** What became of the mutants of a policy. */
export interface Outcome {
  readonly mutants: number;
  /** Labels of those that no test noticed. */
  readonly survivors: readonly string[];
}

/** Mutates a policy and says which mutants survive its tests. A mutant that does not load counts as noticed. */
export async function survivorsOf(opa: string, policy: string): Promise<Outcome> {
  const read = (name: string) => readFileSync(join(packageRoot(), "policies", `${name}.rego`), "utf8");
  const mutants = mutantsOf(read(policy)).map(({ label, text }, index) => {
    const name = `${policy}_m${index}`;
    return { label, name, text: text.replace(`package ${policy}\n`, `package ${name}\n`) };
  });
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-mutants-"));
  try {
    for (const { name, text } of mutants) writeFileSync(join(folder, `${name}.rego`), text);
    let left = await loadable(
      opa,
      folder,
      mutants.map(({ name }) => name),
    );
    for (const batch of batchesOf(read(`${policy}_test`))) {
      if (left.length === 0) break;
      for (const name of left) writeFileSync(join(folder, `${name}_test.rego`), renamed(batch, policy, name));
      const passing = await passingPackages(opa, folder);
      for (const name of left) if (!passing.has(name)) remove(folder, name);
      left = left.filter((name) => passing.has(name));
    }
    const survivors = mutants.filter(({ name }) => left.includes(name)).map(({ label }) => label);
    return { mutants: mutants.length, survivors };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function renamed(tests: string, policy: string, name: string): string {
  return tests
    .replace(`package ${policy}_test\n`, `package ${name}_test\n`)
    .replace(`import data.${policy}\n`, `import data.${name} as ${policy}\n`);
}

/** Texts with some of the tests each. Most mutants fall to the first ones, so those are few. */
function batchesOf(text: string): string[] {
  const blocks = text.split("\n\n");
  const isTest = (block: string) => /^test_/m.test(block);
  const tests = blocks.filter(isTest);
  const batches: string[] = [];
  for (let size = 1; tests.length > 0; size *= 2)
    batches.push([...blocks.filter((block) => !isTest(block)), ...tests.splice(0, size)].join("\n\n"));
  return batches;
}

function remove(folder: string, name: string): void {
  for (const file of [`${name}.rego`, `${name}_test.rego`]) rmSync(join(folder, file), { force: true });
}

/** OPA stops at the first stage of compiling that has errors, so it is asked until there are none. */
async function loadable(opa: string, folder: string, names: readonly string[]): Promise<string[]> {
  let left = [...names];
  for (;;) {
    const { ok, stdout, stderr } = await runOpa(opa, ["check", "--max-errors", "0", folder], "");
    if (ok) return left;
    const broken = new Set(`${stdout}${stderr}`.match(/\w+_m\d+(?=\.rego:\d+)/g));
    if (broken.size === 0) throw new Error(`opa check does not say what is wrong: ${stderr}`);
    for (const name of broken) remove(folder, name);
    left = left.filter((name) => !broken.has(name));
  }
}

interface TestResult {
  readonly package: string;
  readonly fail?: boolean;
  readonly error?: unknown;
}

/** Packages whose tests all pass, without the `_test` of the tests' own. */
async function passingPackages(opa: string, folder: string): Promise<ReadonlySet<string>> {
  const { stdout } = await runOpa(opa, ["test", "--format", "json", folder], "");
  const results = JSON.parse(stdout) as TestResult[];
  const nameOf = (result: TestResult) => result.package.replace(/^data\.|_test$/g, "");
  const passing = new Set(results.map(nameOf));
  for (const result of results)
    if (result.fail === true || result.error !== undefined) passing.delete(nameOf(result));
  return passing;
}
