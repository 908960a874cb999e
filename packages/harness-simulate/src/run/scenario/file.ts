/** Reads a scenario file. */
import type { z } from "zod";
import { formatPath, locate, type Path } from "@harness-catalog/located-yaml/locate";
import { parseSource, type Source } from "@harness-catalog/located-yaml/source";
import { CatalogError, type Problem } from "@harness-catalog/problems";
import { issueWords } from "@harness-catalog/problems/issueWords";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { durationOf, instantOf } from "./arguments";
import { nothing, type Approval, type Origin, type ScenarioParts, type When } from "./model";
import { keysAt, scenarioSchema, type ScenarioDocument } from "./schema";

/** The variable that `image` stands for. */
export const imageVariable = "imageTag";

/**
 * Parses a scenario file.
 * @param path shown in messages
 * @throws CatalogError SIM006 for text that is no scenario, SIM008 and SIM009 for instants and durations; all with their
 * place in the file
 */
export function parseScenario(path: string, text: string): ScenarioParts {
  const source = parseSource({ path, text });
  if (source.problems.length > 0) throw new CatalogError(source.problems.map(asScenario));
  const result = scenarioSchema.safeParse(source.value);
  if (!result.success)
    throw new CatalogError(result.error.issues.flatMap((issue) => shapeProblems(source, issue)));
  return partsOf(result.data, (path) => ({
    text: formatPath(path),
    place: locate(source, path).place,
  }));
}

type At = (path: Path) => Origin;

function partsOf(document: ScenarioDocument, at: At): ScenarioParts {
  const { image, approve, reject = [], fail = [], down = [], expect } = document;
  const variables = Object.entries(document.variables ?? {}).map(([name, value]) => {
    return { name, value: String(value), origin: at(["variables", name]) };
  });
  return {
    ...nothing,
    variables: [
      ...(image === undefined ? [] : [{ name: imageVariable, value: image, origin: at(["image"]) }]),
      ...variables,
    ],
    start: document.at === undefined ? undefined : instantOf(document.at, at(["at"])),
    startedBy: document.by,
    approveAll: approve === "all",
    approvals: Array.isArray(approve) ? approve.map((each, index) => approvalOf(each, index, at)) : [],
    rejections: reject.map((each, index) => {
      const origin = at(["reject", index]);
      return { target: each.step, person: each.by, when: whenOf(each, ["reject", index], at), origin };
    }),
    failing: fail.map((each, index) => {
      const { step, error, times } = typeof each === "string" ? { step: each } : each;
      return { target: step, error, times, origin: at(["fail", index]) };
    }),
    down: down.map((name, index) => ({ name, origin: at(["down", index]) })),
    inputs: strings(document.inputs),
    lasting: Object.entries(document.durations ?? {}).map(([target, value]) => {
      const origin = at(["durations", target]);
      return { target, milliseconds: durationOf(String(value), origin), origin };
    }),
    expect,
  };
}

function approvalOf(
  each: Extract<ScenarioDocument["approve"], readonly unknown[]>[number],
  index: number,
  at: At,
): Approval {
  const origin = at(["approve", index]);
  const { step, group, by } = each;
  const target = step ?? group;
  if (target === undefined || (step !== undefined && group !== undefined))
    throw new CatalogError([
      scenarioProblem(`${origin.text} needs one of step and group`, "name the step, or the group", origin),
    ]);
  const people = Array.isArray(by) ? by : [by];
  return { target, people, when: whenOf(each, ["approve", index], at), inputs: strings(each.inputs), origin };
}

function whenOf(timed: { after?: string | undefined; at?: string | undefined }, path: Path, at: At): When {
  if (timed.at !== undefined) return { kind: "at", instant: instantOf(timed.at, at([...path, "at"])) };
  if (timed.after === undefined) return { kind: "soon" };
  const text = timed.after.replace(/^\+/, "");
  return { kind: "after", milliseconds: durationOf(text, at([...path, "after"])) };
}

function strings(values: Readonly<Record<string, string | number | boolean>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function shapeProblems(source: Source, issue: z.core.$ZodIssue, base: Path = []): Problem[] {
  const path = [...base, ...(issue.path as (string | number)[])];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(source, path, key));
  // of several shapes the one that fits on the outside is meant
  const inner = issue.code === "invalid_union" ? issue.errors.find(fitsOutside) : undefined;
  if (inner !== undefined) return inner.flatMap((each) => shapeProblems(source, each, path));
  const origin = { text: formatPath(path), place: locate(source, path).place };
  const where = path.length === 0 ? "the scenario" : formatPath(path);
  const message = `${where}: ${issueWords(issue)}`;
  return [scenarioProblem(message, "docs/simulate.md lists keys and values", origin)];
}

function fitsOutside(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every(({ path, code }) => path.length > 0 || code === "unrecognized_keys");
}

function unknownKey(source: Source, path: Path, key: string): Problem {
  const known = keysAt(path);
  const origin = { text: key, place: locate(source, [...path, key], "key").place };
  const message = `${formatPath([...path, key])}: no such key`;
  return scenarioProblem(message, didYouMean(key, known, `keys: ${listWords(known)}`), origin);
}

function scenarioProblem(message: string, hint: string, { place }: Origin): Problem {
  return { code: "SIM006", message, hint, ...(place === undefined ? {} : { place }) };
}

/** Problems of YAML keep their words and get the code of scenarios; an empty file has another cure here. */
function asScenario(found: Problem): Problem {
  const hint = found.code === "CAT004" ? "write at least `image: v1.2.3`" : found.hint;
  return { ...found, code: "SIM006", hint };
}
