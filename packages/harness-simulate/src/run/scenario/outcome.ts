/** The outcome that a scenario expects. */
import { problem, type CatalogError } from "@harness-catalog/problems";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { outcomes, type Outcome, type RunResult } from "../model";
import type { Scenario } from "./model";

/** The outcome of that name, in any case, with hyphens or without. @throws CatalogError SIM007 */
export function outcomeNamed(word: string): Outcome {
  const plain = (name: string) => name.toLowerCase().replaceAll("-", "");
  const found = outcomes.find((outcome) => plain(outcome) === plain(word));
  if (found !== undefined) return found;
  throw problem("SIM007", `expect: "${word}" is no outcome`, didYouMean(word, outcomes, listWords(outcomes)));
}

/** SIM014 where a run ends otherwise than its scenario expects; undefined where it does not. */
export function unmetOutcome(
  { expect }: Scenario,
  { outcome, stopped }: Pick<RunResult, "outcome" | "stopped">,
): CatalogError | undefined {
  const expected = expect === undefined ? outcome : outcomeNamed(expect);
  if (expected === outcome) return undefined;
  const message = `the run ends ${outcome}, expected was ${expected}`;
  return problem("SIM014", message, stopped?.reason ?? "nothing stopped it");
}
