/** Conditional execution of stages, groups and steps. */
import { mapAt, textAt, type Node } from "../../trigger/documents";
import { judge } from "../expression/condition";
import type { Scope } from "../expression/resolve";

/** How what stands before has gone. */
export type Before = "Success" | "Failed" | "RolledBack";

/** Whether something runs. */
export type Decision =
  | { readonly run: true }
  | { readonly run: false; readonly status: "Skipped" | "NotEvaluated"; readonly reason: string };

/**
 * Decides by `when`; without it, by the success of what stands before. What was rolled back is neither a success nor a
 * failure. Source: developer.harness.io, "Stage and step conditional execution settings".
 * @param of which status counts: that of the pipeline for a stage, that of the stage for a step
 */
export function decide(node: Node, of: "pipeline" | "stage", before: Before, scope: Scope): Decision {
  const when = mapAt(node, "when");
  const wanted = textAt(when, `${of}Status`) || "Success";
  const condition = textAt(when, "condition");
  const fits =
    wanted === "All" ||
    (wanted === "Success" && before === "Success") ||
    (wanted === "Failure" && before === "Failed");
  if (!fits) {
    const is = { Success: "has not failed", Failed: "has failed", RolledBack: "was rolled back" }[before];
    return { run: false, status: "Skipped", reason: `runs on ${wanted} of the ${of}, which ${is}` };
  }
  if (condition.trim() === "") return { run: true };
  const judgement = judge(condition, scope);
  if (judgement.state === "not evaluated") {
    const reason = `${condition}: not evaluated, ${judgement.reason}`;
    return { run: false, status: "NotEvaluated", reason };
  }
  if (judgement.state === "true") return { run: true };
  return { run: false, status: "Skipped", reason: `${condition} does not hold` };
}
