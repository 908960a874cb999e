/** Holds Kubernetes objects to the policies about them, with the real OPA. */
import type { Catalog } from "../../catalog/model";
import type { Problem } from "@harness-catalog/problems";
import { policyNames, policyText } from "../../policies";
import { evaluatePolicies, type PolicyInput } from "../../policies/evaluate";
import { nameOf } from "../documents";

/** An object with its size, and where it is written. */
export interface JudgedObject {
  readonly file: string;
  readonly line: number;
  readonly value: unknown;
  /** Key of a size of the platform. */
  readonly size: string;
}

/** The policies that judge Kubernetes objects, each with its cure. */
export const objectPolicies = {
  resource_limits:
    "take the size from the values cpu, memory, minReplicas and maxReplicas, in templates/manifests",
  workload_rules: "correct the layer that it comes from, in templates/manifests",
} as const;

/**
 * A problem for every refusal, with file, object, policy, its words and the cure. One run of OPA.
 * @param opa path of the program
 * @throws CatalogError POL002 when OPA does not run
 */
export async function judgeObjects(
  opa: string,
  { platform }: Pick<Catalog, "platform">,
  objects: readonly JudgedObject[],
): Promise<Problem[]> {
  const texts = {
    resource_limits: policyText("resource_limits", { sizes: platform.sizes }),
    workload_rules: policyText("workload_rules", {}),
  };
  const inputs = objects.map(({ value, size }, index): PolicyInput => ({
    subject: String(index),
    policies: ["resource_limits", "workload_rules"],
    document: { object: value, size },
  }));
  const denials = await evaluatePolicies(opa, texts, inputs);
  return denials.map(({ subject, policy, message }) => {
    const { file, line, value } = objects[Number(subject)]!;
    return {
      code: "MAN023",
      message: `${nameOf(value)} is refused by the policy "${policyNames[policy]}": ${message}`,
      hint: objectPolicies[policy as keyof typeof objectPolicies],
      place: { file, line, column: 1 },
    };
  });
}
