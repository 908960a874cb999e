/** Evaluates the policies of a plan by OPA. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ofKind, type Plan } from "../plan/model";
import { confinement, opaEnv } from "../policies/evaluate/confine";
import type { EvaluatePolicy, PolicyAnswer } from "harness-simulate/run/surroundings";

/**
 * Makes an evaluator, uses it and clears up after it. Rules see the payload, and the
 * instant of the dry run in the place of the clock.
 * @param opa path of the program
 */
export async function withPolicies<T>(
  plan: Plan,
  opa: string,
  use: (evaluate: EvaluatePolicy) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "harness-catalog-policies-"));
  try {
    return await use(evaluator(plan, opa, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function evaluator(plan: Plan, opa: string, folder: string): EvaluatePolicy {
  const objects = plan.units.flatMap((unit) => unit.objects);
  const rules = new Map(
    ofKind(objects, "policy").map(({ inputs }) => [bare(inputs.identifier), inputs.rego]),
  );
  const sets = ofKind(objects, "policySet").map(({ inputs }) => inputs);

  return (policySet, payload, nowNs) => {
    const set = sets.find(({ identifier }) => identifier === bare(policySet));
    if (set === undefined) return unknown("the plan has no such policy set");
    const answers = (set.policyReferences ?? []).map(({ identifier, severity }) => {
      const rego = rules.get(bare(identifier));
      if (rego === undefined) return unknown(`the plan has no policy ${identifier}`);
      const answer = denials(opa, folder, rego, payload, nowNs);
      return severity === "warning" ? { ...answer, warnings: answer.denials, denials: [] } : answer;
    });
    const problem = answers.map((answer) => answer.problem).find((found) => found !== undefined);
    return {
      denials: answers.flatMap((answer) => answer.denials),
      warnings: answers.flatMap((answer) => answer.warnings),
      ...(problem === undefined ? {} : { problem }),
    };
  };
}

function denials(opa: string, folder: string, rego: string, input: unknown, nowNs: number): PolicyAnswer {
  const name = /^\s*package\s+([\w.]+)/m.exec(rego)?.[1];
  if (name === undefined) return unknown("the policy names no package");
  const file = join(folder, "policy.rego");
  writeFileSync(file, rego);
  // No payload can set the clock of a policy, so the query does.
  const query = `data.${name}.deny with time.now_ns as ${BigInt(nowNs)}`;
  const args = [
    "eval",
    ...confinement(opa, folder),
    "--format",
    "json",
    "--stdin-input",
    "--data",
    file,
    query,
  ];
  const { status, stdout, stderr } = spawnSync(opa, args, {
    input: JSON.stringify(input),
    encoding: "utf8",
    env: opaEnv,
  });
  if (status !== 0) return unknown((stderr || stdout).trim().split("\n")[0] ?? "OPA failed");
  const { result = [] } = JSON.parse(stdout) as { result?: { expressions: { value: unknown }[] }[] };
  const value = result[0]?.expressions[0]?.value;
  const messages = Array.isArray(value) ? value.map(messageOf) : value === true ? [`${name} denies it`] : [];
  return { denials: messages, warnings: [] };
}

function messageOf(denial: unknown): string {
  return typeof denial === "string" ? denial : JSON.stringify(denial);
}

function unknown(problem: string): PolicyAnswer {
  return { denials: [], warnings: [], problem };
}

/** Without the scope that a reference may begin with. */
function bare(reference: string): string {
  return reference.replace(/^(account|org)\./, "");
}
