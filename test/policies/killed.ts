/** Runs a policy's own tests against its mutants, with the real OPA: all that still live in one process. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { packageRoot } from "../../src/paths/packageRoot";
import { opaEnv } from "../../src/policies/evaluate/confine";
import { mutantsOf, type Mutant } from "./mutate";
import { testsOf } from "./testFiles";

/** What became of the mutants of a policy. */
export interface Outcome {
  readonly mutants: number;
  /** Labels of those that no test noticed. */
  readonly survivors: readonly string[];
}

/** A mutant with its index among those of its policy. */
type Numbered = Mutant & { readonly index: number };

/** Mutates the policies and says, for each, which mutants survive its tests. One that does not load counts as noticed. */
export async function survivorsOf<Name extends string>(
  opa: string,
  policies: readonly Name[],
): Promise<ReadonlyMap<Name, Outcome>> {
  const outcomes = new Map<Name, Outcome>();
  const waiting = [...policies];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      outcomes.set(next, await outcomeOf(opa, next));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return outcomes;
}

async function outcomeOf(opa: string, policy: string): Promise<Outcome> {
  const text = readFileSync(join(packageRoot(), "policies", `${policy}.rego`), "utf8");
  const mutants = mutantsOf(text).map((mutant, index): Numbered => ({ ...mutant, index }));
  let living: readonly Numbered[] = mutants;
  for (const batch of batchesOf(testsOf(policy))) living = await survivorsOfBatch(opa, living, batch);
  return { mutants: mutants.length, survivors: living.map(({ label }) => label) };
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

/** Tests all mutants in one process. One that does not load keeps it from testing, so that one goes and OPA is asked again. */
async function survivorsOfBatch(
  opa: string,
  mutants: readonly Numbered[],
  batch: string,
): Promise<readonly Numbered[]> {
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-mutants-"));
  const placeOf = (index: number) => join(folder, nameOf(index));
  try {
    for (const { index, text } of mutants) {
      mkdirSync(placeOf(index));
      writeFileSync(join(placeOf(index), "policy.rego"), inPackage(index, text));
      writeFileSync(join(placeOf(index), "policy_test.rego"), inPackage(index, batch));
    }
    for (let loading = mutants; loading.length > 0;) {
      const { tested, noticed } = await tryOut(opa, folder);
      const others = loading.filter(({ index }) => !noticed.has(index));
      if (tested) return others;
      for (const index of noticed) rmSync(placeOf(index), { recursive: true });
      loading = others;
    }
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Trial {
  /** Whether everything was loaded, so that the tests were run. */
  readonly tested: boolean;
  /** Indices of mutants that failed a test, or did not load. */
  readonly noticed: ReadonlySet<number>;
}

async function tryOut(opa: string, folder: string): Promise<Trial> {
  const args = ["test", "--max-errors", "0", "--format", "json", folder];
  // A third of the time goes into tidying memory that the process gives back at its end anyway.
  const options = { env: { ...opaEnv, GOGC: "400" }, maxBuffer: 1 << 28 };
  const run = promisify(execFile)(opa, args, options);
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
  if (stdout.startsWith("[")) {
    const results = JSON.parse(stdout) as readonly { package: string; fail?: boolean; error?: unknown }[];
    const failed = results.filter(({ fail, error }) => fail === true || error !== undefined);
    return { tested: true, noticed: indicesIn(failed.map((result) => `${result.package}.`).join(" ")) };
  }
  const noticed = indicesIn(stderr);
  if (noticed.size === 0) throw new Error(`OPA tested nothing: ${stderr}`);
  return { tested: false, noticed };
}

const nameOf = (index: number): string => `mutant_${index}`;

function indicesIn(text: string): ReadonlySet<number> {
  return new Set([...text.matchAll(/\bmutant_(\d+)[./]/g)].map(([, index]) => Number(index)));
}

/** A policy or its tests as modules that do not meet those of other mutants. */
function inPackage(index: number, text: string): string {
  return text
    .replace(/^package /m, `package ${nameOf(index)}.`)
    .replace(/^import data\./m, `import data.${nameOf(index)}.`);
}
