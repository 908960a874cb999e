/** Runs a policy's own tests against every mutant of it, with the real OPA. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/paths/packageRoot";
import { runOpa } from "../../src/policies/evaluate/opa";
import { mutantsOf, type Mutant } from "./mutate";
import { testsOf } from "./testFiles";

/** What became of the mutants of a policy. */
export interface Outcome {
  readonly mutants: number;
  /** Labels of those that no test noticed. */
  readonly survivors: readonly string[];
}

/** Mutates the policies and says, for each, which mutants survive its tests. One that does not load counts as noticed. */
export async function survivorsOf<Name extends string>(
  opa: string,
  policies: readonly Name[],
): Promise<ReadonlyMap<Name, Outcome>> {
  const trials = policies.map((policy) => ({
    policy,
    mutants: mutantsOf(read(policy)),
    batches: batchesOf(testsOf(policy)),
  }));
  const survivors = new Map<Mutant, true>();
  const waiting = trials.flatMap(({ mutants, batches }) => mutants.map((mutant) => ({ mutant, batches })));
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      if (await survives(opa, next.mutant, next.batches)) survivors.set(next.mutant, true);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return new Map(
    trials.map(({ policy, mutants }) => [
      policy,
      {
        mutants: mutants.length,
        survivors: mutants.filter((mutant) => survivors.has(mutant)).map(({ label }) => label),
      },
    ]),
  );
}

function read(name: string): string {
  return readFileSync(join(packageRoot(), "policies", `${name}.rego`), "utf8");
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

async function survives(opa: string, mutant: Mutant, batches: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-mutant-"));
  try {
    writeFileSync(join(folder, "policy.rego"), mutant.text);
    for (const batch of batches) {
      writeFileSync(join(folder, "policy_test.rego"), batch);
      if (!(await runOpa(opa, ["test", folder], "")).ok) return false;
    }
    return true;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
