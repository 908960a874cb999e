/** Policy steps: the payload must be JSON once its expressions are filled in, and no policy may deny it. */
import { mapAt, type Node } from "../../trigger/documents";
import { resolveText } from "../expression/resolve";
import { fillIn, fillInList, type Frame } from "../walk/frame";
import { failed, type Performance } from "./model";

/** Carries out a Policy step at an instant. Policies take it for the present. */
export function evaluatePolicies(step: Node, at: number, frame: Frame, where: string): Performance {
  const { run, scope } = frame;
  const spec = mapAt(step, "spec");
  const written = mapAt(spec, "policySpec")["payload"];
  const text = fillIn(run, scope, where, written);
  const { unresolved } = resolveText(typeof written === "string" ? written : "", scope);
  if (unresolved.length > 0)
    return refused(`the payload holds ${unresolved.join(", ")}, which has no value here`);
  const payload = parsed(text);
  if (payload === undefined) return refused(`the payload is no JSON: ${text}`);

  const sets = fillInList(run, scope, where, spec["policySets"]);
  const answers = sets.map((set) => ({ set, ...run.world.evaluate(set, payload.value, at * 1e6) }));
  const unknown = answers.find(({ problem }) => problem !== undefined);
  if (unknown !== undefined) return refused(`${unknown.set} cannot be evaluated: ${unknown.problem}`);
  const denials = answers.flatMap((answer) => answer.denials);
  if (denials.length > 0) {
    const cure =
      "once the policy allows it, retry from this stage, or run the pipeline again at another time or with other inputs";
    return failed(0, { kind: "PolicyEvaluationFailure", reason: denials.join("; "), cure });
  }
  const warnings = answers.flatMap((answer) => answer.warnings).map((warning) => `; warning: ${warning}`);
  return { duration: 0, status: "Success", detail: `${sets.join(", ")} allows it${warnings.join("")}` };
}

function refused(reason: string): Performance {
  const cure = "correct the step in the pipeline or its template";
  return failed(0, { kind: "PolicyEvaluationFailure", reason, cure });
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
