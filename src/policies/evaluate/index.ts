/** Asks the policies what Harness will ask them, with the real OPA. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { problem } from "@harness-catalog/problems";
import type { PolicyName } from "../settings";
import { confinement } from "./confine";
import { runOpa } from "./opa";
import { answers, queryModule, type Answer } from "./query";

/** Rego texts by policy, settings included. */
export type RegoTexts = Readonly<Partial<Record<PolicyName, string>>>;

/** Something to judge. */
export interface PolicyInput {
  /** What a person calls it. */
  readonly subject: string;
  /** Policies it is held to; each must be among the texts. */
  readonly policies: readonly PolicyName[];
  /** What Harness gives to OPA as `input`. */
  readonly document: unknown;
}

/** One refusal, in the words of the policy. */
export interface Denial {
  readonly subject: string;
  readonly policy: PolicyName;
  readonly message: string;
}

/**
 * Judges all inputs in one run of OPA.
 * @param opa path of the program, 1.0 or newer
 * @returns the refusals, in the order of the inputs
 * @throws CatalogError POL002 when OPA does not run, or a text does not load
 */
export async function evaluatePolicies(
  opa: string,
  texts: RegoTexts,
  inputs: readonly PolicyInput[],
): Promise<Denial[]> {
  if (inputs.length === 0) return [];
  const around = mkdtempSync(join(tmpdir(), "harness-catalog-opa-"));
  // Beside the folder that OPA loads: it would take the file for data.
  const folder = join(around, "policies");
  try {
    mkdirSync(folder);
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, `${name}.rego`), text);
    writeFileSync(join(folder, "question.rego"), queryModule(Object.keys(texts) as PolicyName[]));
    const document = { inputs: inputs.map(({ policies, document }) => ({ policies, document })) };
    const args = [
      "eval",
      ...confinement(opa, around),
      "--format",
      "json",
      "--stdin-input",
      "--data",
      folder,
      answers,
    ];
    const run = await runOpa(opa, args, JSON.stringify(document));
    if (!run.ok) throw notEvaluated(run.stderr || errorsIn(run.stdout));
    return answersIn(run.stdout).map(([index, policy, message]) => ({
      subject: inputs[index]?.subject ?? "",
      policy,
      message,
    }));
  } finally {
    rmSync(around, { recursive: true, force: true });
  }
}

/** OPA gives the members of a set in order: by input, policy and words. */
function answersIn(stdout: string): readonly Answer[] {
  const { result } = JSON.parse(stdout) as { result?: { expressions: { value: Answer[] }[] }[] };
  const value = result?.[0]?.expressions[0]?.value;
  if (value === undefined) throw notEvaluated("it gave no answer");
  return value;
}

/** OPA's own words; in JSON they stand in a list. */
function errorsIn(stdout: string): string {
  try {
    const { errors = [] } = JSON.parse(stdout) as { errors?: { message: string }[] };
    return errors.map(({ message }) => message).join("\n");
  } catch {
    return stdout;
  }
}

function notEvaluated(reason: string) {
  const lines = reason.trim().split("\n").slice(0, 3).join("; ");
  return problem(
    "POL002",
    `OPA could not evaluate the policies: ${lines}`,
    "run `harness-catalog doctor`; if OPA is of version 1.0 or newer, a policy in policies/ is broken",
  );
}
