/** `simulate <service>`: runs a service's pipeline on a virtual clock, without Harness. */
import { resolve } from "node:path";
import { formatProblem, problem } from "@harness-catalog/problems";
import { mostYamlBytes, readTextFile } from "@harness-catalog/files/plainFile";
import { didYouMean, listWords } from "@harness-catalog/problems/suggest";
import { asksPolicies, pipelineOf, surroundingsOf } from "../simulation/fromPlan";
import { outcomes, type Outcome } from "harness-simulate/run/model";
import {
  instantOf,
  parseApproval,
  parseFailing,
  parseRejection,
  parseVariable,
} from "harness-simulate/run/scenario/arguments";
import { imageVariable, parseScenario } from "harness-simulate/run/scenario/file";
import {
  complete,
  merge,
  nothing,
  type Origin,
  type ScenarioParts,
} from "harness-simulate/run/scenario/model";
import { simulateRun } from "harness-simulate/run/simulate";
import type { EvaluatePolicy } from "harness-simulate/run/surroundings";
import { serviceNamed } from "../simulation/services";
import { findTool } from "../../toolchain/findTool";
import { shown } from "../catalogDir";
import type { Command } from "../command";
import { assertFilesGenerated } from "../fileReferences/check";
import { textAt } from "../fileReferences/documents";
import { note, print, type Io } from "../io";
import { loadedCatalog, wholePlan } from "../loadedCatalog";
import { text, texts, type OptionName, type ParsedArgs } from "../options";
import { outputFormat } from "../outputFormat";
import { withPolicies } from "../policyEvaluator";
import { simulateReport } from "../simulation/report";

export const simulate: Command = {
  usage: "<service> --image TAG",
  summary: "run a pipeline on a virtual clock: what deploys where, what waits, where it stops and why",
  options: [
    "image",
    "set",
    "at",
    "by",
    "approve",
    "reject",
    "fail",
    "down",
    "input",
    "ticket",
    "scenario",
    "pipeline",
    "expect",
    "catalog",
    "output",
  ],
  run: async (args, io) => {
    const json = outputFormat(args) === "json";
    const name = serviceIn(args);
    const scenario = complete(merge(fromFile(args, io), fromOptions(args)), (io.now ?? Date.now)());
    const expected = scenario.expect === undefined ? undefined : outcomeNamed(scenario.expect);
    const catalog = loadedCatalog(args, io);
    const service = serviceNamed(catalog.services, name);
    const plan = wholePlan(catalog, args);
    const pipeline = pipelineOf(plan, service, text(args, "pipeline"));
    assertFilesGenerated(io, catalog, plan, textAt(pipeline, "identifier"));
    const run = (evaluate: EvaluatePolicy) => simulateRun(pipeline, surroundingsOf(plan, evaluate), scenario);
    const result = asksPolicies(pipeline, surroundingsOf(plan, noPolicies))
      ? await withPolicies(plan, await opa(io), run)
      : run(noPolicies);
    print(io, json ? JSON.stringify({ service: name, ...result }) : simulateReport(io, name, result));
    if (expected === undefined || expected === result.outcome) return 0;
    const unmet = problem(
      "SIM014",
      `the run ends ${result.outcome}, expected was ${expected}`,
      result.stopped?.reason ?? "nothing stopped it",
    );
    note(io, formatProblem(unmet.problems[0]!));
    return unmet.exitCode;
  },
};

const noPolicies: EvaluatePolicy = () => ({ denials: [], warnings: [], problem: "there is no evaluator" });

async function opa(io: Io): Promise<string> {
  return (await findTool("opa", { env: io.env, onProgress: (line) => note(io, line) })).command;
}

function serviceIn(args: ParsedArgs): string {
  const [name, ...more] = args.words;
  if (name !== undefined && more.length === 0) return name;
  const cure = "write harness-catalog simulate <service> --image v1.2.3";
  throw problem("CMD001", "simulate needs one service", cure);
}

/** Outcomes may be written in any case, with hyphens. */
function outcomeNamed(word: string): Outcome {
  const plain = (name: string) => name.toLowerCase().replaceAll("-", "");
  const found = outcomes.find((outcome) => plain(outcome) === plain(word));
  if (found !== undefined) return found;
  throw problem("SIM007", `expect: "${word}" is no outcome`, didYouMean(word, outcomes, listWords(outcomes)));
}

function fromOptions(args: ParsedArgs): ScenarioParts {
  const each = <T>(name: OptionName, parse: (word: string, origin: Origin) => T): T[] =>
    texts(args, name).map((word) => parse(word, { text: `--${name} ${word}` }));
  const [image, at, ticket] = [text(args, "image"), text(args, "at"), text(args, "ticket")];
  const inputs = each("input", parseVariable).map(({ name, value }) => [name, value] as const);
  return {
    ...nothing,
    variables: [
      ...(image === undefined ? [] : [{ name: imageVariable, value: image, origin: { text: "--image" } }]),
      ...each("set", parseVariable),
    ],
    start: at === undefined ? undefined : instantOf(at, { text: "--at" }),
    startedBy: text(args, "by"),
    approveAll: texts(args, "approve").includes("all"),
    approvals: each("approve", (word, origin) =>
      word === "all" ? [] : [parseApproval(word, origin)],
    ).flat(),
    rejections: each("reject", parseRejection),
    failing: each("fail", parseFailing),
    down: each("down", (name, origin) => ({ name, origin })),
    inputs: { ...Object.fromEntries(inputs), ...(ticket === undefined ? {} : { change_ticket: ticket }) },
    expect: text(args, "expect"),
  };
}

/** @throws CatalogError SIM005, and what {@link parseScenario} throws */
function fromFile(args: ParsedArgs, io: Io): ScenarioParts {
  const given = text(args, "scenario");
  if (given === undefined) return nothing;
  const path = resolve(io.cwd, given);
  const name = shown(io, path);
  let content: string;
  try {
    content = readTextFile(path, mostYamlBytes);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const reason = code === "ENOENT" ? "does not exist" : `cannot be read: ${(error as Error).message}`;
    throw problem("SIM005", `the scenario file ${name} ${reason}`, "name the file with --scenario");
  }
  return parseScenario(name, content);
}
