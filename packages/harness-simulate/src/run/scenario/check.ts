/** A scenario against the pipeline it is for: every name in it must be there, once. */
import { CatalogError, type ErrorCode, type Problem } from "@harness-catalog/problems";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { listAt, mapAt, textAt, type Node } from "../../trigger/documents";
import { inputProblems } from "../../trigger/inputs";
import { meant, namedNodes, withoutSuffixes, type NamedNode } from "../paths";
import { isApproval } from "../steps/kinds";
import type { Origin, Scenario } from "./model";

/**
 * The scenario with whole paths in the place of short ones.
 * @param pipeline the expanded pipeline
 * @throws CatalogError SIM010, SIM011 and SIM012, all problems at once
 */
export function checkScenario(pipeline: Node, scenario: Scenario): Scenario {
  const nodes = namedNodes(pipeline);
  const problems: Problem[] = variableProblems(pipeline, scenario);
  const path = (reference: string, candidates: readonly NamedNode[], what: string, origin: Origin) => {
    const found = wholePath(reference, candidates, what, origin);
    if (typeof found === "string") return found;
    problems.push(found);
    return reference;
  };
  const approvals = nodes.filter(({ kind, type }) => kind === "step" && isApproval(type));
  const groups = new Set(approvals.flatMap(({ node }) => groupsOf(node)));
  const failable = nodes.filter(
    ({ kind, type }) => kind === "stage" || (kind === "step" && !isApproval(type) && type !== "Wait"),
  );
  const checked: Scenario = {
    ...scenario,
    approvals: scenario.approvals.map((each) =>
      groups.has(each.target)
        ? each
        : { ...each, target: path(each.target, approvals, "approval step", each.origin) },
    ),
    rejections: scenario.rejections.map((each) => {
      return { ...each, target: path(each.target, approvals, "approval step", each.origin) };
    }),
    failing: scenario.failing.map((each) => {
      if (
        meant(
          each.target,
          approvals.map((node) => node.path),
        ).length > 0
      ) {
        const message = `${each.origin.text}: an approval is rejected or expires, it does not fail`;
        problems.push(
          problemAt(
            "SIM010",
            message,
            `write --reject ${each.target}@+1h, or let nobody approve`,
            each.origin,
          ),
        );
        return each;
      }
      const target = path(each.target, failable, "stage or step that can fail", each.origin);
      return { ...each, target };
    }),
    lasting: scenario.lasting.map((each) => {
      if (nodes.some(({ type }) => type === each.target)) return each;
      const steps = nodes.filter(({ kind }) => kind === "step");
      return { ...each, target: path(each.target, steps, "step or type of step", each.origin) };
    }),
  };
  problems.push(...downProblems(nodes, scenario));
  if (problems.length > 0) throw new CatalogError(problems);
  return checked;
}

function wholePath(
  reference: string,
  candidates: readonly NamedNode[],
  what: string,
  origin: Origin,
): string | Problem {
  const paths = candidates.map(({ path }) => path);
  const bare = withoutSuffixes(reference, paths);
  const written = meant(reference, paths).length > 0 ? reference : bare;
  const found = meant(written, paths);
  const [only] = found;
  if (found.length === 1 && only !== undefined)
    return only.slice(0, only.length - written.length) + reference;
  if (found.length > 1) {
    const message = `${origin.text}: there are ${found.length} steps of the name "${reference}"`;
    return problemAt("SIM011", message, `write one of ${listWords(found)}`, origin);
  }
  const last = paths.map((path) => path.slice(path.lastIndexOf(".") + 1));
  const words = reference.includes(".") ? paths : [...paths, ...new Set(last)];
  const cure = didYouMean(
    reference,
    words,
    paths.length === 0 ? "it has none" : `it has ${listWords(paths)}`,
  );
  return problemAt("SIM010", `${origin.text}: the pipeline has no such ${what} "${reference}"`, cure, origin);
}

/** Infrastructures of a loop are only known when it runs, so names cannot be checked where there is one. */
function downProblems(nodes: readonly NamedNode[], { down }: Scenario): Problem[] {
  const stages = nodes.filter(({ kind, type }) => kind === "stage" && type === "Deployment");
  const known = [...new Set(stages.flatMap(({ node }) => [...infrastructuresOf(node), ...texts(node)]))];
  if (known.some((name) => name.includes("<+"))) return [];
  return down
    .filter(({ name }) => !known.includes(name))
    .map(({ name, origin }) => {
      const message = `${origin.text}: no stage deploys to an infrastructure or by a delegate "${name}"`;
      return problemAt("SIM010", message, didYouMean(name, known, `there are ${listWords(known)}`), origin);
    });
}

/** References of the infrastructures a deployment stage names. */
export function infrastructuresOf(stage: Node): string[] {
  const environment = mapAt(stage, "spec", "environment");
  return listAt(environment, "infrastructureDefinitions").map((each) => textAt(each, "identifier"));
}

function texts(stage: Node): string[] {
  const selectors = stage["delegateSelectors"];
  return Array.isArray(selectors) ? selectors.filter((selector) => typeof selector === "string") : [];
}

function groupsOf(step: Node): string[] {
  const groups = mapAt(step, "spec", "approvers")["userGroups"];
  return Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : [];
}

function variableProblems(pipeline: Node, { variables }: Scenario): Problem[] {
  const given = variables.map(({ name, value }) => ({ name, value }));
  const inputs = { identifier: textAt(pipeline, "identifier"), variables: given };
  return inputProblems(pipeline, inputs).map((message) => {
    const own = variables.find(({ name }) => message.startsWith(`${name} `) || message.includes(`"${name}"`));
    const hint = "give what the pipeline declares, with --image and --set NAME=VALUE";
    return problemAt(
      "SIM012",
      own === undefined ? message : `${own.origin.text}: ${message}`,
      hint,
      own?.origin,
    );
  });
}

function problemAt(code: ErrorCode, message: string, hint: string, origin?: Origin): Problem {
  return { code, message, hint, ...(origin?.place === undefined ? {} : { place: origin.place }) };
}
