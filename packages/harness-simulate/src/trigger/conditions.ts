/** The conditions of a trigger document, each judged on its own. All of them must hold (R-110). */
import { didYouMean } from "@harness-catalog/problems/suggest";
import { listAt, textAt, type Node } from "./documents";
import { missingText, resolve } from "./expression";
import type { ConditionResult, WebhookEvent } from "./model";
import { meets, operators, unusable } from "./operators";

/** Payload conditions, header conditions and the JEXL condition, in the order of the document. */
export function judgeConditions(spec: Node, event: WebhookEvent): ConditionResult[] {
  const judged = (of: "payload" | "header") =>
    listAt(spec, `${of}Conditions`).map((condition) => judge(of, condition, event));
  return [...judged("payload"), ...judged("header"), ...jexl(textAt(spec, "jexlCondition"))];
}

function judge(of: "payload" | "header", condition: Node, event: WebhookEvent): ConditionResult {
  const [key, operator, expected] = [
    textAt(condition, "key"),
    textAt(condition, "operator"),
    textAt(condition, "value"),
  ];
  const value = resolve(key, event);
  const actual = value.state === "found" ? value.text : null;
  const result = (outcome: ConditionResult["outcome"], reason: string): ConditionResult => {
    return { of, key, operator, expected, actual, outcome, reason };
  };
  const fault = unusable(operator, expected);
  if (fault === "unknown operator")
    return result(
      "fails",
      `Harness has no operator "${operator}": ${didYouMean(operator, operators, `use ${operators.join(", ")}`)}`,
    );
  if (fault === "bad pattern") return result("not evaluated", "the pattern is not one JavaScript can read");
  if (value.state === "foreign")
    return result("not evaluated", "the key is not an expression over payload or headers");
  if (meets(actual ?? missingText, operator, expected)) return result("holds", "");
  const rule = `${operator} ${JSON.stringify(expected)}`;
  if (actual !== null) return result("fails", `${JSON.stringify(actual)} does not meet ${rule}`);
  return result(
    "fails",
    `the ${of} has no such value, and Harness's stand-in "${missingText}" does not meet ${rule}`,
  );
}

/** JEXL is a language of its own and is not evaluated here. */
function jexl(condition: string): ConditionResult[] {
  if (condition.trim() === "") return [];
  const common = { of: "jexl", key: condition, operator: "", expected: "true", actual: null } as const;
  return [{ ...common, outcome: "not evaluated", reason: "JEXL conditions are not evaluated here" }];
}
